/**
 * Runs in the sandbox. Its text is carried there, so it leans on nothing outside itself.
 *
 * @module
 */

/**
 * Prints a value so that values which are deeply and strictly equal print the same: keys, map entries and set members
 * in order of their print, `-0` and `NaN` as such, functions and other opaque things by name alone.
 *
 * @param maxUnits How long a print may get before it is cut; how much was cut is not told.
 */
export function show(value: unknown, maxUnits = 4000): string {
  let left = maxUnits;
  const above: unknown[] = [];

  function print(item: unknown): string {
    if (left <= 0) return "…";
    const text = typeof item === "object" && item !== null ? printObject(item) : printPrimitive(item);
    left -= text.length;
    return text;
  }

  function printPrimitive(item: unknown): string {
    if (typeof item === "string") {
      return JSON.stringify(item.length > maxUnits ? item.slice(0, maxUnits) + "…" : item);
    }
    if (typeof item === "function") return `[Function ${nameOf(item)}]`;
    if (typeof item === "bigint") return `${item}n`;
    return Object.is(item, -0) ? "-0" : String(item);
  }

  function printObject(item: object): string {
    const at = above.indexOf(item);
    if (at >= 0) return `[Circular ${at}]`;
    if (above.length > 20) return "…";
    above.push(item);
    try {
      return known(item) ?? named(item, fields(item));
    } finally {
      above.pop();
    }
  }

  function known(item: object): string | undefined {
    if (Array.isArray(item)) return elements(item);
    if (item instanceof Error) return `[${errorName(item)}: ${item.message}]`;
    if (item instanceof Date) {
      return Number.isNaN(item.getTime()) ? "Date(invalid)" : `Date(${item.toISOString()})`;
    }
    if (item instanceof RegExp) return String(item);
    if (item instanceof Map) {
      return named(
        item,
        [...item].map(([key, value]) => `${print(key)} => ${print(value)}`).sort().concat(fields(item)),
      );
    }
    if (item instanceof Set) return named(item, [...item].map(print).sort().concat(fields(item)));
    if (ArrayBuffer.isView(item) && !(item instanceof DataView)) return views(item);
    if (item instanceof ArrayBuffer) {
      return named(item, [`${item.byteLength} bytes: ${[...new Uint8Array(item.slice(0, 64))]}`]);
    }
    if (item instanceof Number || item instanceof String || item instanceof Boolean) {
      return `[${nameOf(item.constructor)} ${print(item.valueOf())}]`;
    }
    if (
      item instanceof Promise || item instanceof WeakMap || item instanceof WeakSet || item instanceof WeakRef
    ) {
      return `[${nameOf(item.constructor)}]`;
    }
    return undefined;
  }

  function elements(item: readonly unknown[]): string {
    const parts: string[] = [];
    for (let index = 0; index < item.length && left > 0; index++) {
      if (!(index in item)) left -= "<empty>".length;
      parts.push(index in item ? print(item[index]) : "<empty>");
    }
    if (parts.length < item.length) parts.push(`… ${item.length} in all`);
    const kind = Object.getPrototypeOf(item) === Array.prototype ? "" : `${nameOf(item.constructor)} `;
    return `${kind}[${parts.join(", ")}]`;
  }

  function views(item: ArrayBufferView): string {
    const values = Array.from(
      { length: Math.min(200, Number(Reflect.get(item, "length"))) },
      (_, index) => print(Reflect.get(item, index)),
    );
    return `${nameOf(item.constructor)}(${Reflect.get(item, "length")}) [${values.join(", ")}]`;
  }

  function fields(item: object): string[] {
    const parts: string[] = [];
    for (const key of Reflect.ownKeys(item).sort((a, b) => String(a) < String(b) ? -1 : 1)) {
      const own = Object.getOwnPropertyDescriptor(item, key);
      if (!own?.enumerable || left <= 0) continue;
      const name = typeof key === "symbol"
        ? `[${String(key)}]`
        : /^[\w$]+$/.test(key)
        ? key
        : JSON.stringify(key);
      parts.push(`${name}: ${own.get ? "[Getter]" : print(own.value)}`);
    }
    return parts;
  }

  function named(item: object, parts: readonly string[]): string {
    const prototype = Object.getPrototypeOf(item);
    const body = parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
    if (prototype === null) return `[no prototype] ${body}`;
    return prototype === Object.prototype ? body : `${nameOf(item.constructor)} ${body}`;
  }

  function nameOf(item: unknown): string {
    return typeof item === "function" && typeof item.name === "string" && item.name !== ""
      ? item.name
      : "anonymous";
  }

  function errorName(error: Error): string {
    return error.name === "Error" ? nameOf(error.constructor) : String(error.name);
  }

  return print(value).slice(0, maxUnits * 2);
}

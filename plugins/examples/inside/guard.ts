/**
 * Runs in the sandbox. Its text is carried there, so it leans on nothing outside itself.
 *
 * @module
 */

/**
 * Remembers the built-in objects as they are now.
 *
 * @param more Other objects to be remembered.
 * @returns A function that names the first built-in that has been replaced, removed or, where every object would
 * inherit it, added since; `undefined` when all is as it was.
 */
export function guard(more: readonly object[]): () => string | undefined {
  const read = Object.getOwnPropertyDescriptor;
  const keysOf = Reflect.ownKeys;
  const world = globalThis;
  const text = String;
  const kept: { holder: object; key: PropertyKey; name: string; value: unknown; get: unknown }[] = [];
  const closed: { holder: object; name: string; count: number }[] = [];

  function keep(holder: object, name: string): void {
    for (const key of keysOf(holder)) {
      const own = read(holder, key);
      kept[kept.length] = { holder, key, name: `${name}.${text(key)}`, value: own?.value, get: own?.get };
    }
  }

  for (
    const name of [
      ..."Object Function Array String Number Boolean Symbol BigInt Map Set WeakMap WeakSet Promise RegExp Date"
        .split(" "),
      ..."Error TypeError RangeError Math JSON Reflect Proxy ArrayBuffer Uint8Array Iterator".split(" "),
    ]
  ) {
    const own = read(world, name);
    const value: unknown = own?.value;
    if ((typeof value !== "object" && typeof value !== "function") || value === null) continue;
    kept[kept.length] = { holder: world, key: name, name, value, get: own?.get };
    keep(value, name);
    const prototype: unknown = read(value, "prototype")?.value;
    if (typeof prototype !== "object" && typeof prototype !== "function" || prototype === null) continue;
    keep(prototype, `${name}.prototype`);
    if (name === "Object") {
      closed[closed.length] = {
        holder: prototype,
        name: `${name}.prototype`,
        count: keysOf(prototype).length,
      };
    }
  }
  const iterators = [[][Symbol.iterator](), new Map()[Symbol.iterator](), new Set()[Symbol.iterator]()];
  for (const iterator of iterators) keep(Object.getPrototypeOf(iterator), "Iterator");
  for (const holder of more) keep(holder, "assert");

  return () => {
    for (let index = 0; index < kept.length; index++) {
      const { holder, key, name, value, get } = kept[index]!;
      const own = read(holder, key);
      if (own === undefined || own.value !== value && !(value !== value) || own.get !== get) return name;
    }
    for (let index = 0; index < closed.length; index++) {
      const { holder, name, count } = closed[index]!;
      if (keysOf(holder).length !== count) return name;
    }
    return undefined;
  };
}

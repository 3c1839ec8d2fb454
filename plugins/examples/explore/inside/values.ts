/**
 * Runs in the sandbox. What a search by running has to know of a value. Each function is carried there by its text, so
 * it leans on nothing but globals and the other functions of this folder.
 *
 * @module
 */

/** What can be done with a value, as far as the running program can see. */
export type Kind =
  | "number"
  | "string"
  | "boolean"
  | "list"
  | "map"
  | "set"
  | "record"
  | "function"
  /** `undefined` and `null`. */
  | "none"
  | "other";

/** The kind of one value. */
export function kindOf(value: unknown): Kind {
  if (value === undefined || value === null) return "none";
  const type = typeof value;
  if (type === "number" || type === "string" || type === "boolean" || type === "function") return type;
  if (type !== "object") return "other";
  if (Array.isArray(value)) return "list";
  if (value instanceof Map) return "map";
  if (value instanceof Set) return "set";
  // What is used up by reading, or not there yet, has no value that can be compared.
  if (value instanceof Promise || typeof Reflect.get(value, "next") === "function") return "other";
  return "record";
}

/** Tells values apart: equal texts for values that are deeply and strictly equal. Functions are told apart by `idOf`. */
export function keyOf(value: unknown, idOf: (item: object) => number, depth = 0): string {
  switch (typeof value) {
    case "string":
      return `s${value.length}:${value}`;
    case "number":
      return Object.is(value, -0) ? "n-0" : `n${value}`;
    case "boolean":
      return value ? "t" : "f";
    case "undefined":
      return "u";
    case "function":
      return `F${idOf(value)}`;
    case "object":
      break;
    default:
      return `${typeof value}${String(value)}`;
  }
  if (value === null) return "0";
  if (depth > 8) return `…${idOf(value)}`;
  if (Array.isArray(value)) {
    let key = `[${value.length}`;
    for (let at = 0; at < value.length; at++) key += `,${keyOf(value[at], idOf, depth + 1)}`;
    return `${key}]`;
  }
  const type = value.constructor;
  const head = type === Object ? "" : typeof type === "function" ? `C${idOf(type)}` : "N";
  if (value instanceof Map) {
    const rows = [...value].map(([name, item]) =>
      `${keyOf(name, idOf, depth + 1)}>${keyOf(item, idOf, depth + 1)}`
    );
    return `${head}M(${rows.sort().join(",")})`;
  }
  if (value instanceof Set) {
    return `${head}S(${[...value].map((item) => keyOf(item, idOf, depth + 1)).sort().join(",")})`;
  }
  if (value instanceof Date) return `${head}D${value.getTime()}`;
  if (value instanceof RegExp) return `${head}R${String(value)}`;
  let key = `${head}{`;
  for (const name of Object.keys(value).sort()) {
    key += `${name}:${keyOf(Reflect.get(value, name), idOf, depth + 1)},`;
  }
  return `${key}}`;
}

/** Makes a value refuse changes, so that what one candidate does is not seen by the next. */
export function freezeAll(value: unknown, depth = 0): void {
  if (typeof value !== "object" || value === null || depth > 8 || ArrayBuffer.isView(value)) return;
  if (Object.isFrozen(value)) return;
  for (const name of value instanceof Map || value instanceof Set ? ["set", "add", "delete", "clear"] : []) {
    const refuse = () => {
      throw new TypeError(`Cannot ${name}: the value is shared`);
    };
    if (name in value) Object.defineProperty(value, name, { value: refuse });
  }
  Object.freeze(value);
  if (value instanceof Map) {
    for (const [name, item] of value) {
      freezeAll(name, depth + 1);
      freezeAll(item, depth + 1);
    }
  } else if (value instanceof Set) { for (const item of value) freezeAll(item, depth + 1); }
  else {
    for (const name of Object.keys(value)) {
      const own = Object.getOwnPropertyDescriptor(value, name);
      if (own && "value" in own) freezeAll(own.value, depth + 1);
    }
  }
}

/** The names below an object that hold data or compute it, and those of its methods with their arity. */
export function membersOf(
  value: object,
): { readonly data: readonly string[]; readonly methods: readonly (readonly [string, number])[] } {
  const data = new Set<string>();
  const methods = new Map<string, number>();
  for (const name of Object.keys(value)) {
    if (
      typeof Reflect.get(value, name) !== "function" && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
    ) {
      data.add(name);
    }
  }
  let above = Object.getPrototypeOf(value);
  while (above !== null && above !== Object.prototype) {
    for (const name of Object.getOwnPropertyNames(above)) {
      const own = Object.getOwnPropertyDescriptor(above, name);
      if (name === "constructor" || !own || name.startsWith("_")) continue;
      if (own.get) data.add(name);
      else if (typeof own.value === "function" && !methods.has(name)) methods.set(name, own.value.length);
    }
    above = Object.getPrototypeOf(above);
  }
  return { data: [...data], methods: [...methods] };
}

/** The lower-case parts of a name: `maxRetryCount` has three. */
export function wordsOf(name: string): string[] {
  return name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).filter(Boolean)
    .map((word) => word.toLowerCase());
}

/** Equal, one the other's beginning, or alike but for the ending: `dir` and `direction`, `closed` and `closes`. */
export function isAlike(one: string, two: string): boolean {
  const [short, long] = one.length < two.length ? [one, two] : [two, one];
  if (short.length < 3) return one === two;
  let common = 0;
  while (common < short.length && short[common] === long[common]) common++;
  return common === short.length || common >= 4 && 3 * common >= 2 * long.length;
}

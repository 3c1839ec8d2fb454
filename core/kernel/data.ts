/**
 * Hook data: what may cross a hook. JSON values, so that a call can be recorded, shown and moved to another process;
 * a property that is `undefined` counts as absent.
 *
 * @module
 */

import { MazeError } from "./errors.ts";

/** Marks a shape that depends on the value's own `kind`. */
export const BY_KIND: unique symbol = Symbol("by kind");

/**
 * What a value must look like: a kind, a list of one shape, an object with at least these properties, or one such object
 * for each `kind` that it may say it has. A `?` at a name's end makes the property optional.
 */
export type Shape =
  | "string"
  | "number"
  | "boolean"
  | "object"
  | "list"
  | "function"
  | readonly [Shape]
  | { readonly [BY_KIND]: { readonly [kind: string]: Shape } }
  | { readonly [name: string]: Shape };

/**
 * A deep copy, equal to the value in all that it holds. `structuredClone` would drop methods, symbols and prototypes
 * without a word; here they are refused.
 * The copy is frozen: what several plugins are given can be changed by none.
 *
 * @param path How the fault names the value: `answer`.
 * @throws {MazeError} `hook/not-data`, naming the path of the first thing that is not data.
 */
export function copyData(value: unknown, path: string): unknown {
  return copy(value, { path, names: [], above: [] });
}

/** Where copying is: the way from the start, and the values around. */
interface Trail {
  readonly path: string;
  readonly names: (string | number)[];
  readonly above: object[];
}

function copy(value: unknown, trail: Trail): unknown {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number" && Number.isFinite(value)) return value + 0; // JSON has no -0
  const isCycle = trail.above.some((outer) => outer === value);
  if (isCycle || !isTree(value)) throw notData(isCycle ? "a cycle" : kindOf(value), trail);
  trail.above.push(value);
  const copied = Array.isArray(value) ? copyItems(value, trail) : copyProperties(value, trail);
  trail.above.pop();
  return Object.freeze(copied);
}

function copyItems(list: readonly unknown[], trail: Trail): unknown[] {
  return list.map((item, at) => {
    trail.names.push(at);
    const copied = copy(item, trail);
    trail.names.pop();
    return copied;
  });
}

function copyProperties(value: object, trail: Trail): object {
  const copied: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    trail.names.push(name);
    if (name === "__proto__") throw notData("a prototype", trail);
    if (item !== undefined) copied[name] = copy(item, trail);
    trail.names.pop();
  }
  return copied;
}

function notData(kind: string, { path, names }: Trail): MazeError {
  const way = names.map((name) => typeof name === "number" ? `[${name}]` : `.${name}`);
  return new MazeError(`Cannot take ${path}${way.join("")} as data: it is ${kind}`, {
    code: "hook/not-data",
    hint: "Data is JSON: no methods, classes, cycles, NaN or holes in a list",
  });
}

/**
 * The JSON of data with sorted keys, the same for equal data. Times differ between two runs of the same work: a number
 * whose name ends in `Ms` is written as 0.
 */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (name, item) => {
    if (typeof item === "number" && name.endsWith("Ms")) return 0;
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => a < b ? -1 : 1));
  });
}

/** Where data first differs from a shape, in words; `undefined` when it does not. */
export function mismatch(value: unknown, shape: Shape, path: string): string | undefined {
  if (typeof shape === "string") {
    return kindOf(value) === shape ? undefined : `${path} is ${kindOf(value)}, not ${shape}`;
  }
  if (isListShape(shape)) {
    if (!Array.isArray(value)) return `${path} is ${kindOf(value)}, not a list`;
    return firstDefined(value, (item, at) => mismatch(item, shape[0], `${path}[${at}]`));
  }
  if (kindOf(value) !== "object") return `${path} is ${kindOf(value)}, not object`;
  if (BY_KIND in shape) return mismatchByKind(value, shape[BY_KIND], path);
  return firstDefined(Object.entries(shape), ([key, inner]) => {
    const name = key.replace("?", "");
    const item = dig(value, name);
    return item === undefined && name !== key ? undefined : mismatch(item, inner, `${path}.${name}`);
  });
}

function mismatchByKind(
  value: unknown,
  shapes: { readonly [kind: string]: Shape },
  path: string,
): string | undefined {
  const kind = dig(value, "kind");
  const shape = typeof kind === "string" && Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
  if (shape !== undefined) return mismatch(value, shape, path);
  const known = Object.keys(shapes).join(", ");
  return `${path}.kind is ${typeof kind === "string" ? `"${kind}"` : kindOf(kind)}, not one of ${known}`;
}

/** What lies at the end of a way of names; `undefined` where the way ends early. */
export function dig(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((inner, name) => Reflect.get(Object(inner), name), value);
}

/** The data that is nothing but lists and plain objects, all of it visible to JSON. */
function isTree(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const visible = Object.keys(value).length;
  if (Array.isArray(value)) return visible === value.length;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  return isPlain && visible === Reflect.ownKeys(value).length;
}

function kindOf(value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (typeof value !== "object") return typeof value;
  if (value === null) return "null";
  if (isTree(value)) return Array.isArray(value) ? "list" : "object";
  return `an instance of ${Object(value).constructor?.name}`;
}

function isListShape(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function firstDefined<T>(
  items: readonly T[],
  find: (item: T, at: number) => string | undefined,
): string | undefined {
  for (const [at, item] of items.entries()) {
    const found = find(item, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * What a function does with inputs, as texts that are equal where values are. This file alone goes into the child that
 * runs a package's code.
 *
 * @module
 */

/** A function, and what it is called with. */
export interface Subject {
  /** Makes what it is called on, anew for each input. */
  readonly self: () => unknown;
  readonly call: (self: unknown, given: readonly unknown[]) => unknown;
  /** Each makes one list of arguments. */
  readonly given: readonly (() => readonly unknown[])[];
}

/** A longer value is told by its beginning. */
const MAX_LENGTH = 10_000;
const MAX_DEPTH = 8;
/** Of what may never end, so much is taken. */
const MAX_ITEMS = 50;

/**
 * One text for each input: `gives VALUE` or `throws NAME`, with `leaves VALUE` behind it where the call has changed its
 * arguments or what it was called on; `unseen` where nothing can be told.
 */
export async function observe({ self, call, given }: Subject): Promise<readonly string[]> {
  const told: string[] = [];
  for (const make of given) {
    try {
      const all = [self(), make()] as const;
      const before = shown(all);
      const gave = await outcomeOf(() => call(all[0], all[1]));
      const after = shown(all);
      told.push((after === before ? gave : `${gave} leaves ${after}`).slice(0, MAX_LENGTH));
    } catch {
      told.push("unseen"); // there is nothing to call it on, or its input can not be made
    }
  }
  return told;
}

async function outcomeOf(act: () => unknown): Promise<string> {
  let value: unknown;
  try {
    value = await act();
    if (isIterator(value)) value = [...firstOf(value)];
  } catch (error) {
    return `throws ${error instanceof Error ? error.name : shown(error)}`;
  }
  return typeof value === "function" ? "unseen" : `gives ${shown(value)}`;
}

function isIterator(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value && "next" in value;
}

function* firstOf(all: Iterable<unknown>): Iterable<unknown> {
  let taken = 0;
  for (const one of all) {
    if (taken++ === MAX_ITEMS) return;
    yield one;
  }
}

/** A value as text. Members of objects are in the order of their names; the two zeros are one. */
export function shown(value: unknown, above: readonly unknown[] = []): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "[function]";
  if (typeof value !== "object" || value === null) return String(value === 0 ? 0 : value);
  if (above.includes(value)) return "[cycle]";
  if (above.length === MAX_DEPTH) return "[deep]";
  const inner = (one: unknown) => shown(one, [...above, value]);
  if (value instanceof Error) return `[${value.name}]`;
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (value instanceof RegExp || value instanceof URL) return `[${String(value)}]`;
  const name = value.constructor?.name ?? "";
  if (Array.isArray(value)) return `[${value.map(inner).join()}]`;
  if (ArrayBuffer.isView(value)) return `${name}(${Object.values(value).join()})`;
  if (value instanceof Map) return `Map(${[...value].map(inner).join()})`;
  if (value instanceof Set) return `Set(${[...value].map(inner).join()})`;
  const members = Object.keys(value).sort().map((key) =>
    `${JSON.stringify(key)}:${inner(Reflect.get(value, key))}`
  );
  return `${name === "Object" ? "" : name}{${members.join()}}`;
}

/**
 * Runs in the sandbox. Calls the hole's function with the examples' arguments, takes the values of all names at the hole
 * from these calls, and searches.
 *
 * @module
 */

import { type Answer, type Known, searchValues } from "./search.ts";
import { Space } from "./space.ts";
import { freezeAll } from "./values.ts";

/** What standard input says. */
export interface ExploreOrders {
  /** In front of each line that counts. */
  readonly marker: string;
  readonly names: readonly Omit<Known, "values">[];
  readonly literals: readonly { readonly value: string | number; readonly level: number }[];
  readonly words: readonly string[];
  /** Examples: the functions of the table are a call and its value in turn; calls without a value follow. */
  readonly examples: number;
  readonly most: number;
  readonly slack: number;
  readonly maxLevel: number;
  readonly maxEntries: number;
  readonly maxMs: number;
  /** Names whose calls did not end: they are not called again. */
  readonly avoided: readonly string[];
}

/** The name of the function that stands in the hole. */
export type Probe = (names: readonly (() => unknown)[]) => unknown;

/**
 * Runs one search and says in marked lines `B` when it begins, `A {"text", "level"}` of each answer, `C name` before the first call of a
 * function of the project on a level, `L` now and then, and `E reason` at the end.
 *
 * @param load Imports the module.
 */
export async function main(load: () => Promise<unknown>, table: string, probe: string): Promise<void> {
  const write = Deno.stdout.writeSync.bind(Deno.stdout);
  const encoder = new TextEncoder();
  const now = performance.now.bind(performance);
  const exit = Deno.exit;
  const orders: ExploreOrders = JSON.parse(await new Response(Deno.stdin.readable).text());
  const say = (line: string) => {
    const bytes = encoder.encode(`\n${orders.marker}${line}\n`);
    for (let at = 0; at < bytes.length;) at += write(at === 0 ? bytes : bytes.subarray(at));
  };
  globalThis.addEventListener("unhandledrejection", (event) => event.preventDefault());

  const sentinel = {};
  let taken: (readonly unknown[])[] = [];
  let isTaking = false;
  const take: Probe = (names) => {
    if (!isTaking) throw new Error("the hole's own function");
    taken.push(names.map((name) => {
      try {
        return name();
      } catch {
        return Space.absent;
      }
    }));
    return sentinel;
  };
  Object.defineProperty(globalThis, probe, { value: take });

  const loaded = await load();
  const functions: unknown = Reflect.get(loaded as object, table) ??
    Reflect.get(Reflect.get(loaded as object, "default"), table);
  if (!Array.isArray(functions)) return say("E the module has no table");

  /** The values of the names in a call whose result is the hole's own; `undefined` for other calls. */
  const valuesIn = async (call: () => Promise<unknown>): Promise<readonly unknown[] | undefined> => {
    taken = [];
    isTaking = true;
    try {
      return await call() === sentinel && taken.length === 1 ? taken[0] : undefined;
    } catch {
      return undefined;
    } finally {
      isTaking = false;
    }
  };

  const rows: (readonly unknown[])[] = [];
  const wanted: unknown[] = [];
  for (let at = 0; at < orders.examples; at++) {
    const own = await valuesIn(functions[2 * at]);
    if (!own) {
      return say("E an example is no plain call of the hole's function");
    }
    rows.push(own);
    wanted.push(await functions[2 * at + 1]());
  }
  for (const call of functions.slice(2 * orders.examples)) {
    const own = await valuesIn(call);
    if (own) rows.push(own);
  }
  for (const row of rows) row.forEach((value) => freezeAll(value));
  wanted.forEach((value) => freezeAll(value));

  const names = orders.names.map((name, at): Known => ({ ...name, values: rows.map((row) => row[at]) }))
    .filter(({ values, isGiven }) => isGiven || !values.includes(Space.absent));
  say("B");
  const start = now();
  let beat = start;
  const isLate = () => {
    if (now() - beat > 200) {
      beat = now();
      say("L");
    }
    return now() - start > orders.maxMs;
  };
  searchValues({
    names,
    literals: orders.literals,
    words: orders.words,
    wanted,
    rows: rows.length,
    most: orders.most,
    slack: orders.slack,
    maxLevel: orders.maxLevel,
    maxEntries: orders.maxEntries,
    avoided: orders.avoided,
    isLate,
    calling: (name) => say(`C ${name}`),
  }, ({ text, level }: Answer) => say(`A ${JSON.stringify({ text, level })}`));
  say("E done");
  exit(0);
}

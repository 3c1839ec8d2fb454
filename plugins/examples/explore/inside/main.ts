/**
 * Runs in the sandbox. Calls the hole's function with the examples' arguments, takes the values of all names at the hole
 * from these calls, and searches.
 *
 * @module
 */

import type { Known, Sketch } from "./asked.ts";
import { Probe } from "./probe.ts";
import { searchValues } from "./search.ts";
import { Space } from "./space.ts";
import type { Answer } from "./telling.ts";
import type { Own } from "./tree.ts";
import { freezeAll, keyOf } from "./values.ts";

/** What standard input says. */
export interface ExploreOrders {
  /** In front of each line that counts. */
  readonly marker: string;
  readonly names: readonly Omit<Known, "values">[];
  readonly literals: readonly { readonly value: string | number; readonly level: number }[];
  readonly words: readonly string[];
  /** What the hole's place asks for; absent when nobody knows. */
  readonly expected?: Sketch;
  /** Examples: the functions of the table are a call and its value in turn; calls without a value follow. */
  readonly examples: number;
  /** Calls that throw, behind the examples: for each the number of its kind of error. */
  readonly thrown: readonly number[];
  /** The name of the function that the examples call. */
  readonly own: string;
  /** True where `await` may stand in the hole. */
  readonly mayWait: boolean;
  readonly most: number;
  readonly slack: number;
  readonly maxLevel: number;
  readonly maxEntries: number;
  readonly maxMs: number;
  /** Names whose calls did not end: they are not called again. */
  readonly avoided: readonly string[];
}

/** True for values that are deeply and strictly equal. */
export function isSame(one: unknown, two: unknown): boolean {
  const ids = new Map<object, number>();
  const idOf = (item: object) => {
    const id = ids.get(item) ?? ids.size;
    ids.set(item, id);
    return id;
  };
  return keyOf(one, idOf) === keyOf(two, idOf);
}

/** The function that is searched for, as its own text tells; `undefined` where its parameters are no plain names. */
export function ownOf(names: readonly Known[], name: string): Own | undefined {
  const value = names.find(({ text }) => text === name)?.values[0];
  if (typeof value !== "function") return undefined;
  const list = /^[^(]*\(([^()]*)\)/.exec(String(value))?.[1]?.split(",").map((one) => one.trim()) ?? [];
  return list.length > 0 && list.every((one) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(one))
    ? { text: name, params: list }
    : undefined;
}

/**
 * Runs one search and says in marked lines `B` when it begins, `A` and an answer of each that is found, `M` and what was looked through, `C name` before the first call of a
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

  const hole = new Probe();
  Object.defineProperty(globalThis, probe, { value: hole.visit });
  const loaded = await load();
  const functions: unknown = Reflect.get(loaded as object, table) ??
    Reflect.get(Reflect.get(loaded as object, "default"), table);
  if (!Array.isArray(functions)) return say("E the module has no table");

  const rows: (readonly unknown[])[] = [];
  const wanted: unknown[] = [];
  const calls: (() => unknown)[] = [];
  let isDirect = true;
  for (let at = 0; at < orders.examples; at++) {
    const visit = await hole.take(functions[2 * at]);
    if (!visit) return say("E a call comes to the hole more than once");
    if (visit.isBlocked) return say("E a call comes to another hole");
    if (!visit.values) continue;
    rows.push(visit.values);
    calls.push(functions[2 * at]);
    wanted.push(await functions[2 * at + 1]());
    isDirect &&= visit.isResult;
  }
  if (rows.length === 0) return say("E no example comes to the hole");
  const counted = rows.length;
  const thrown: number[][] = [];
  for (const [at, call] of functions.slice(2 * orders.examples).entries()) {
    const visit = await hole.take(call);
    if (!visit?.values) continue;
    const kind = orders.thrown[at];
    if (kind !== undefined) (thrown[kind] ??= []).push(rows.length);
    rows.push(visit.values);
  }
  for (const row of rows) row.forEach((value) => freezeAll(value));
  wanted.forEach((value) => freezeAll(value));

  /** True when an example holds with this value in the hole. */
  const holds = async (value: unknown, row: number): Promise<boolean> => {
    try {
      return isSame(await hole.play(calls[row]!, value), wanted[row]);
    } catch {
      return false;
    }
  };

  const names = orders.names.map((name, at): Known => ({ ...name, values: rows.map((row) => row[at]) }))
    .filter(({ values, isGiven }) => isGiven || !values.includes(Space.absent));
  const own = ownOf(names, orders.own);
  say("B");
  const start = now();
  let beat = start;
  let until = start + orders.maxMs;
  const isLate = () => {
    if (now() - beat > 200) {
      beat = now();
      say("L");
    }
    return now() > until;
  };
  // Once the cheapest is known, what is a little dearer gets as much time again and some more: it tells readings apart.
  let isFound = false;
  const found = () => {
    if (!isFound) until = Math.min(until, now() + 600 + orders.slack * (now() - start));
    isFound = true;
  };
  await searchValues({
    names,
    literals: orders.literals,
    words: orders.words,
    counted,
    ...(orders.expected ? { expected: orders.expected } : {}),
    ...(isDirect ? { wanted } : { holds }),
    rows: rows.length,
    ...(isDirect ? { thrown: thrown.filter(Boolean) } : {}),
    ...(own ? { own } : {}),
    mayWait: orders.mayWait,
    most: orders.most,
    slack: orders.slack,
    maxLevel: orders.maxLevel,
    maxEntries: orders.maxEntries,
    avoided: orders.avoided,
    isLate,
    found,
    calling: (name) => say(`C ${name}`),
    measured: (measure) => say(`M ${JSON.stringify(measure)}`),
  }, (answer: Answer) => say(`A ${JSON.stringify(answer)}`));
  say("E done");
  exit(0);
}

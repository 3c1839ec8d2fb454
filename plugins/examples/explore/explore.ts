/**
 * A search by running in one sandbox: the hole's module is loaded once with a probe in the hole, and the search goes on
 * from the values that the examples' calls bring there.
 *
 * @module
 */

import type { Exploration, Explored } from "../../../core/code/exploration.ts";
import type { Draft } from "../../../core/code/hole.ts";
import type { Call } from "../../../core/kernel/hooks.ts";
import { disk } from "../../_process/disk.ts";
import { openSandbox, type Sandbox } from "../../_process/sandbox.ts";
import { copyClosure } from "../closure.ts";
import type { Read } from "../execute.ts";
import { snippetFault } from "../instrument.ts";
import { withImports } from "../needs.ts";
import { Sources } from "../sources.ts";
import { unreadable } from "../unreadable.ts";
import type { ExamplesOptions } from "../workshop.ts";
import type { Measure } from "./inside/asked.ts";
import type { Answer } from "./inside/telling.ts";
import type { ExploreOrders } from "./inside/main.ts";
import { bodyOf } from "./present.ts";
import { errorOf, ownName, throwing } from "./throwing.ts";
import { select } from "./select.ts";
import { triedUpTo } from "./tried.ts";
import { probed, searchText } from "./text.ts";

const MAX_LEVEL = 22;
const MAX_ENTRIES = 150_000;
/** Functions of the project that may fail to end before the search is given up. */
const MAX_STARTS = 4;
/** The search itself says something more often than that, unless a call does not end. */
const SILENCE_MS = 2500;
/** A call of the project's own code that takes longer is taken to have no end. */
const CALL_MS = 700;
const MARGIN_MS = 300;

/** Searches for texts that make a hole's examples true; empty where that can not be done by running. */
export async function explore(
  options: ExamplesOptions,
  draft: Draft,
  wish: Exploration,
  read: Read,
  call: Call,
): Promise<readonly Explored[]> {
  const { hole } = draft;
  const fileText = await read(hole.file);
  const runnable = hole.examples.filter((one) => one.call !== "" && !one.code && !unreadable(one));
  const examples = runnable.filter((one) => errorOf(one) === undefined);
  const thrown = throwing(runnable);
  if (fileText === undefined || examples.length === 0) return [];
  const calls = [
    ...examples.flatMap(({ call, value }) => [call, value]),
    ...thrown.calls.map(({ call }) => call),
    ...wish.inputs.filter((expression) => snippetFault(hole.file, { expression }) === undefined),
  ];
  const needs = wish.ingredients.flatMap(({ needs = [] }) => needs);
  const whole = withImports(hole.file, fileText, needs);
  const place = probed(draft, whole, wish.ingredients.map(({ text }) => text), calls);
  if (!place || hole.kind === "statements" && !place.isLast) return [];
  await using sandbox = await sandboxFor(options, hole.file, place.text);
  if (!sandbox) return [];
  const orders = {
    names: wish.ingredients.map(({ cost, needs: _, ...rest }) => ({ ...rest, level: cost })),
    literals: wish.literals.map(({ value, cost }) => ({ value, level: cost })),
    words: wish.words,
    ...(wish.expected ? { expected: wish.expected } : {}),
    examples: examples.length,
    thrown: thrown.calls.map(({ kind }) => kind),
    own: ownName(hole),
    mayWait: place.mayWait,
    most: wish.most,
    slack: wish.slack,
    maxLevel: MAX_LEVEL,
    maxEntries: MAX_ENTRIES,
  };
  const found = await searched(sandbox, orders, { ...options, maxMs: wish.maxMs }, call);
  if (found === undefined) {
    // What is to be imported may fail to load; without it there are still the file's own names.
    const own = wish.ingredients.filter((one) => one.needs === undefined);
    if (own.length === wish.ingredients.length) return [];
    return await explore(options, draft, { ...wish, ingredients: own }, read, call);
  }
  const taken = new Set(wish.ingredients.map(({ text }) => text));
  const surroundings = { text: fileText, taken };
  const { answers, measure } = found;
  const isValue = hole.kind === "expression";
  return answers.filter(({ isBody, guards }) => !isValue || !isBody && !guards).map((answer) => ({
    text: isValue
      ? answer.text
      : bodyOf(answer, { ...surroundings, errors: thrown.errors, own: ownName(hole) }),
    cost: answer.level,
    behaviour: answer.behaviour,
    unread: answer.unread,
    surprise: measure.surprise,
    tried: triedUpTo(answer.level, measure),
    needs: needs.filter(({ name }) => namesIn([answer.text, ...answer.guards ?? []].join("\n")).has(name)),
  }));
}

/** The names that an expression reads from its scope. */
function namesIn(text: string): ReadonlySet<string> {
  const code = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  return new Set(code.match(/(?<![\p{ID_Continue}$.])[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
}

interface Opened extends Sandbox {
  /** The hole's module. */
  readonly path: string;
  readonly mayRead: boolean;
}

async function sandboxFor(options: ExamplesOptions, file: string, text: string): Promise<Opened | undefined> {
  const reader = options.disk ?? disk;
  const root = await reader.realPath(options.root) ?? options.root;
  const sources = new Sources(root, reader, new Map(), options.deno ? { deno: options.deno } : {});
  const path = await sources.realPath(`${root}/${file}`) ?? `${root}/${file}`;
  const closure = await copyClosure(sources, [{ path, text }]);
  const [entry] = closure.entries;
  if (!entry || !("path" in entry)) return undefined;
  const sandbox = await openSandbox(closure.files, options);
  return sandbox && {
    path: entry.path,
    mayRead: closure.needsRead,
    notes: sandbox.notes,
    write: (files) => sandbox.write(files),
    run: (run) => sandbox.run(run),
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

type Orders = Omit<ExploreOrders, "marker" | "avoided" | "maxMs">;

/**
 * A search is begun anew without the function whose call does not end.
 *
 * @returns `undefined` when the search did not begin: the module did not load.
 */
async function searched(
  sandbox: Opened,
  orders: Orders,
  { loadMs = 10_000, maxMs }: ExamplesOptions & { readonly maxMs: number },
  { deadline, signal }: Call,
): Promise<Searched | undefined> {
  const until = Math.min(deadline - MARGIN_MS, performance.now() + loadMs + maxMs);
  const avoided: string[] = [];
  let left = maxMs;
  for (let start = 0; start < MAX_STARTS; start++) {
    const found: Answer[] = [];
    let measure: Measure = { counts: [], surprise: 0 };
    let calling: string | undefined;
    let hasBegun = false;
    const begunAt = performance.now();
    const marker = `${crypto.randomUUID()} `;
    const entry = `explore${start}.mjs`;
    await sandbox.write(new Map([[entry, searchText(sandbox.path)]]));
    const input: ExploreOrders = { ...orders, marker, avoided, maxMs: left };
    const end = await sandbox.run({
      entry,
      input: JSON.stringify(input),
      marker,
      mayRead: sandbox.mayRead,
      silenceMs: loadMs,
      deadline: until,
      signal,
      onLine(line) {
        hasBegun ||= line === "B";
        if (line.startsWith("E ")) return "stop";
        if (line.startsWith("C ")) calling = line.slice(2);
        if (line.startsWith("M ")) measure = JSON.parse(line.slice(2));
        if (line.startsWith("A ")) found.push(JSON.parse(line.slice(2)));
        return calling !== undefined && line.startsWith("C ") ? CALL_MS : SILENCE_MS;
      },
    });
    const isStuck = end.cause === "silence" && calling !== undefined;
    // Waiting for a call without an end is no part of the search.
    left -= performance.now() - begunAt - (isStuck ? CALL_MS : 0);
    if (!hasBegun) return undefined;
    if (!isStuck || found.length > 0 || left < MARGIN_MS) {
      return { answers: select(found, 2 * orders.slack), measure };
    }
    avoided.push(calling ?? "");
  }
  return { answers: [], measure: { counts: [], surprise: 0 } };
}

interface Searched {
  readonly answers: readonly Answer[];
  readonly measure: Measure;
}

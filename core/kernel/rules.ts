/**
 * One rule for each hook method: who is asked, in which order, and how the answers become one.
 *
 * @module
 */

import { BY_KIND, type Shape } from "./data.ts";
import type { Call, Contributions, HookPoint } from "./hooks.ts";

/**
 * - `all-list`: all at once; their lists joined in config order.
 * - `first`: one after another, until one answers something.
 * - `fallback`: the first; the next one only where it fails before its answer begins.
 * - `all-parallel`: all `static` ones at once, then the `run` ones where no report is `invalid`; a list in config order.
 * - `deny-wins`: all at once; permitted when nobody denies.
 */
export type Rule = "all-list" | "first" | "fallback" | "all-parallel" | "deny-wins";

/** The names of a hook point's methods. */
export type Names<P extends HookPoint> = Exclude<keyof NonNullable<Contributions[P]>, "stage"> & string;

/** Every method of every hook point, as `indexer.scope`. */
export type HookMethod = { [P in HookPoint]: `${P}.${Names<P>}` }[HookPoint];

/** A method as a plugin contributes it. */
export type Method<M extends HookMethod> = M extends `${infer P extends HookPoint}.${infer N}`
  ? N extends keyof NonNullable<Contributions[P]> ? NonNullable<NonNullable<Contributions[P]>[N]> : never
  : never;

/** What a method is asked: its parameters without the last one, the `Call`. */
export type Arguments<M extends HookMethod> = Method<M> extends (...args: [...infer A, Call]) => unknown ? A
  : never;

/** What one plugin gives. */
export type Single<M extends HookMethod> = Method<M> extends (...args: never[]) => infer R ? R : never;

/** What a rule makes of the answers. */
export type Joined<R extends Rule, S> = R extends "first" ? S | undefined
  : R extends "all-parallel" ? readonly S[]
  : S;

/** What the kernel answers, by the method's rule. */
export type Answer<M extends HookMethod> = Single<M> extends Promise<infer S>
  ? Promise<Joined<(typeof METHODS)[M]["rule"], S>>
  : Single<M>;

/** A row of the table. */
export interface Row {
  /** How answers become one. */
  readonly rule: Rule;
  /** True where a contribution may do without the method. */
  readonly isOptional?: true;
  /** What one plugin's answer, or one chunk of it, must look like; absent where it answers nothing. */
  readonly answer?: Shape;
  /** The way to the hole in the arguments: its language chooses the plugins. Absent: all are asked. */
  readonly hole?: readonly string[];
}

const hole: Shape = { id: "string", file: "string", language: "string", kind: "string", span: "object" };
const need: Shape = { name: "string", from: "string", kind: "string" };
const mending = { mends: "string", reason: "string" } as const;
const rewriting = { ...mending, text: "string", needs: [need] } as const;
const term: Shape = {
  parts: ["string"],
  slots: [{ key: "string" }],
  cost: "number",
  form: "string",
  needs: [need],
};
const edit: Shape = { file: "string", span: { start: "number", end: "number" }, text: "string" };
const fault: Shape = {
  file: "string",
  span: "object",
  severity: "string",
  code: "string",
  message: "string",
};
const note: Shape = { code: "string", text: "string" };
const report: Shape = { validator: "string", state: "string", diagnostics: [fault], notes: [note] };

const symbol: Shape = {
  name: "string",
  kind: "string",
  file: "string",
  span: { start: "number", end: "number" },
  isExported: "boolean",
  container: "string",
};

const piece: Shape = { answer: "number", text: "string" };
const chunk: Shape = {
  [BY_KIND]: {
    text: piece,
    thinking: piece,
    end: { answer: "number", reason: "string", cost: "number", needs: [need] },
    usage: { usage: { inputTokens: "number", outputTokens: "number" }, notes: [note] },
  },
};

const capabilities: Shape = {
  ...{ model: "string", server: "string", continuation: "string", counting: "string" },
  ...{ logprobs: "number", answers: "number", infill: "boolean", usage: "boolean" },
  accepts: [{ kind: "string", state: "string" }],
};

/** What a check of a session must look like. */
export const WATCH_ANSWER: Shape = {
  revision: "number",
  checkedTo: "number",
  isComplete: "boolean",
  faults: [fault],
  starts: ["number"],
};

/** The table. */
export const METHODS = {
  "indexer.files": { rule: "all-list", answer: ["string"] },
  "indexer.leftOut": { rule: "all-list", isOptional: true, answer: [{ file: "string", reason: "string" }] },
  "indexer.update": { rule: "all-parallel" },
  "indexer.diagnostics": { rule: "all-list", isOptional: true, answer: [fault] },
  "indexer.holes": { rule: "all-list", answer: [hole] },
  "indexer.leans": {
    rule: "all-list",
    isOptional: true,
    answer: [{ hole: "string", on: "string", kind: "string" }],
  },
  "indexer.unparsed": { rule: "all-list", isOptional: true, answer: [fault] },
  "indexer.scope": { rule: "first", answer: { bindings: ["object"] }, hole: ["0", "hole"] },
  "indexer.fits": { rule: "all-list", answer: [term], hole: ["0", "hole"] },
  "indexer.sift": { rule: "first", answer: ["boolean"], hole: ["0", "hole"] },
  "indexer.edits": { rule: "first", answer: [edit], hole: ["0", "hole"] },
  "indexer.place": {
    rule: "first",
    isOptional: true,
    answer: {
      ...{ language: "string", reason: "string", head: "string", form: "string", enough: "string" },
      ...{ edits: [edit], faults: [fault], span: { start: "number", end: "number" } },
    },
    hole: ["0"],
  },
  "indexer.related": {
    rule: "all-list",
    isOptional: true,
    answer: [{ text: "string", reason: "string", score: "number" }],
    hole: ["0", "hole"],
  },
  "indexer.inputs": { rule: "all-list", isOptional: true, answer: ["string"], hole: ["0", "hole"] },
  "indexer.symbols": { rule: "all-list", isOptional: true, answer: [symbol] },
  "provider.complete": { rule: "fallback", answer: chunk, hole: ["0", "draft", "hole"] },
  "provider.capabilities": { rule: "first", isOptional: true, answer: capabilities },
  "provider.score": {
    rule: "first",
    isOptional: true,
    answer: { costs: ["number"], usage: { inputTokens: "number", outputTokens: "number" } },
    hole: ["0", "draft", "hole"],
  },
  "provider.count": { rule: "first", isOptional: true, answer: { counts: ["number"], counting: "string" } },
  "provider.preview": {
    rule: "first",
    isOptional: true,
    answer: [{ method: "string", url: "string" }],
    hole: ["0", "draft", "hole"],
  },
  "provider.models": { rule: "first", isOptional: true, answer: [{ id: "string" }] },
  "validator.validate": { rule: "all-parallel", answer: report, hole: ["1"] },
  "validator.watch": { rule: "first", isOptional: true, answer: { isOpen: "boolean" }, hole: ["0", "hole"] },
  "validator.execute": {
    rule: "first",
    isOptional: true,
    answer: [[{ state: "string" }]],
    hole: ["0", "hole"],
  },
  "validator.explore": {
    rule: "first",
    isOptional: true,
    answer: [{ text: "string", cost: "number" }],
    hole: ["0", "hole"],
  },
  "repairer.propose": {
    rule: "all-list",
    answer: [{
      [BY_KIND]: { patch: rewriting, declare: rewriting, choose: { ...mending, names: ["string"] } },
    }],
    hole: ["0", "hole"],
  },
  "integration.authorize": {
    rule: "deny-wins",
    isOptional: true,
    answer: { permit: "boolean", reason: "string" },
  },
} satisfies { readonly [M in HookMethod]: Row };

/** A row of the table, whatever its method. */
export function rowOf(method: HookMethod): Row {
  return METHODS[method];
}

/** Every hook point with its methods. */
export function methodsByPoint(): Partial<Record<string, readonly HookMethod[]>> {
  const isMethod = (name: string): name is HookMethod => Object.hasOwn(METHODS, name);
  return Object.groupBy(Object.keys(METHODS).filter(isMethod), (method) => partsOf(method).point);
}

/** The hook point and the name of a method. */
export function partsOf(method: HookMethod): { readonly point: string; readonly name: string } {
  const [point = "", name = ""] = method.split(".");
  return { point, name };
}

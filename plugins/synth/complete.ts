/**
 * Answers a request without a model: searches what fits, keeps what type-checks and makes the examples true, cheapest
 * first.
 *
 * @module
 */

import type { Chunk, CompletionRequest } from "../../core/code/completion.ts";
import { type Note, NOTE_CODES } from "../../core/code/note.ts";
import type { Slot } from "../../core/code/scope.ts";
import type { Call } from "../../core/kernel/hooks.ts";
import type { Oracle } from "../../core/kernel/plugin.ts";
import { isConstant } from "./constant.ts";
import { WEIGHTS } from "./doubt.ts";
import { isFounded } from "./founded.ts";
import { leaning } from "./leaning.ts";
import { passing, type Pruned, runnable } from "./prune.ts";
import { byRunning } from "./running.ts";
import { type Found, search, type SearchOptions } from "./search.ts";

/** How wide `synth` looks. */
export interface SynthOptions {
  /** Complete texts that are checked in bulk. */
  readonly candidates: number;
  /** Productions taken for each slot of a production. */
  readonly breadth: number;
}

const ROOT: Slot = { key: "", type: "" };
/** Partial texts grown for each complete one that is wanted. */
const STEPS_PER_CANDIDATE = 40;
/**
 * With examples to tell right from wrong it pays to look wider: each round takes so many times the candidates, and
 * searches for that part of the hole's time.
 */
const ROUNDS = [{ wider: 2, part: 0.05 }, { wider: 10, part: 0.15 }, { wider: 30, part: 0.3 }] as const;
/** Enough answers to tell readings apart; the search ends. */
const ENOUGH = 12;
/** The part of the time that rounds may use: the validators need the rest. */
const OWN_PART = 0.6;

/** When no text makes all examples true, so many of the nearest are answered all the same: their faults say why. */
const NEARLY = 3;

interface Round extends Pruned {
  readonly tried: number;
  /** Those that type-check. */
  readonly checked: readonly Found[];
  /** True when every value would do, and nothing spoke for one. */
  readonly isUnfounded?: boolean;
}

/** Streams numbered answers, cheapest first; those of a wider round follow those of the round before. */
export async function* complete(
  oracle: Oracle,
  request: CompletionRequest,
  options: SynthOptions,
  call: Call,
): AsyncGenerator<Chunk> {
  const start = performance.now();
  const until = start + request.budgetMs * OWN_PART;
  const given = new Set<string>();
  let round: Round = await byRunning(oracle, request, until, call);
  const otherwise = round.kept.length > 0 ? { otherwise: WEIGHTS.otherwise } : {};
  const fresh = round.kept.slice(0, request.answers);
  yield* fresh.flatMap(chunksOf);
  for (const { text } of fresh) given.add(text);
  for (const bounds of boundsFor(request, options)) {
    if (given.size > 0 && round.hasRun) break;
    const isLate = performance.now() + (bounds.maxMs ?? 0) > until;
    if (given.size >= ENOUGH || (isLate && round.tried > 0)) break;
    round = await look(oracle, request, { ...bounds, until }, call);
    const fresh = round.kept.filter(({ text }) => !given.has(text)).slice(0, request.answers - given.size);
    yield* fresh.flatMap((one, index) => chunksOf(one, given.size + index));
    for (const { text } of fresh) given.add(text);
  }
  if (given.size === 0) yield* round.rest.slice(0, NEARLY).flatMap(chunksOf);
  yield {
    kind: "usage",
    usage: { inputTokens: 0, outputTokens: 0 },
    notes: [noteOf(round, request)],
    ...otherwise,
  };
}

/** One round as quick as search's own bounds without examples; wider and wider ones with them. */
function boundsFor({ draft, budgetMs }: CompletionRequest, options: SynthOptions): Partial<SearchOptions>[] {
  const { candidates, breadth } = options;
  if (runnable(draft).length === 0) return [{ most: candidates, breadth }];
  return ROUNDS.map(({ wider, part }) => {
    const most = candidates * wider;
    return { most, breadth, maxMs: budgetMs * part, maxSteps: most * STEPS_PER_CANDIDATE };
  });
}

async function look(
  oracle: Oracle,
  { draft, scope }: CompletionRequest,
  { until, ...bounds }: Partial<SearchOptions> & { readonly until: number },
  call: Call,
): Promise<Round> {
  const fits = (key: string) => oracle.fits(draft, { ...ROOT, key }, call);
  const found = await search(await fits(ROOT.key), fits, bounds);
  const fresh = found.filter(({ text }) => !isConstant(text, draft, scope) && isFounded(text, draft, scope));
  if (fresh.length === 0 && found.length > 0) {
    return {
      tried: found.length,
      checked: [],
      kept: [],
      rest: [],
      hasRun: false,
      isUnfounded: scope.takesAny === true,
    };
  }
  const sound = await oracle.sift(leaning(draft, fresh), fresh.map(({ text }) => text), call);
  const checked = sound ? fresh.filter((_, at) => sound[at]) : fresh;
  const pruned = await passing(oracle, draft, checked, { most: ENOUGH, until }, call);
  return { tried: found.length, checked, ...pruned };
}

function chunksOf({ text, cost, needs }: Found, answer: number): Chunk[] {
  return [{ kind: "text", answer, text }, { kind: "end", answer, reason: "complete", cost, needs }];
}

function noteOf(round: Round, request: CompletionRequest): Note {
  return { code: round.kept.length > 0 ? "tried" : NOTE_CODES.exhausted, text: said(round, request) };
}

function said({ tried, checked, kept, hasRun, isUnfounded }: Round, { draft }: CompletionRequest): string {
  const count = runnable(draft).length;
  if (isUnfounded) {
    return "the place takes any value, no example tells which, and nothing here is named like the intent";
  }
  if (tried === 0) return "synth knows nothing that fits here; a model would go on from here";
  const types = `synth tried ${tried} candidates, ${checked.length} type-check`;
  const examples = count === 1 ? "the example" : `the ${count} examples`;
  const all = hasRun
    ? `${types}, ${kept.length} make ${examples} true`
    : count > 0
    ? `${types}, ${examples} could not be run`
    : types;
  return kept.length > 0 ? all : `${all}; a model would go on from here`;
}

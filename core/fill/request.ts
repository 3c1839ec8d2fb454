/**
 * What a provider is asked for a draft.
 *
 * @module
 */

import type { Capabilities } from "../code/capabilities.ts";
import type { CompletionRequest, ContextItem, Prompt, Sampling } from "../code/completion.ts";
import { estimatedTokens } from "../code/estimate.ts";
import type { Draft, Example, Hole, HoleKind } from "../code/hole.ts";
import type { Note } from "../code/note.ts";
import type { Candidate } from "../code/outcome.ts";
import type { Scope } from "../code/scope.ts";
import type { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";
import { correctionOf } from "./correction.ts";
import { outgoing } from "./outgoing.ts";
import type { PackedItem } from "./items.ts";
import { pack } from "./pack.ts";
import { contextFor } from "./related.ts";
import { type Kept, writtenIn } from "./decode/writing.ts";

/** Who is asked, and what is known of the place. */
export interface Place {
  /** The provider's name. */
  readonly name: string;
  /** Absent for a provider that costs nothing and needs no prompt. */
  readonly capabilities: Capabilities | undefined;
  readonly scope: Scope;
  /** What helps beside the hole's file, most useful first. */
  readonly related?: readonly ContextItem[];
  /** Tokens that were counted for this hole, by text: a further request counts only what is new. */
  readonly counted?: Map<string, number>;
  /** True where nothing may be sent: tokens are counted by length. */
  readonly isPreview?: boolean;
  /** Which try at the hole it is, from 0: a seed that is fixed draws other answers for each. */
  readonly attempt?: number;
  /** What was written there before and is wrong, where the model is to be told. */
  readonly refused?: Candidate;
  /** What is told instead of what is told of any hole of its kind. */
  readonly told?: Prompt;
  /** One answer, which goes on from what was written; as many answers as are wanted from the start when absent. */
  readonly from?: Going;
}

/** What one answer goes on from. */
export interface Going {
  /** The draft has its text. */
  readonly kept: Kept;
  /** Which stream for this hole it is, from 0. */
  readonly attempt: number;
}

/** A request, and what is known of it before it is sent. */
export interface Requested {
  readonly request: CompletionRequest;
  /** What it reads, as far as that is known. */
  readonly inputTokens: number;
  /** What became of each piece of context; empty where the provider is told none. */
  readonly items: readonly PackedItem[];
  /** What a person should know. */
  readonly notes: readonly Note[];
}

const NO_PROMPT: Prompt = { instruction: [], context: [], before: "", after: "" };
/** Tokens that a chat's own form adds to a prompt, at most: the longest of well-known templates has some 150. */
const FORM_TOKENS = 256;

/**
 * The request for a draft. `sampling.maxTokens` is 0 where nothing is left to pay for it.
 *
 * @throws {MazeError} `provider/context` if what is wanted has no room in the model.
 */
export async function requestFor(
  context: FillContext,
  draft: Draft,
  budget: Budget,
  { name, capabilities, scope, related = [], counted = new Map(), ...how }: Place,
): Promise<Requested> {
  const { kernel, workspace, options } = context;
  const common = { draft, scope, budgetMs: budget.leftMs };
  if (!capabilities) {
    const sampling = { maxTokens: options.answerTokens };
    const request = { ...common, prompt: NO_PROMPT, sampling, answers: options.answers };
    return { request, inputTokens: 0, items: [], notes: [] };
  }
  const { isPreview = false, attempt = 0, refused, from, told } = how;
  const { answerTokens = Infinity, contextTokens = Infinity, price } = capabilities;
  const most = Math.min(options.answerTokens, answerTokens, Math.ceil(contextTokens / 2));
  const wanted = Math.max(1, most - (from?.kept.tokens.length ?? 0));
  const known = { text: await workspace.text(draft.hole.file), related, ...(refused ? { refused } : {}) };
  const whole = outgoing({ ...promptFor(draft.hole, scope, known), ...told }, kernel.steps.secrets);
  const { prompt, tokens, items, notes } = await pack(whole, {
    roomTokens: contextTokens - wanted - FORM_TOKENS,
    contextTokens: options.contextTokens,
    count: (texts) =>
      isPreview
        ? Promise.resolve(texts.map(estimatedTokens))
        : onceEach(texts, counted, (fresh) => countedBy(context, name, fresh, budget)),
  });
  const left = budget.leftTokens(tokens, price);
  const many = Math.min(options.answers, capabilities.answers, Math.floor(left / wanted));
  const answers = from ? 1 : Math.max(1, many);
  const maxTokens = Math.min(wanted, Math.floor(left / answers));
  const tried = from?.attempt ?? attempt;
  const sampling = {
    maxTokens,
    ...(tried > 0 ? { attempt: tried } : {}),
    ...(from ? likelyIn(capabilities) : {}),
  };
  const written = from && capabilities.continuation === "ids" ? writtenIn(from.kept) : undefined;
  const next = from?.kept.begins ? { begins: from.kept.begins } : {};
  const request = { ...common, prompt, sampling, answers, ...(written ? { written } : {}), ...next };
  return { request, inputTokens: tokens, items, notes };
}

/** Likely tokens that are asked for at each step: what a choice can be excluded from. */
const LIKELY = 20;

function likelyIn({ logprobs }: Capabilities): Partial<Sampling> {
  const likely = Math.min(LIKELY, logprobs);
  return likely > 0 ? { logprobs: likely } : {};
}

/** As the provider counts; where it does not, by length. */
async function countedBy(
  { kernel, signal }: FillContext,
  plugin: string,
  texts: readonly string[],
  { deadlineMs }: Budget,
): Promise<readonly number[]> {
  const counted = await kernel.ask("provider.count", [texts], { signal, deadlineMs, plugin });
  return counted?.counts ?? texts.map(estimatedTokens);
}

/** Counts what was not counted yet. */
async function onceEach(
  texts: readonly string[],
  known: Map<string, number>,
  count: (fresh: readonly string[]) => Promise<readonly number[]>,
): Promise<readonly number[]> {
  const fresh = [...new Set(texts)].filter((text) => !known.has(text));
  const counts = fresh.length === 0 ? [] : await count(fresh);
  fresh.forEach((text, at) => known.set(text, counts[at] ?? estimatedTokens(text)));
  return texts.map((text) => known.get(text) ?? 0);
}

/** What is known beside the hole. */
export interface Known {
  /** The hole's file. */
  readonly text: string;
  /** What helps beside it, most useful first. */
  readonly related: readonly ContextItem[];
  /** What was written there before and is wrong. */
  readonly refused?: Candidate;
}

/** What a model is told of a hole: all of its file, and what helps beside it. */
export function promptFor(hole: Hole, scope: Scope, { text, related, refused }: Known): Prompt {
  const { span: { start, end } } = hole;
  return {
    instruction: instructionFor(hole, scope, refused),
    context: [...replacedBy(hole, text), ...contextFor(scope, related)],
    before: text.slice(0, start),
    after: text.slice(end),
  };
}

/** What stands in a hole, by its kind. */
const WANTED: Readonly<Record<HoleKind, string>> = {
  expression: "one expression",
  statements: "statements",
  body: "the statements of a function's body",
  members: "members",
  type: "one type",
  declaration: "one declaration",
  range: "the code that stands there now, changed as is wanted",
};

function instructionFor(
  { kind, intent, examples, file }: Hole,
  { expected }: Scope,
  refused: Candidate | undefined,
): readonly string[] {
  const type = expected?.type ? ` of type \`${expected.type}\`` : "";
  return [
    `In the file ${file} code is missing at one place: ${WANTED[kind]}${type}.`,
    ...(intent === "" ? [] : [`What is wanted there: ${intent}.`]),
    ...(examples.length === 0
      ? []
      : [`When it is in place, this must hold:\n${examples.map(claim).join("\n")}`]),
    ...(refused ? [correctionOf(refused)] : []),
    "Write only what goes in that place, without the code around it.",
  ];
}

/** Nothing helps more. */
const MOST = 1_000_000;

/** What a range holds now is what its text is made from. */
function replacedBy({ kind, span: { start, end } }: Hole, text: string): readonly ContextItem[] {
  if (kind !== "range") return [];
  const old = text.slice(start, end);
  const said = `This stands there now and is replaced; what it declares keeps its types:\n${old}`;
  return [{ text: said, reason: "what is replaced", score: MOST }];
}

function claim({ code, call, value }: Example): string {
  return [code, call && `${call} // => ${value}`].filter(Boolean).join("\n");
}

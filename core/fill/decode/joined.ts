/**
 * Expressions by a model and a checker together: short free samples of the one, what fits as the other knows it, one check
 * of both, and the model's own likelihood to choose.
 *
 * @module
 */

import type { Capabilities } from "../../code/capabilities.ts";
import type { CompletionRequest, DrawnToken } from "../../code/completion.ts";
import type { Draft } from "../../code/hole.ts";
import type { Note } from "../../code/note.ts";
import { messageOf } from "../../kernel/errors.ts";
import type { Budget } from "../budget.ts";
import type { FillContext } from "../context.ts";
import { mayLeave } from "../outgoing.ts";
import { leaning } from "../readings.ts";
import { type Place, requestFor } from "../request.ts";
import { tellJoined, tellRequest } from "../tell.ts";
import { type Answer, type Attempt, decode, NO_ATTEMPT } from "./decode.ts";
import { jointOf } from "./joint.ts";
import { proposed } from "./proposed.ts";
import { Watching } from "./watching.ts";

/** Tokens of one free sample: what is longer has statements to check, and is written another way. */
const SHORT_TOKENS = 64;
/** Likely tokens asked for at each step: they tell of candidates that were not drawn. */
const LIKELY = 20;
/** Of the time that a hole has left: the validators need the rest. */
const SCORE_PART = 0.4;
/** Tokens for scoring where the hole has no bound. */
const SCORE_TOKENS = 1_000_000;
/** Candidates that have less of the model's likelihood together are not what it would write. */
const LEAST_MASS = 0.02;

/** Who is asked: a model. */
export interface JoinedPlace extends Place {
  readonly capabilities: Capabilities;
}

/** What came of it. */
export interface Joined {
  /** Answers that type-check, likeliest first; none where nothing was joined. */
  readonly attempt: Attempt;
  /** False where the model would rather write something else. */
  readonly isLikely: boolean;
  /** Streams that the model was asked for. */
  readonly streams: number;
  /** What the model wrote in whole answers, in the order of their numbers. */
  readonly samples: readonly Answer[];
}

/** A text that type-checks, and who wrote it. */
interface Found extends Answer {
  readonly prior?: number;
  readonly draws: number;
}

const NOTHING: Joined = { attempt: NO_ATTEMPT, isLikely: false, streams: 0, samples: [] };

/** Answers for a short hole. Everything that comes out has passed the indexer's check. */
export async function joined(
  context: FillContext,
  draft: Draft,
  budget: Budget,
  place: JoinedPlace,
): Promise<Joined> {
  // The model is asked about them: a key that stands in the project is none of its business.
  const proposals = (await proposed(context, draft, budget, place.scope))
    .filter(({ text }) => mayLeave(text, context.kernel.steps.secrets));
  if (proposals.length === 0) return NOTHING;
  const samples = await sampled(context, draft, budget, place);
  const { streams, notes } = samples;
  const none = { ...NOTHING, streams, samples: samples.answers, attempt: { ...NO_ATTEMPT, notes } };
  // Where every sample was cut off, the hole is no short one.
  if (samples.answers.length === 0) return none;
  const found = await sifted(context, draft, budget, { samples: samples.answers, proposals });
  if (found.length === 0) return none;
  const scored = await scoredBy(context, budget, { ...samples, place, texts: found.map(({ text }) => text) });
  const joint = jointOf(found.map(({ prior, draws }, at) => {
    const model = scored.costs[at];
    return { draws, ...(prior === undefined ? {} : { prior }), ...(model === undefined ? {} : { model }) };
  }));
  const { unsure, mass } = joint;
  tellJoined(context.kernel.steps, { samples: samples.answers.length, found: found.length, unsure, mass });
  const answers = found.map(({ text, needs, provider }, at): Answer => ({
    ...{ text, needs, provider, cost: joint.costs[at] ?? Infinity },
  }));
  const isLikely = found.some(({ draws }) => draws > 0) || (mass ?? 0) >= LEAST_MASS;
  return {
    attempt: {
      ...{ answers: answers.sort((a, b) => a.cost - b.cost), otherwise: Infinity },
      notes: [...notes, ...scored.notes],
    },
    ...{ isLikely, streams, samples: samples.answers },
  };
}

interface Sampled {
  readonly request: CompletionRequest;
  readonly answers: readonly Answer[];
  readonly drawn: readonly (readonly DrawnToken[])[];
  readonly notes: readonly Note[];
  readonly streams: number;
}

async function sampled(
  context: FillContext,
  draft: Draft,
  budget: Budget,
  place: JoinedPlace,
): Promise<Sampled> {
  const { name, capabilities: { price, logprobs } } = place;
  const asked = await requestFor(context, draft, budget, place);
  const maxTokens = Math.min(SHORT_TOKENS, asked.request.sampling.maxTokens);
  const likely = Math.min(LIKELY, logprobs);
  const sampling = { ...asked.request.sampling, maxTokens, ...(likely > 0 ? { logprobs: likely } : {}) };
  const request = { ...asked.request, sampling };
  const none = { request, answers: [], drawn: [], notes: asked.notes, streams: 0 };
  if (maxTokens === 0) return none;
  tellRequest(context.kernel.steps, request, asked.items);
  const drawn = new Map<number, DrawnToken[]>();
  await using ends = new Ends(context, draft);
  const { answers, notes } = await decode(context, request, budget, {
    findEnd: (written) => ends.find(written),
    ...{ provider: name, inputTokens: asked.inputTokens },
    ...(price ? { price } : {}),
    heard(chunk) {
      if (chunk.kind !== "text") return;
      drawn.set(chunk.answer, [...drawn.get(chunk.answer) ?? [], ...chunk.tokens ?? []]);
    },
  });
  return {
    ...{ request, answers, drawn: [...drawn.values()], streams: request.answers },
    notes: [...asked.notes, ...notes],
  };
}

/** Finds where samples end: models write on behind an expression, and what is behind it is no part of the hole. */
class Ends implements AsyncDisposable {
  readonly #context: FillContext;
  readonly #draft: Draft;
  #watching: Promise<Watching | undefined> | undefined;

  constructor(context: FillContext, draft: Draft) {
    this.#context = context;
    this.#draft = draft;
  }

  async find(written: string): Promise<number | undefined> {
    if (!this.#context.options.watch) return undefined;
    this.#watching ??= Watching.open(this.#context, this.#draft);
    const found = await (await this.#watching)?.judged(written, false);
    return found?.isComplete ? found.checkedTo : undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#watching)?.[Symbol.asyncDispose]();
  }
}

/** What type-checks of both, each text once: a sample's is the model's own. */
async function sifted(
  { kernel, signal }: FillContext,
  draft: Draft,
  { deadlineMs }: Budget,
  { samples, proposals }: { readonly samples: readonly Answer[]; readonly proposals: readonly Answer[] },
): Promise<readonly Found[]> {
  const found = new Map<string, Found>();
  for (const sample of samples) {
    const text = sample.text.trim();
    const draws = (found.get(text)?.draws ?? 0) + 1;
    if (text !== "") found.set(text, { ...sample, text, draws });
  }
  for (const { text, cost, needs, ...proposal } of proposals) {
    const known = found.get(text);
    if (!known) found.set(text, { ...proposal, text, needs, cost, prior: cost, draws: 0 });
    else found.set(text, { ...known, prior: cost, needs: needs.length > 0 ? needs : known.needs });
  }
  const all = [...found.values()];
  const texts = all.map(({ text }) => text);
  const sound = await kernel.ask("indexer.sift", [leaning(draft, all), texts], { signal, deadlineMs });
  return sound ? all.filter((_, at) => sound[at]) : [];
}

/** The model's own likelihoods; no costs where it can not tell. */
async function scoredBy(
  { kernel, signal }: FillContext,
  budget: Budget,
  { request, drawn, texts, place: { name, capabilities: { price } } }: Sampled & {
    readonly texts: readonly string[];
    readonly place: JoinedPlace;
  },
): Promise<{ readonly costs: readonly number[]; readonly notes: readonly Note[] }> {
  const maxTokens = Math.min(SCORE_TOKENS, budget.leftTokens(0, price));
  if (texts.length < 2 || maxTokens === 0) return { costs: [], notes: [] };
  const asking = { ...request, answers: 1, budgetMs: budget.leftMs * SCORE_PART };
  try {
    const scores = await kernel.ask("provider.score", [asking, { texts, drawn, maxTokens }], {
      ...{ signal, plugin: name, deadlineMs: budget.deadlineMs },
    });
    if (scores) budget.open(0, price).used(scores.usage);
    return { costs: scores?.costs.length === texts.length ? scores.costs : [], notes: [] };
  } catch (error) {
    if (signal.aborted) throw error;
    const text = `${name} did not tell how likely candidates are: ${messageOf(error)}`;
    return { costs: [], notes: [{ code: "unscored", text: kernel.steps.secrets.redactText(text) }] };
  }
}

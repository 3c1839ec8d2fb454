/**
 * A provider made of what is particular about its kind of server.
 *
 * @module
 */

import { estimatedTokens } from "../../core/code/estimate.ts";
import type {
  Acceptance,
  Call,
  Capabilities,
  Chunk,
  CompletionRequest,
  ModelInfo,
  PluginContext,
  Provider,
  Scores,
  Scoring,
  Sending,
  TokenCounts,
} from "../../core/kernel/plugin.ts";
import { canBegin } from "./bound.ts";
import { Canaries } from "./canaries.ts";
import { chunksOf } from "./chunks.ts";
import type { Delta } from "./delta.ts";
import type { Ask, Kind, Plan, Seen } from "./kind.ts";
import { merged } from "./merge.ts";
import { Measures } from "./measures.ts";
import { listModels } from "./models.ts";
import type { ServerOptions } from "./options.ts";
import { pledgeFor } from "./pledge.ts";
import { NO_SCORES } from "./scoring.ts";
import { settled } from "./settled.ts";
import { thinkingFirst } from "./thinking_first.ts";
import { timeoutsOf } from "./timeouts.ts";
import { Wire } from "./wire.ts";

/** Answers to short questions that are kept. */
const MOST_ANSWERS = 64;
/** Until a server notices a closed connection and stops: vLLM 0.32 takes 0.15 s. */
const NOTICE_MS = 150;
/** For telling a server that an answer is left. */
const LEAVE_MS = 1000;

/** A provider for one kind of server. */
export class ServerProvider<S extends Seen> implements Provider {
  readonly #kind: Kind<S>;
  readonly #wire: Wire;
  readonly #options: ServerOptions;
  readonly #canaries: Canaries;
  readonly #measures: Measures;
  #seen: Promise<S> | undefined;
  /** What short questions were answered with: templates and tokens, which are asked again for each try at a hole. */
  readonly #answers = new Map<string, unknown>();
  /** Tokens that were written after their answers were left, and are told with the next request. */
  #owed = 0;

  /** @throws {MazeError} `provider/url` */
  constructor(kind: Kind<S>, options: ServerOptions, context: PluginContext) {
    this.#kind = kind;
    this.#options = options;
    this.#wire = new Wire({ ...options, timeouts: timeoutsOf(options.timeouts) }, context);
    this.#measures = new Measures(context);
    this.#canaries = new Canaries(context, (request, call) => this.#written(request, call));
  }

  /** Streams answers. */
  async *complete(asked: CompletionRequest, call: Call): AsyncGenerator<Chunk> {
    const seen = await this.#look(call);
    await this.#measures.rewind(seen, () => this.#kind.rewind?.(seen, this.#wire, call));
    const setting = { seen, forms: this.#kind.forms(seen), canaries: this.#canaries };
    const { request, ...pledge } = await pledgeFor(settled(asked, this.#options), setting, call);
    const plan = await this.#kind.plan(request, seen, this.#ask(call));
    const owedTokens = this.#owed;
    this.#owed = 0;
    yield* chunksOf(this.#stream(plan, call), { ...asked, answers: request.answers }, {
      ...pledge,
      ...{ url: this.#wire.urlOf(plan.path), read: plan.read, inputTokens: inputTokens(plan), owedTokens },
    });
  }

  /** What it can do; the proofs of constraints as far as they were made. */
  async capabilities(call: Call): Promise<Capabilities> {
    const seen = await this.#look(call);
    const { samples, price, concurrency } = this.#options;
    const { slots } = seen.can;
    const { cached, ...paid } = price ?? { input: 0, output: 0 };
    const accepts: Acceptance[] = [];
    for (const form of this.#kind.forms(seen)) accepts.push(await this.#canaries.known(seen, form));
    const rewindCost = await this.#measures.known(seen);
    return {
      ...seen.can,
      ...(slots === undefined ? {} : { slots: Math.min(slots, concurrency) }),
      ...(rewindCost === undefined ? {} : { rewindCost }),
      ...{ model: seen.model, server: seen.server, accepts, answers: samples },
      begins: seen.can.continuation !== "none" && canBegin(accepts),
      ...(price ? { price: { ...paid, ...(cached === undefined ? {} : { cached }) } } : {}),
    };
  }

  /** How likely texts are; no costs where the server can not tell. */
  async score(request: CompletionRequest, scoring: Scoring, call: Call): Promise<Scores> {
    const until = Math.min(call.deadline, performance.now() + request.budgetMs);
    // The prompt may have to be read again: that is no short question.
    const { firstTokenMs } = timeoutsOf(this.#options.timeouts);
    const ask: Ask = (path, body) => this.#wire.post(path, body, call, firstTokenMs);
    const asking = { seen: await this.#look(call), ask, until };
    return await this.#kind.score?.(request, scoring, asking) ?? NO_SCORES;
  }

  /** Counts as the server does where it can be asked. */
  async count(texts: readonly string[], call: Call): Promise<TokenCounts> {
    const counted = await this.#kind.count?.(texts, await this.#look(call), this.#ask(call));
    return counted ?? {
      counts: texts.map(estimatedTokens),
      counting: "estimate",
    };
  }

  /** What would be sent, in order. Only what the server is, is looked at. */
  async preview(request: CompletionRequest, call: Call): Promise<readonly Sending[]> {
    const sent: Sending[] = [];
    const post = (path: string, body: object) =>
      void sent.push({ method: "POST", url: this.#wire.urlOf(path), body });
    const ask: Ask = (path, body) => {
      post(path, body);
      const mark = `(what ${path} answers)`;
      return Promise.resolve({ prompt: mark, tokens: [mark], text: mark });
    };
    const { path, bodies } = await this.#kind.plan(
      settled(request, this.#options),
      await this.#look(call),
      ask,
    );
    for (const body of bodies) post(path, body);
    return sent;
  }

  /** What the server lists. */
  async models(call: Call): Promise<readonly ModelInfo[]> {
    const models = await listModels(this.#wire, call);
    return models.map(({ id, contextTokens }) => ({
      id,
      ...(contextTokens === undefined ? {} : { contextTokens }),
    }));
  }

  #stream(plan: Plan, call: Call): AsyncIterable<Delta> {
    const { bodies: [only = {}, ...others], answerAfter } = plan;
    const asked = (body: object, own: Call) => this.#answered(plan, body, own);
    const answered = (body: object, own: Call) =>
      answerAfter
        ? thinkingFirst(asked(body, own), (thought) => asked(answerAfter(thought, body), own))
        : asked(body, own);
    if (others.length === 0) return answered(only, call);
    return merged(plan.bodies.length, (own, at) => answered(plan.bodies[at] ?? only, own), call);
  }

  /** One request; a server that would write on is told when its answer is left. */
  async *#answered({ path, deltas }: Plan, body: object, call: Call): AsyncGenerator<Delta> {
    let [isOver, tokens, start] = [false, 0, 0];
    try {
      for await (const delta of deltas(this.#wire.stream(path, body, call))) {
        isOver ||= delta.kind === "finish";
        if (delta.kind === "piece") tokens += Math.max(1, delta.ids?.length ?? 0);
        start ||= performance.now();
        yield delta;
      }
      isOver = true;
    } finally {
      if (!isOver) await this.#leave(body, start === 0 ? 0 : tokens / (performance.now() - start));
    }
  }

  /** What is left has failed or is not wanted: a server that can not be told either changes nothing. */
  async #leave(body: object, tokensPerMs: number): Promise<void> {
    const from = performance.now();
    const call = { signal: AbortSignal.timeout(LEAVE_MS), deadline: performance.now() + LEAVE_MS };
    await this.#kind.leave?.(body, this.#wire, call).catch(() => {});
    if (Number.isFinite(tokensPerMs)) {
      this.#owed += Math.round(tokensPerMs * (performance.now() - from + NOTICE_MS));
    }
  }

  /** One whole answer, for proofs. */
  async #written(request: CompletionRequest, call: Call): Promise<string> {
    const plan = await this.#kind.plan(request, await this.#look(call), this.#ask(call));
    let text = "";
    for await (const delta of this.#stream(plan, call)) if (delta.kind === "piece") text += delta.text ?? "";
    return text;
  }

  /** The same question has the same answer while the server has the same model. */
  #ask(call: Call): Ask {
    return async (path, body) => {
      const key = `${path} ${JSON.stringify(body)}`;
      const known = this.#answers.get(key) ?? await this.#wire.post(path, body, call);
      this.#answers.delete(key);
      this.#answers.set(key, known); // the newest last
      const [oldest] = this.#answers.keys();
      if (this.#answers.size > MOST_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
      return known;
    };
  }

  async #look(call: Call): Promise<S> {
    this.#seen ??= this.#kind.look(this.#wire, call);
    try {
      return await this.#seen;
    } catch (error) {
      this.#seen = undefined; // the server may come up
      throw error;
    }
  }
}

/** By length, for servers that tell nothing. */
function inputTokens({ bodies }: Plan): number {
  return estimatedTokens(JSON.stringify(bodies));
}

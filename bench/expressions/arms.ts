/**
 * One site by the model alone, by `synth` alone and by both joined: all from one pool of samples.
 *
 * @module
 */

import type { Chunk } from "../../core/code/completion.ts";
import type { Draft } from "../../core/code/hole.ts";
import { Budget } from "../../core/fill/budget.ts";
import type { FillContext } from "../../core/fill/context.ts";
import type { Answer } from "../../core/fill/decode/decode.ts";
import { joined } from "../../core/fill/decode/joined.ts";
import type { Product } from "../synth/fill.ts";

/** What one provider said. */
interface Said {
  readonly text: string;
  readonly cost: number;
}

/** What each arm would write, and what there was to choose from. */
export interface Arms {
  /** The model's first free sample. */
  readonly first: string | undefined;
  /** Of the samples that type-check: the one that was drawn most often, then the likeliest. */
  readonly best: string | undefined;
  /** What `synth` holds for likeliest. */
  readonly synth: string | undefined;
  /** Of both, likeliest first. */
  readonly joined: readonly Answer[];
  /** Texts that were there to be chosen from, with what they cost under the model, and under `synth`. */
  readonly pool: readonly { readonly text: string; readonly model?: number; readonly prior?: number }[];
  readonly tokens: number;
  readonly elapsedMs: number;
}

/** Asks once, and listens to what each part said. */
export async function armsAt(product: Product, draft: Draft, model: string): Promise<Arms> {
  const heard = new Heard(product.context);
  const { context } = heard;
  const { kernel, providers, options } = context;
  const start = performance.now();
  const budget = new Budget(options);
  const scope = await kernel.ask("indexer.scope", [draft]) ?? { bindings: [], isCapped: false };
  const capabilities = await providers.capabilities(model, {});
  if (!capabilities) throw new Error(`"${model}" is no model`);
  const place = { name: model, capabilities, scope };
  const { attempt, samples: written } = await joined(context, draft, budget, place);
  const samples = written.map((one) => ({ ...one, text: one.text.trim() }));
  const proposals = heard.said("synth");
  const sound = (text: string) => heard.sound.get(text) === true;
  const draws = (text: string) => samples.filter((one) => one.text === text).length;
  const [best] = samples.filter(({ text }) => sound(text))
    .sort((a, b) => draws(b.text) - draws(a.text) || a.cost - b.cost);
  const { inputTokens, outputTokens } = budget.cost;
  return {
    ...{ first: samples[0]?.text, best: best?.text, synth: proposals[0]?.text, joined: attempt.answers },
    pool: [...heard.sound].filter(([, isSound]) => isSound).map(([text]) => {
      const [score, prior] = [heard.scores.get(text), proposals.find((one) => one.text === text)?.cost];
      return {
        text,
        ...(score === undefined ? {} : { model: score }),
        ...(prior === undefined ? {} : { prior }),
      };
    }),
    ...{ tokens: inputTokens + outputTokens, elapsedMs: performance.now() - start },
  };
}

/** A context whose questions are listened to. */
class Heard {
  readonly context: FillContext;
  readonly sound = new Map<string, boolean>();
  readonly scores = new Map<string, number>();
  readonly #texts = new Map<string, string>();
  readonly #said = new Map<string, Said[]>();

  constructor(context: FillContext) {
    const { kernel } = context;
    const ask: typeof kernel.ask = (method, args, options) => {
      const answer = kernel.ask(method, args, options);
      // deno-lint-ignore no-explicit-any -- one listener for methods of all types
      const [asked, given]: [any, any] = [args, answer];
      if (method === "provider.complete") return this.#heard(given, options?.plugin ?? "") as typeof answer;
      if (method === "indexer.sift") {
        void given.then((all: readonly boolean[]) => this.#take(this.sound, asked[1], all));
      }
      if (method === "provider.score") {
        void given.then(
          (all: { readonly costs: readonly number[] } | undefined) =>
            this.#take(this.scores, asked[1].texts, all?.costs ?? []),
          () => {},
        );
      }
      return answer;
    };
    this.context = { ...context, kernel: { ...kernel, ask } };
  }

  /** Answers that had an end, in the order of their numbers. */
  said(plugin: string): readonly Said[] {
    return (this.#said.get(plugin) ?? []).filter((one) => one !== undefined);
  }

  #take<T>(into: Map<string, T>, texts: readonly string[], values: readonly T[]): void {
    for (const [at, text] of texts.entries()) {
      const value = values[at];
      if (value !== undefined) into.set(text, value);
    }
  }

  async *#heard(chunks: AsyncIterable<Chunk>, plugin: string): AsyncGenerator<Chunk> {
    const all = this.#said.get(plugin) ?? [];
    this.#said.set(plugin, all);
    for await (const chunk of chunks) {
      if (chunk.kind === "text") {
        const key = `${plugin} ${chunk.answer}`;
        this.#texts.set(key, (this.#texts.get(key) ?? "") + chunk.text);
      } else if (chunk.kind === "end" && chunk.reason === "complete") {
        all[chunk.answer] = {
          text: (this.#texts.get(`${plugin} ${chunk.answer}`) ?? "").trim(),
          cost: chunk.cost,
        };
      }
      yield chunk;
    }
  }
}

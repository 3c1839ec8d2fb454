/**
 * What the kernel asks of a model in this process.
 *
 * @module
 */

import { basename } from "node:path";
import {
  type Acceptance,
  type Call,
  type Capabilities,
  type Chunk,
  type CompletionRequest,
  type ModelInfo,
  type Note,
  type PluginContext,
  type Provider,
  ProviderError,
  type TokenCounts,
} from "../../core/kernel/plugin.ts";
import { type FimTokens, fimTokensOf } from "../_chat/fim_families.ts";
import type { GgufFile } from "../_gguf/file.ts";
import { boundBy, canBegin } from "../_openai_wire/bound.ts";
import { Canaries } from "../_openai_wire/canaries.ts";
import { chunksOf } from "../_openai_wire/chunks.ts";
import type { Form, Seen } from "../_openai_wire/kind.ts";
import { pledgeFor } from "../_openai_wire/pledge.ts";
import { settled } from "../_openai_wire/settled.ts";
import { Turns } from "../_openai_wire/turns.ts";
import { askedFor } from "./asked.ts";
import { contextTokensOf } from "./engine.ts";
import { obliged } from "./grammar.ts";
import { VERSION } from "./library.ts";
import type { LlamaLocalOptions } from "./options.ts";
import type { Resident } from "./resident.ts";
import { refuseLosses } from "./schema.ts";
import { LIKELY } from "./tokens.ts";
import { Writing } from "./writing.ts";

/** Constraints that the library decodes by. */
const FORMS: readonly Form[] = [
  ...(["choice", "regex", "schema"] as const).map((kind) => ({ kind })),
  { kind: "grammar", dialect: "gbnf" },
];

/** A provider whose model lives in this process. Nothing that it is asked leaves it. */
export class LocalProvider implements Provider {
  readonly #resident: Resident;
  readonly #options: LlamaLocalOptions;
  readonly #canaries: Canaries;
  /** The model reads one text at a time. */
  readonly #turns = new Turns(1);

  constructor(resident: Resident, options: LlamaLocalOptions, context: PluginContext) {
    this.#resident = resident;
    this.#options = options;
    this.#canaries = new Canaries(context, (request, call) => this.#written(request, call));
  }

  /** Streams answers, one after the other. */
  async *complete(asked: CompletionRequest, call: Call): AsyncGenerator<Chunk> {
    const setting = { seen: await this.#seen(), forms: FORMS, canaries: this.#canaries };
    const { taken, notes } = takenOf(settled(asked, this.#options));
    const { request, ...pledge } = await pledgeFor(taken, setting, call);
    using _turn = await this.#turns.take(call.signal);
    const writing = await this.#writing(request, call);
    const chunks = chunksOf(writing.deltas(), { ...asked, answers: request.answers }, {
      ...{ ...pledge, notes: [...pledge.notes, ...notes] },
      ...{ url: this.#resident.path, read: () => writing.read(), inputTokens: 0 },
    });
    for await (const chunk of chunks) {
      call.signal.throwIfAborted();
      yield chunk.kind === "usage" ? { ...chunk, usage: writing.usage } : chunk;
    }
  }

  /** What the file tells; the model is not loaded for it. */
  async capabilities(): Promise<Capabilities> {
    const seen = await this.#seen();
    const accepts: Acceptance[] = [];
    for (const form of FORMS) accepts.push(await this.#canaries.known(seen, form));
    const { can, model, server } = seen;
    return { ...can, model, server, accepts, begins: canBegin(accepts), answers: this.#options.samples };
  }

  /** Counts as the model does. */
  async count(texts: readonly string[], { signal }: Call): Promise<TokenCounts> {
    const { model } = await this.#resident.engine(signal);
    return { counts: texts.map((text) => model.tokenize(text).length), counting: "tokenizer" };
  }

  /** The one model. */
  async models(): Promise<readonly ModelInfo[]> {
    const { model, can: { contextTokens } } = await this.#seen();
    return [{ id: model, ...(contextTokens === undefined ? {} : { contextTokens }) }];
  }

  async #writing(request: CompletionRequest, call: Call): Promise<Writing> {
    const signal = AbortSignal.any([call.signal, this.#resident.signal]);
    const engine = await this.#resident.engine(signal);
    const { name, fim } = namesOf(await this.#resident.file());
    const bound = boundBy(request);
    return new Writing(request, {
      ...{ engine, options: this.#options, signal },
      asked: askedFor(request, engine, { name, fim, style: this.#options.style }),
      obliged: bound && await obliged(bound, engine),
    });
  }

  /** One whole answer as it comes, for proofs. */
  async #written(request: CompletionRequest, call: Call): Promise<string> {
    using _turn = await this.#turns.take(call.signal);
    const writing = await this.#writing(request, call);
    let text = "";
    for await (const delta of writing.deltas()) if (delta.kind === "piece") text += delta.text ?? "";
    return text;
  }

  async #seen(): Promise<Seen> {
    const file = await this.#resident.file();
    const { name, fim } = namesOf(file);
    return {
      ...{ model: name, server: `node-llama-cpp ${VERSION}` },
      can: {
        ...{
          continuation: "ids",
          logprobs: LIKELY,
          infill: fim !== undefined,
          usage: true,
          counting: "tokenizer",
        },
        contextTokens: contextTokensOf(this.#options, file),
      },
    };
  }
}

/**
 * Leaves out a schema that is only preferred and would lose a word.
 *
 * @throws {ProviderError} `provider/constraint` for one that must hold.
 */
function takenOf(
  request: CompletionRequest,
): { readonly taken: CompletionRequest; readonly notes: readonly Note[] } {
  const { constraint, ...free } = request;
  if (constraint?.kind !== "schema") return { taken: request, notes: [] };
  try {
    refuseLosses(constraint.schema);
    return { taken: request, notes: [] };
  } catch (error) {
    if (constraint.strength === "must" || !(error instanceof ProviderError)) throw error;
    return {
      taken: free,
      notes: [{ code: "left-out-constraint", text: `${error.message}: it was left out` }],
    };
  }
}

/** What a model is called, and how it fills in where its name and its vocabulary both speak of that. */
function namesOf({ path, name, infill }: GgufFile): { readonly name: string; readonly fim?: FimTokens } {
  const file = basename(path);
  const family = fimTokensOf(name ?? "") ?? fimTokensOf(file);
  const isKnown = family !== undefined && infill?.prefix === family.prefix.trim();
  return { name: file, ...(isKnown ? { fim: family } : {}) };
}

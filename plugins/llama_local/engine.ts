/**
 * A model in the memory of this process.
 *
 * @module
 */

import { arch, platform } from "node:process";
import { MazeError, messageOf } from "../../core/kernel/errors.ts";
import type { GgufFile } from "../_gguf/file.ts";
import { Kept } from "./kept.ts";
import {
  type Llama,
  type LlamaLibrary,
  type LlamaModel,
  type LlamaSequence,
  loadLibrary,
} from "./library.ts";
import { type ChatForm, chatFormOf } from "./template.ts";
import type { LlamaLocalOptions } from "./options.ts";

/** What answers are made with. Disposing it frees the model and ends the library's threads. */
export interface Engine extends AsyncDisposable {
  readonly library: LlamaLibrary;
  readonly llama: Llama;
  readonly model: LlamaModel;
  /** The one text that the model reads; answers take turns. */
  readonly sequence: LlamaSequence;
  /** What of it can be used again. */
  readonly kept: Kept;
  /** Tokens that the sequence holds. */
  readonly contextTokens: number;
  /** Absent where the file has no template. */
  readonly chat?: ChatForm;
}

/** What is to be opened, and who hears of it. */
export interface EngineSetting {
  readonly file: GgufFile;
  readonly options: LlamaLocalOptions;
  /** Told what the library says. */
  readonly log: (message: string) => void;
  /** Ends the loading. */
  readonly signal: AbortSignal;
}

/**
 * Loads the library and a model.
 *
 * @throws {MazeError} `model/library`, `model/load`, `model/memory`, or `provider/template` where the model's own
 * template for chats is none.
 */
export async function openEngine(setting: EngineSetting): Promise<Engine> {
  const { file, options, signal } = setting;
  const said: string[] = [];
  const library = await unlessEnded(loadLibrary(), signal);
  await using stack = new AsyncDisposableStack();
  try {
    const llama = stack.use(
      await startLibrary(library, {
        ...setting,
        log: (message) => (said.push(message), setting.log(message)),
      }),
    );
    signal.throwIfAborted();
    const model = stack.use(await llama.loadModel({ modelPath: file.path, loadSignal: signal }));
    const contextTokens = contextTokensOf(options, file);
    const threads = options.threads ?? llama.cpuMathCores; // the library takes four where there are two cores
    const context = stack.use(
      await model.createContext({ contextSize: contextTokens, sequences: 1, threads, createSignal: signal }),
    );
    const { chatTemplate: template } = file;
    const chat = template === undefined ? undefined : chatFormOf({ library, model, template });
    const sequence = context.getSequence();
    const held = stack.move();
    return {
      ...{ library, llama, model, contextTokens, sequence, kept: new Kept(sequence) },
      ...(chat ? { chat } : {}),
      [Symbol.asyncDispose]: () => held.disposeAsync(),
    };
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw cause instanceof MazeError ? cause : unusable(file, cause, said);
  }
}

/** Tokens of prompt and answer together. */
export function contextTokensOf(
  { contextTokens }: Pick<LlamaLocalOptions, "contextTokens">,
  file: Pick<GgufFile, "contextTokens">,
): number {
  return Math.min(contextTokens, file.contextTokens ?? Infinity);
}

/** Modules can not be told that nobody waits for them. */
async function unlessEnded<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const ended = Promise.withResolvers<never>();
  const end = () => ended.reject(signal.reason);
  signal.addEventListener("abort", end);
  try {
    return await Promise.race([work, ended.promise]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}

function startLibrary(library: LlamaLibrary, { options, log }: EngineSetting): Promise<Llama> {
  // Of the builds for Apple's own processors none goes without their graphics.
  const own = platform === "darwin" && arch === "arm64" ? "auto" : false;
  return library.getLlama({
    ...{ gpu: options.gpu ?? own, build: "never", skipDownload: true, progressLogs: false },
    ...{ logLevel: "warn", logger: (_level, message) => log(message.trim()) },
  });
}

/** @param said What the library told its log: its errors do not say why. */
function unusable({ path, contextTokens }: GgufFile, cause: unknown, said: readonly string[]): MazeError {
  const isMemory = cause instanceof Error && cause.constructor.name === "InsufficientMemoryError";
  if (isMemory) {
    return new MazeError(`Cannot load model "${path}": the machine has not enough memory for it`, {
      ...{ code: "model/memory", cause },
      hint: "Use a smaller model, or a smaller options.llama_local.contextTokens" +
        (contextTokens === undefined ? "" : ` (the model was trained on ${contextTokens})`),
    });
  }
  const reason = said.flatMap((message) => /error loading model: (.+)/.exec(message)?.[1] ?? []).at(0);
  return new MazeError(`Cannot load model "${path}": ${reason ?? messageOf(cause)}`, {
    ...{ code: "model/load", cause },
    hint: "It may be of a kind that is newer than the library, or no model that writes text",
  });
}

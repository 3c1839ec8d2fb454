/**
 * node-llama-cpp as far as Maze asks it. The package has 720 MB, most of it for graphics cards that a machine has not:
 * it is fetched when a model is loaded for the first time, and stands in no lock file, which would fetch it for everyone.
 * So its own types can not be imported either.
 *
 * @see withcatai/node-llama-cpp:src/index.ts at 3.20.0, which holds llama.cpp b10361
 *
 * @module
 */

import { MazeError, messageOf } from "../../core/kernel/errors.ts";
import { withProcessKept } from "./process_kept.ts";

/** The version that this was written for and tried with. */
export const VERSION = "3.20.0";
/** Not written into the call: Deno fetches what it finds there before a program starts. */
const SPECIFIER = `npm:node-llama-cpp@${VERSION}`;

/** Numbers that stand for pieces of text. */
export type TokenId = number;

/** The module. */
export interface LlamaLibrary {
  getLlama(options: LlamaSetting): Promise<Llama>;
  /** Renders chats with a template of the model's own. */
  readonly JinjaTemplateChatWrapper: new (options: TemplateSetting) => ChatTemplate;
  /** What of a grammar was written so far. */
  readonly LlamaGrammarEvaluationState: new (
    options: { readonly model: LlamaModel; readonly grammar: object },
  ) => object;
}

/** How the native library is loaded. */
export interface LlamaSetting {
  readonly gpu: "auto" | "cuda" | "vulkan" | "metal" | false;
  /** `never`: no compiler is started, nothing is downloaded. */
  readonly build: "never";
  readonly skipDownload: true;
  readonly progressLogs: false;
  readonly logLevel: "warn";
  readonly logger: (level: string, message: string) => void;
}

/** How a template is read. */
export interface TemplateSetting {
  readonly template: string;
  readonly tokenizer: unknown;
  /** False: a model that may think first is asked not to. */
  readonly reasoning: boolean;
  readonly functionCallMessageTemplate: "noJinja";
}

/** The native library. */
export interface Llama extends AsyncDisposable {
  /** Cores that compute fast. */
  readonly cpuMathCores: number;
  loadModel(options: { readonly modelPath: string; readonly loadSignal: AbortSignal }): Promise<LlamaModel>;
  createGrammar(options: { readonly grammar: string }): Promise<object>;
  createGrammarForJsonSchema(schema: object): Promise<object>;
}

/** A model in memory. */
export interface LlamaModel extends AsyncDisposable {
  readonly tokenizer: unknown;
  readonly tokens: { readonly bos: TokenId | null; readonly shouldPrependBosToken: boolean };
  /** @param hasSpecial True: texts that spell a token with a meaning of its own become that token. */
  tokenize(text: string, hasSpecial?: boolean): TokenId[];
  /** @param before What stands before them. */
  detokenize(tokens: readonly TokenId[], hasSpecial: boolean, before: readonly TokenId[]): string;
  /** True for tokens that end an answer. */
  isEogToken(token: TokenId): boolean;
  createContext(options: ContextSetting): Promise<LlamaContext>;
}

/** How much a model can see at once. */
export interface ContextSetting {
  readonly contextSize: number;
  readonly sequences: 1;
  readonly threads: number;
  readonly createSignal: AbortSignal;
}

/** Memory for what a model has read. */
export interface LlamaContext extends AsyncDisposable {
  getSequence(): LlamaSequence;
}

/** One text that a model reads and goes on with. */
export interface LlamaSequence {
  /** Tokens read. */
  readonly nextTokenIndex: number;
  compareContextTokens(tokens: readonly TokenId[]): { readonly firstDifferentIndex: number };
  /** Forgets what comes behind the beginning that these tokens share with what was read. */
  adaptStateToTokens(tokens: readonly TokenId[], mayShift: false): Promise<void>;
  evaluateWithoutGeneratingNewTokens(tokens: readonly TokenId[]): Promise<void>;
  /** Reads tokens and gives the next one, again and again; another one may be handed in instead of the one given. */
  evaluateWithMetadata(
    tokens: readonly TokenId[],
    metadata: { readonly probabilities: true },
    options: DrawSetting,
  ): AsyncGenerator<Drawn, void, TokenId | undefined>;
}

/** How the library draws. */
export interface DrawSetting {
  readonly temperature: number;
  /** How many of the likeliest tokens are looked at. */
  readonly topK: number;
  readonly topP: number;
  readonly seed: number;
  /** Tokens that end an answer are given too. */
  readonly yieldEogToken: true;
  readonly grammarEvaluationState?: object;
}

/** A token that was drawn, and those that were looked at, likeliest first. */
export interface Drawn {
  readonly token: TokenId;
  readonly probabilities: ReadonlyMap<TokenId, number>;
}

/** A template of a model's own. */
export interface ChatTemplate {
  generateContextState(
    chat: { readonly chatHistory: readonly ChatTurn[] },
  ): { readonly contextText: RenderedText };
}

/** One turn of a chat. */
export type ChatTurn =
  | { readonly type: "system" | "user"; readonly text: string }
  | { readonly type: "model"; readonly response: readonly string[] };

/** A text that knows which of it are tokens with a meaning of their own; what a user wrote is never one. */
export interface RenderedText {
  toString(): string;
  tokenize(tokenizer: unknown): TokenId[];
}

/**
 * Loads the library; Deno fetches it at its first use.
 *
 * @throws {MazeError} `model/library`
 */
export async function loadLibrary(): Promise<LlamaLibrary> {
  try {
    const library: LlamaLibrary = await withProcessKept(() => import(SPECIFIER));
    return library;
  } catch (cause) {
    const [reason = ""] = messageOf(cause).split("\n");
    throw new MazeError(`Cannot load node-llama-cpp ${VERSION}: ${reason}`, {
      ...{ code: "model/library", cause },
      hint: /lockfile/.test(reason)
        ? "It stands in no lock file: run Maze with --no-lock"
        : `\`deno cache --no-lock ${SPECIFIER}\` fetches it beforehand: some 720 MB`,
    });
  }
}

/**
 * Counts tokens where no server does: OpenAI's models by their own encoding, others by a `tokenizer.json` that the user has.
 *
 * @module
 */

import { resolve } from "node:path";
import { MazeError, type PluginContext } from "../../core/kernel/plugin.ts";
import { disk } from "../_process/disk.ts";

/** The tokens of a text, alone. */
export type TokenCounter = (text: string) => number;

/** The models of OpenAI's that still have the older encoding. */
const OLDER = /^(gpt-4(-|$)|gpt-3\.5)/;

/**
 * The counter for OpenAI's own models: `o200k_base`, of older ones `cl100k_base`. Special tokens in a text count as text.
 *
 * @see openai/tiktoken:tiktoken/model.py, read at 0.12
 */
export async function openAiCounter(model: string): Promise<TokenCounter> {
  const { Tiktoken } = await import("js-tiktoken/lite");
  const { default: ranks } = OLDER.test(model)
    ? await import("js-tiktoken/ranks/cl100k_base")
    : await import("js-tiktoken/ranks/o200k_base");
  const encoding = new Tiktoken(ranks);
  return (text) => encoding.encode(text, [], []).length;
}

/**
 * The counter of a model's own `tokenizer.json`, as Hugging Face has it.
 *
 * @param file Absolute, or relative to the project's root.
 * @throws {MazeError} `provider/tokenizer` if it is not there, or no tokenizer.
 */
export async function fileCounter(file: string, { project, permit }: PluginContext): Promise<TokenCounter> {
  const path = resolve(project.root, file);
  await permit({ kind: "read", target: path });
  const text = await disk.readText(path);
  if (text === undefined) throw noTokenizer(file, "there is no such file");
  const { Tokenizer } = await import("@huggingface/tokenizers");
  try {
    const tokenizer = new Tokenizer(JSON.parse(text), {});
    return (each) => tokenizer.encode(each, { add_special_tokens: false }).ids.length;
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw noTokenizer(file, cause.message, cause);
  }
}

function noTokenizer(file: string, why: string, cause?: Error): MazeError {
  return new MazeError(`Cannot count with tokenizer "${file}": ${why}`, {
    code: "provider/tokenizer",
    hint: "Give the model's own tokenizer.json, or leave the option out: tokens are then counted by length",
    ...(cause ? { cause } : {}),
  });
}

/**
 * What a GGUF file says of its model.
 *
 * @module
 */

import { fileTypeName } from "./file_type.ts";
import type { GgufHeader } from "./header.ts";
import { numbersIn, sizeOfTensor } from "./tensor_size.ts";

/** The tokens with which a model is asked to fill in between two texts, as its vocabulary writes them. */
export interface InfillTokens {
  /** Before the text before the place. */
  readonly prefix: string;
  /** Before the text behind it. */
  readonly suffix: string;
  /** Before what the model writes. */
  readonly middle: string;
}

/** What is known of a model without loading it. Each is absent where the file does not say. */
export interface GgufModel {
  /** As its maker calls it. */
  readonly name?: string;
  /** The kind of network: `llama`, `qwen2`. */
  readonly architecture?: string;
  /** Numbers that the model consists of, in this file. */
  readonly parameters: number;
  /** The form in which most of them are kept: `Q4_K_M`. */
  readonly fileType?: string;
  /** Tokens of prompt and answer together that it was trained on. */
  readonly contextTokens?: number;
  /** How text becomes tokens, with the rules for parting words: `gpt2/qwen2`. */
  readonly tokenizer?: string;
  /** Tokens of the vocabulary. */
  readonly vocabulary?: number;
  /** The template that makes a prompt of a chat, in Jinja. */
  readonly chatTemplate?: string;
  /** Absent where the vocabulary has none that llama.cpp knows. */
  readonly infill?: InfillTokens;
  /** Which part this file is of a model in several files, from 1. */
  readonly part?: { readonly number: number; readonly of: number };
  /** Bytes that the file must have for all of its tensors. */
  readonly neededBytes: number;
}

/** Reads off what a header says. */
export function modelOf(header: GgufHeader): GgufModel {
  const { values, lists, marks, tensors } = header;
  const text = (key: string) => textAt(values.get(key));
  const number = (key: string) => numberAt(values.get(key));
  const architecture = text("general.architecture");
  const fileType = number("general.file_type");
  return {
    ...given("name", text("general.name")),
    ...given("architecture", architecture),
    parameters: tensors.reduce((sum, tensor) => sum + numbersIn(tensor), 0),
    ...given("fileType", fileType === undefined ? undefined : fileTypeName(fileType)),
    ...given("contextTokens", number(`${architecture}.context_length`)),
    ...given("tokenizer", tokenizerOf(text("tokenizer.ggml.model"), text("tokenizer.ggml.pre"))),
    ...given("vocabulary", lists.get("tokenizer.ggml.tokens")),
    ...given("chatTemplate", text("tokenizer.chat_template")),
    ...given("infill", infillIn(marks)),
    ...given("part", partOf(number("split.no"), number("split.count"))),
    neededBytes: neededBytes(header),
  };
}

function given<Key extends keyof GgufModel>(
  key: Key,
  value: GgufModel[Key] | undefined,
): Pick<GgufModel, Key> | object {
  return value === undefined ? {} : { [key]: value };
}

function textAt(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function numberAt(value: unknown): number | undefined {
  return typeof value === "number" || typeof value === "bigint" ? Number(value) : undefined;
}

function tokenizerOf(model: string | undefined, words: string | undefined): string | undefined {
  return model && words ? `${model}/${words}` : model;
}

function partOf(index: number | undefined, of: number | undefined): GgufModel["part"] {
  return index === undefined || of === undefined || of < 2 ? undefined : { number: index + 1, of };
}

/**
 * The families' tokens: what llama.cpp looks for where a file does not number them.
 *
 * @see ggml-org/llama.cpp:src/llama-vocab.cpp, special_fim_pre_id and what follows, read at b10361
 */
const INFILL: readonly InfillTokens[] = [
  { prefix: "<|fim_prefix|>", suffix: "<|fim_suffix|>", middle: "<|fim_middle|>" },
  { prefix: "<fim_prefix>", suffix: "<fim_suffix>", middle: "<fim_middle>" },
  { prefix: "<fim-prefix>", suffix: "<fim-suffix>", middle: "<fim-middle>" },
  { prefix: "<｜fim▁begin｜>", suffix: "<｜fim▁hole｜>", middle: "<｜fim▁end｜>" },
  { prefix: "<|code_prefix|>", suffix: "<|code_suffix|>", middle: "<|code_middle|>" },
  { prefix: "<PRE>", suffix: "<SUF>", middle: "<MID>" },
];

function infillIn(marks: ReadonlySet<string>): InfillTokens | undefined {
  return INFILL.find(({ prefix, suffix, middle }) =>
    [prefix, suffix, middle].every((token) => marks.has(token))
  );
}

/** Tensors begin at a multiple of this where the file does not say otherwise. */
const ALIGNMENT = 32;

function neededBytes({ values, tensors, sizeBytes }: GgufHeader): number {
  const alignment = numberAt(values.get("general.alignment")) || ALIGNMENT;
  const start = tensors.length === 0 ? sizeBytes : Math.ceil(sizeBytes / alignment) * alignment;
  return tensors.reduce((end, tensor) => Math.max(end, start + tensor.offset + sizeOfTensor(tensor)), start);
}

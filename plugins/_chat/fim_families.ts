/**
 * The tokens with which families of models were taught to fill in between two texts. A model that was tuned for chat has
 * often lost it; whether one can is found out by trying.
 *
 * @module
 */

/** How one family is asked. */
export interface FimTokens {
  /** As its makers call it. */
  readonly family: string;
  /** Names of its models. */
  readonly names: RegExp;
  /** Before the text before the hole. */
  readonly prefix: string;
  /** Before the text behind the hole. */
  readonly suffix: string;
  /** Before what is written into the hole; empty where that goes on from the text before it. */
  readonly middle: string;
  /** `psm`: the text before the hole comes first. `spm`: the text behind it does. */
  readonly order: "psm" | "spm";
  /** What ends an answer, where a server shows it as text. */
  readonly ends: readonly string[];
  /** Where the tokens are written down. */
  readonly source: string;
  /** What was not found out; absent where nothing is open. */
  readonly doubt?: string;
}

const QWEN_STYLE = { prefix: "<|fim_prefix|>", suffix: "<|fim_suffix|>", middle: "<|fim_middle|>" };
const STAR_STYLE = { prefix: "<fim_prefix>", suffix: "<fim_suffix>", middle: "<fim_middle>" };

/** The first family of which a model's name speaks is the model's. */
export const FIM_FAMILIES: readonly FimTokens[] = [
  {
    family: "Qwen2.5-Coder",
    names: /qwen.*coder/i,
    ...QWEN_STYLE,
    order: "psm",
    ends: ["<|endoftext|>", "<|im_end|>", "<|fim_pad|>", "<|file_sep|>", "<|repo_name|>"],
    source: "QwenLM/Qwen2.5-Coder:README.md; run with the 1.5B instruct model in llama.cpp",
  },
  {
    family: "Code Llama",
    names: /code-?llama(?!.*(?:python|34b))/i,
    prefix: "<PRE> ",
    suffix: " <SUF>",
    middle: " <MID>",
    order: "psm",
    ends: ["<EOT>", " <EOT>"],
    source: "meta-llama/codellama:llama/generation.py, infilling_prompt_tokens",
    doubt:
      "the 34B and the Python models were not taught it; as text the tokenizer may put a space before what follows " +
      "a token, which the makers' own code avoids by joining ids",
  },
  {
    family: "StarCoder2",
    names: /star-?coder/i,
    ...STAR_STYLE,
    order: "psm",
    ends: ["<|endoftext|>", "<file_sep>", "<repo_name>"],
    source: "bigcode-project/starcoder2#10, #21; arXiv 2402.19173 section 5.1",
    doubt: "not run; taught in both orders",
  },
  {
    family: "DeepSeek-Coder",
    names: /deepseek.*coder/i,
    prefix: "<｜fim▁begin｜>",
    suffix: "<｜fim▁hole｜>",
    middle: "<｜fim▁end｜>",
    order: "psm",
    ends: ["<｜end▁of▁sentence｜>", "<|EOT|>"],
    source:
      "continuedev/continue:core/autocomplete/templating/AutocompleteTemplate.ts; deepseek-ai/DeepSeek-Coder",
    doubt: "not run; the 33B instruct model was tuned without it",
  },
  {
    family: "Codestral",
    names: /codestral/i,
    prefix: "[PREFIX]",
    suffix: "[SUFFIX]",
    middle: "",
    order: "spm",
    ends: ["</s>", "[PREFIX]", "[SUFFIX]"],
    source: "mistralai/mistral-common:tests, encode_fim of tokenizer v3; ggml-org/llama.cpp#8016",
    doubt:
      "not run; the tokenizer puts a space before the text behind [PREFIX]; the [MIDDLE] token of later " +
      "tokenizers is not used here",
  },
  {
    family: "CodeGemma",
    names: /code-?gemma/i,
    ...QWEN_STYLE,
    order: "psm",
    ends: ["<|file_separator|>", "<eos>", "<end_of_turn>"],
    source: "ai.google.dev/gemma/docs/codegemma/prompt-structure",
    doubt: "not run; the 7B-it model answers chats and is not made for it",
  },
  {
    family: "Granite Code",
    names: /granite.*code/i,
    ...STAR_STYLE,
    order: "psm",
    ends: ["<|endoftext|>", "<fim_pad>"],
    source: "ggml-org/llama.cpp:src/llama-vocab.cpp names <fim_prefix> as Granite's",
    doubt: "not run; Granite 3.3 and 4.0 say that they fill in too, and which tokens they use was not found",
  },
];

/**
 * The tokens of a model, by its name.
 *
 * @example
 * ```ts
 * import { fimTokensOf } from "./fim_families.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(fimTokensOf("qwen2.5-coder-1.5b-instruct-q4.gguf")?.middle, "<|fim_middle|>");
 * assert.equal(fimTokensOf("gpt-5"), undefined);
 * ```
 *
 * @param model As its server names it, a file's name included.
 */
export function fimTokensOf(model: string): FimTokens | undefined {
  return FIM_FAMILIES.find(({ names }) => names.test(model));
}

/**
 * A request in the model's own tokens.
 *
 * @module
 */

import type { CompletionRequest } from "../../core/kernel/plugin.ts";
import type { FimTokens } from "../_chat/fim_families.ts";
import type { Reader } from "../_openai_wire/chunks.ts";
import { type Ending, rawPrompt, type Style } from "../_openai_wire/raw_prompt.ts";
import type { Engine } from "./engine.ts";
import type { TokenId } from "./library.ts";

/** How a model is asked. */
export interface AskedSetting {
  /** For people. */
  readonly name: string;
  readonly style: Style;
  /** How the model fills in between two texts; absent where it can not. */
  readonly fim?: FimTokens | undefined;
}

/** What the model goes on from, and how what it writes is read. */
export interface Asked {
  readonly tokens: readonly TokenId[];
  /** What ends an answer. */
  readonly stop: readonly string[];
  /** True where thinking is written first, and ends at the stop. */
  readonly isThinking?: boolean;
  /** Reads one answer. */
  read(): Reader;
}

/** Who makes tokens. */
type Speaker = Pick<Engine, "model" | "chat">;

/**
 * Makes tokens of a request. What is written in the hole comes in the tokens in which it was written, where they are
 * told.
 *
 * @throws {ProviderError} `provider/template` where the model has no form for it.
 */
export function askedFor(request: CompletionRequest, speaker: Speaker, setting: AskedSetting): Asked {
  const { tokens, ending } = promptFor(request, speaker, setting);
  return { ...ending, tokens: [...tokens, ...request.written?.ids ?? []] };
}

function promptFor(
  request: CompletionRequest,
  { model, chat }: Speaker,
  { name, style, fim }: AskedSetting,
): { readonly tokens: readonly TokenId[]; readonly ending: Ending } {
  const raw = rawPrompt(request, { model: name, style, fim, hasTemplate: chat !== undefined });
  const rendered = raw.kind === "chat" ? chat?.render(raw.messages) : undefined;
  const ending = raw.kind === "chat" ? raw.endingAfter(rendered?.toString() ?? "") : raw.ending;
  const tokens = rendered
    ? [...rendered.tokenize(model.tokenizer), ...model.tokenize(ending.text)]
    : infillTokens(ending.text, model, fim);
  return { tokens: begun(tokens, model), ending };
}

/** The family's own tokens as such, and all between them as text, whatever it spells. */
function infillTokens(text: string, model: Engine["model"], fim: FimTokens | undefined): readonly TokenId[] {
  const { prefix = "", suffix = "", middle = "" } = fim ?? {};
  const marks = [prefix, suffix, middle].map((mark) => mark.trim()).filter((mark) => mark !== "");
  const parts = text.split(new RegExp(`(${marks.map(RegExp.escape).join("|")})`));
  return parts.flatMap((part) => model.tokenize(part, marks.includes(part)));
}

/** Some models were taught that every text begins with one token, and not all templates write it. */
function begun(
  tokens: readonly TokenId[],
  { tokens: { bos, shouldPrependBosToken } }: Engine["model"],
): readonly TokenId[] {
  return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens;
}

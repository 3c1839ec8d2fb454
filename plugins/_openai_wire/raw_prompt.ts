/**
 * A request as a raw prompt, for servers that go on from text or token ids: a chat in the model's own template with the
 * answer's fence opened, or the texts around the hole where the model was taught to fill in.
 *
 * @module
 */

import { type CompletionRequest, ProviderError } from "../../core/kernel/plugin.ts";
import { readAnswer } from "../_chat/answer.ts";
import type { FimTokens } from "../_chat/fim_families.ts";
import { infillPrompt, readInfill } from "../_chat/infill.ts";
import { formOf } from "../_chat/languages.ts";
import { type ChatMessage, messagesFor } from "../_chat/messages.ts";
import { placeOf } from "../_chat/place.ts";
import type { Reader } from "./chunks.ts";
import { goingOn } from "./going_on.ts";
import { END_OF_THINKING } from "./thinking_first.ts";

/** How holes are asked for. */
export type Style = "auto" | "chat" | "infill";

/** What is known of the model. */
export interface RawSetting {
  readonly model: string;
  readonly style: Style;
  /** How it fills in between two texts; absent where it can not. */
  readonly fim?: FimTokens | undefined;
  /** True when the server has a template for chats. */
  readonly hasTemplate: boolean;
}

/** The end of a prompt, and how what follows it is read. What was written in known tokens goes behind it. */
export interface Ending {
  /** Goes behind what the template makes of the messages; the whole prompt where there are none. */
  readonly text: string;
  /** What ends an answer. */
  readonly stop: readonly string[];
  /** True where thinking is asked for first, without the constraint. */
  readonly isThinking?: boolean;
  /** True where the model thinks before it answers: nothing is known of the answer's beginning. */
  readonly thinks?: boolean;
  /** Reads one answer. */
  read(): Reader;
}

/** What the server makes a prompt of. */
export type RawPrompt =
  | { readonly kind: "infill"; readonly ending: Ending }
  | {
    readonly kind: "chat";
    /** For the server's own template. */
    readonly messages: readonly ChatMessage[];
    /** @param rendered What the template made of them, or its end. */
    endingAfter(rendered: string): Ending;
  };

/**
 * Chooses the form of a prompt.
 *
 * @throws {ProviderError} `provider/template` where the model can not be asked that way.
 */
export function rawPrompt(asked: CompletionRequest, setting: RawSetting): RawPrompt {
  const { style, fim, hasTemplate } = setting;
  const { draft, written } = asked;
  const request = written ? { ...asked, draft: { ...draft, text: "" } } : asked;
  const isInfill = style === "infill" || (style === "auto" && fim !== undefined && !request.constraint);
  const fromWritten = (ending: Ending): Ending =>
    written ? { ...ending, read: () => goingOn(ending.read(), written, draft.text) } : ending;
  if (isInfill && fim) return { kind: "infill", ending: fromWritten(infill(request, fim)) };
  if (style === "infill" || !hasTemplate) throw unable(setting);
  const messages = messagesFor({ ...request, draft: { ...draft, text: "" } }, { prefill: true });
  return { kind: "chat", messages, endingAfter: (rendered) => fromWritten(endingOf(request, rendered)) };
}

function infill(request: CompletionRequest, fim: FimTokens): Ending {
  const place = placeOf(request);
  const read = () => request.constraint ? readAnswer({ isRaw: true }) : readInfill({ place, ends: fim.ends });
  return { text: infillPrompt(request, fim), stop: fim.ends, read };
}

/** A model that thinks first is let to; any other begins inside of a fence, so that it writes code at once. */
function endingOf(request: CompletionRequest, rendered: string): Ending {
  const { draft: { hole, text }, constraint, written } = request;
  const place = placeOf(request);
  // An answer under a constraint goes on behind its thinking.
  const thinks = /<think>\s*$/.test(rendered) && text === "" && !(constraint && written);
  if (constraint) {
    const common = { text, read: () => readAnswer({ isRaw: true }) };
    return thinks ? { ...common, stop: [END_OF_THINKING], isThinking: true } : { ...common, stop: [] };
  }
  if (thinks) {
    return {
      text: "",
      stop: [],
      thinks: true,
      read: () => readAnswer({ isThinking: true, place }),
    };
  }
  const opening = "```" + formOf(hole.language).fence + "\n";
  return { text: opening + text, stop: ["\n```"], read: () => readAnswer({ isInside: true, place }) };
}

function unable({ style, model }: RawSetting): ProviderError {
  const isInfill = style === "infill";
  const why = isInfill
    ? "it was not taught to fill in between two texts, as far as is known"
    : "it has no template for chats";
  return new ProviderError(`Cannot ask model "${model}": ${why}`, {
    ...{ code: "provider/template", isRetryable: false },
    hint: isInfill
      ? 'Set the option style to "chat"'
      : "Use an instruct model, or give the server a template",
  });
}

/**
 * Chats in the form that a model was taught, as its own file says it.
 *
 * @module
 */

import { messageOf } from "../../core/kernel/errors.ts";
import { ProviderError } from "../../core/kernel/plugin.ts";
import type { ChatMessage } from "../_chat/messages.ts";
import type { ChatTurn, LlamaLibrary, LlamaModel, RenderedText } from "./library.ts";

/** Writes chats. */
export interface ChatForm {
  /**
   * A chat up to where the model's answer begins.
   *
   * @throws {ProviderError} `provider/template` where the template does not take it.
   */
  render(messages: readonly ChatMessage[]): RenderedText;
}

/** What a form is made of. */
export interface ChatFormSetting {
  readonly library: Pick<LlamaLibrary, "JinjaTemplateChatWrapper">;
  readonly model: Pick<LlamaModel, "tokenizer">;
  /** In Jinja. */
  readonly template: string;
}

/**
 * Reads a template. A model that may think first is asked not to: a hole has seconds.
 *
 * @throws {ProviderError} `provider/template` where it is none.
 */
export function chatFormOf({ library, model: { tokenizer }, template }: ChatFormSetting): ChatForm {
  const wrapper = readable(() =>
    new library.JinjaTemplateChatWrapper({
      ...{ template, tokenizer, reasoning: false, functionCallMessageTemplate: "noJinja" },
    })
  );
  return {
    render(messages) {
      const chatHistory: ChatTurn[] = [...messages.map(turnOf), { type: "model", response: [] }];
      return readable(() => wrapper.generateContextState({ chatHistory }).contextText);
    },
  };
}

function turnOf({ role, content }: ChatMessage): ChatTurn {
  return role === "assistant" ? { type: "model", response: [content] } : { type: role, text: content };
}

function readable<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const reason = messageOf(cause);
    throw new ProviderError(`Cannot ask the model: its own template for chats fails: ${reason}`, {
      ...{ code: "provider/template", isRetryable: false, cause },
      hint: 'Set the option style to "infill" if the model was taught that, or use another file of the model',
    });
  }
}

import assert from "node:assert/strict";
import type { ChatTurn, TemplateSetting } from "../../../plugins/llama_local/library.ts";
import { chatFormOf } from "../../../plugins/llama_local/template.ts";
import { ids } from "./spoken.ts";

const told: (TemplateSetting | readonly ChatTurn[])[] = [];

/** A template that takes no system message. */
class Wrapper {
  constructor(setting: TemplateSetting) {
    told.push(setting);
    if (setting.template === "{{") throw new SyntaxError("no end");
  }
  generateContextState({ chatHistory }: { readonly chatHistory: readonly ChatTurn[] }) {
    told.push(chatHistory);
    if (chatHistory.some(({ type }) => type === "system")) throw new Error("no system messages");
    return { contextText: { toString: () => "a chat", tokenize: () => ids("a chat") } };
  }
}

const setting = { library: { JinjaTemplateChatWrapper: Wrapper }, model: { tokenizer: "characters" } };

Deno.test("chatFormOf() renders with the model's own template, without thinking, up to where it answers", () => {
  told.length = 0;
  const text = chatFormOf({ ...setting, template: "{{ messages }}" }).render([
    { role: "user", content: "one" },
    { role: "assistant", content: "two" },
  ]);
  assert.equal(text.toString(), "a chat");
  assert.deepEqual(told, [
    {
      ...{ template: "{{ messages }}", tokenizer: "characters", reasoning: false },
      functionCallMessageTemplate: "noJinja",
    },
    [{ type: "user", text: "one" }, { type: "model", response: ["two"] }, { type: "model", response: [] }],
  ]);
});

Deno.test("chatFormOf() names a template that is none, and one that does not take a chat", () => {
  assert.throws(() => chatFormOf({ ...setting, template: "{{" }), {
    ...{ code: "provider/template", message: /its own template for chats fails: no end/ },
  });
  const form = chatFormOf({ ...setting, template: "" });
  assert.throws(() => form.render([{ role: "system", content: "one" }]), {
    ...{ code: "provider/template", message: /fails: no system messages/ },
  });
});

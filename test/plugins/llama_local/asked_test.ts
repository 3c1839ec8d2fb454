import assert from "node:assert/strict";
import { askedFor } from "../../../plugins/llama_local/asked.ts";
import { fimTokensOf } from "../../../plugins/_chat/fim_families.ts";
import type { ChatForm } from "../../../plugins/llama_local/template.ts";
import { asking } from "./asking.ts";
import { ids, spokenModel, textOf } from "./spoken.ts";

/** Writes each turn as `role: text`, and the beginning of the model's. */
const chat: ChatForm = {
  render(messages) {
    return rendered(ids(messages.map(({ role, content }) => `${role}: ${content}\n`).join("") + "model: "));
  },
};
const setting = { name: "some.gguf", style: "chat" } as const;

Deno.test("askedFor() asks in the model's own template, and opens the fence of its answer", () => {
  const { tokens, stop } = askedFor(asking(), { model: spokenModel, chat }, setting);
  const text = textOf(tokens);
  assert.match(text, /^system: .+\nuser: [^]*What is wanted there: the sum\.[^]*\nmodel: ```ts\n$/);
  assert.deepEqual(stop, ["\n```"]);
});

Deno.test("askedFor() goes on from what is written, as text or in the tokens in which it was written", () => {
  const speaker = { model: spokenModel, chat };
  const bare = textOf(askedFor(asking(), speaker, setting).tokens);
  const written = asking({ text: "a + " });
  assert.equal(textOf(askedFor(written, speaker, setting).tokens), `${bare}a + `);
  const others = { ...written, written: { ids: ids("a  +"), text: "a  +" } };
  assert.equal(textOf(askedFor(others, speaker, setting).tokens), `${bare}a  +`);
});

Deno.test("askedFor() asks between the two texts where the model was taught that, with its own tokens as such", () => {
  const special: string[] = [];
  const model = {
    ...spokenModel,
    tokenize(text: string, hasSpecial = false) {
      if (hasSpecial) special.push(text);
      return ids(text);
    },
  };
  const fim = fimTokensOf("qwen2.5-coder");
  const { prompt } = asking();
  const request = asking({ prompt: { ...prompt, after: '; // "<|fim_prefix|>", "<|im_start|>"\n}\n' } });
  const { tokens, stop } = askedFor(request, { model, chat }, { name: "qwen", style: "auto", fim });
  assert.match(textOf(tokens), /^<\|fim_prefix\|>[^]*return <\|fim_suffix\|>;[^]*\}\n<\|fim_middle\|>$/);
  assert.deepEqual(special, ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"]);
  assert.ok(stop.includes("<|fim_pad|>"));
});

Deno.test("askedFor() puts the token first that the model wants there, and not twice", () => {
  const begins = { ...spokenModel, tokens: { bos: 1, shouldPrependBosToken: true } };
  const { tokens } = askedFor(asking(), { model: begins, chat }, setting);
  assert.equal(tokens[0], 1);
  const twice = askedFor(asking(), { model: begins, chat: { render: () => rendered([1, 2]) } }, setting);
  assert.deepEqual(twice.tokens.slice(0, 3), [1, 2, 96]);
});

Deno.test("askedFor() guesses no template", () => {
  assert.throws(() => askedFor(asking(), { model: spokenModel }, setting), {
    ...{ code: "provider/template", message: /"some\.gguf": it has no template for chats/ },
  });
});

function rendered(tokens: number[]) {
  return { toString: () => textOf(tokens), tokenize: () => tokens };
}

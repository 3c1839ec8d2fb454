import assert from "node:assert/strict";
import { fileCounter, openAiCounter } from "../../../plugins/openai/tokens.ts";
import { withPluginContext } from "../context.ts";

Deno.test("openAiCounter() counts as OpenAI's encodings do, special tokens as text", async () => {
  const [newer, older] = [await openAiCounter("gpt-5"), await openAiCounter("gpt-4-turbo")];
  assert.deepEqual([newer("hello world"), newer(""), newer("<|endoftext|>")], [2, 0, 7]);
  assert.deepEqual([newer("Привет"), older("Привет")], [2, 3]);
});

const TOKENIZER = {
  version: "1.0",
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: { type: "Whitespace" },
  post_processor: null,
  decoder: null,
  model: { type: "WordLevel", vocab: { "[UNK]": 0, const: 1, a: 2, "=": 3 }, unk_token: "[UNK]" },
};

Deno.test("fileCounter() counts by a model's own tokenizer, and says what is wrong with the file", async () => {
  await withPluginContext(async (context) => {
    const { root } = context.project;
    await Deno.writeTextFile(`${root}/tokenizer.json`, JSON.stringify(TOKENIZER));
    const count = await fileCounter("tokenizer.json", context);
    assert.equal(count("const a = b"), 4);
    await Deno.writeTextFile(`${root}/broken.json`, "{");
    await assert.rejects(fileCounter("broken.json", context), { code: "provider/tokenizer" });
    await assert.rejects(fileCounter("none.json", context), {
      code: "provider/tokenizer",
      message: /no such file/,
    });
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { MazeError } from "../../../core/kernel/errors.ts";
import { isLaterPart, readGguf, readWholeGguf } from "../../../plugins/_gguf/file.ts";
import { gguf } from "./written.ts";

const CODER = {
  values: {
    "general.name": "Coder 1B",
    "general.architecture": "llama",
    "general.file_type": 15,
    "llama.context_length": 8192,
    "tokenizer.ggml.model": "gpt2",
    "tokenizer.ggml.pre": "smollm",
    "tokenizer.ggml.tokens": ["a", "<fim_prefix>", "<fim_suffix>", "<fim_middle>"],
    "tokenizer.chat_template": "{{ messages }}",
  },
  tensors: { "output.weight": [4, 8], "output_norm.weight": [8] },
};

async function inFolder(files: Readonly<Record<string, Uint8Array>>, run: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, bytes] of Object.entries(files)) await Deno.writeFile(join(folder, name), bytes);
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function faultOf(work: Promise<unknown>): Promise<MazeError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof MazeError) return error;
    throw error;
  }
  assert.fail("nothing was thrown");
}

Deno.test("readGguf() tells what a model is without loading it", async () => {
  const bytes = gguf(CODER);
  await inFolder({ "coder.gguf": bytes }, async (folder) => {
    const path = join(folder, "coder.gguf");
    assert.deepEqual(await readGguf(path), {
      path,
      sizeBytes: bytes.length,
      name: "Coder 1B",
      architecture: "llama",
      parameters: 40,
      fileType: "Q4_K_M",
      contextTokens: 8192,
      tokenizer: "gpt2/smollm",
      vocabulary: 4,
      chatTemplate: "{{ messages }}",
      infill: { prefix: "<fim_prefix>", suffix: "<fim_suffix>", middle: "<fim_middle>" },
      neededBytes: bytes.length,
    });
  });
});

Deno.test("readGguf() tells of a file that says nothing of its model that it says nothing", async () => {
  const bytes = gguf();
  await inFolder({ "empty.gguf": bytes }, async (folder) => {
    const path = join(folder, "empty.gguf");
    assert.deepEqual(await readGguf(path), { path, sizeBytes: 24, parameters: 0, neededBytes: 24 });
  });
});

Deno.test("readGguf() reads a header that is longer than what is read at first", async () => {
  const tokens = Array.from({ length: 200_000 }, (_, at) => `<${"token".repeat(9)} ${at}>`);
  const bytes = gguf({ values: { "tokenizer.ggml.tokens": tokens, "general.name": "behind it" } });
  assert.ok(bytes.length > 8 * 2 ** 20);
  await inFolder({ "long.gguf": bytes }, async (folder) => {
    assert.equal((await readGguf(join(folder, "long.gguf"))).name, "behind it");
  });
});

Deno.test("readWholeGguf() finds a file without its last byte to be cut short, and a whole one not", async () => {
  const bytes = gguf({ tensors: { a: [8] } }); // 57 bytes of header, up to 64, and 8 numbers of 4 bytes
  await inFolder({ "whole.gguf": bytes, "cut.gguf": bytes.subarray(0, -1) }, async (folder) => {
    assert.equal((await readWholeGguf(join(folder, "whole.gguf"))).neededBytes, 96);
    const { code, message, hint } = await faultOf(readWholeGguf(join(folder, "cut.gguf")));
    assert.equal(code, "model/cut-short");
    assert.match(message, /it is cut short, 95 of 96 bytes are there$/);
    assert.match(hint ?? "", /Fetch the file again/);
    assert.equal((await readGguf(join(folder, "cut.gguf"))).neededBytes, 96);
  });
});

Deno.test("readGguf() finds a file that ends in its header to be cut short, whatever byte is the last", async () => {
  const bytes = gguf({ values: { "general.name": "a" } });
  for (let length = 0; length < bytes.length; length++) {
    await inFolder({ "cut.gguf": bytes.subarray(0, length) }, async (folder) => {
      assert.equal((await faultOf(readGguf(join(folder, "cut.gguf")))).code, "model/cut-short");
    });
  }
});

Deno.test("readGguf() tells a file that is none from one that is not there and from a folder", async () => {
  await inFolder({ "page.gguf": new TextEncoder().encode("<html>") }, async (folder) => {
    const page = await faultOf(readGguf(join(folder, "page.gguf")));
    assert.equal(page.code, "model/not-gguf");
    assert.match(page.message, /it is no GGUF file, it does not begin with "GGUF"$/);
    const gone = await faultOf(readGguf(join(folder, "gone.gguf")));
    assert.deepEqual([gone.code, gone.message.replace(folder, "")], [
      "model/missing",
      'Cannot read model "/gone.gguf": there is no such file',
    ]);
    assert.match((await faultOf(readGguf(folder))).message, /: it is no file$/);
  });
});

Deno.test("readWholeGguf() wants every part of a model in several files, each of them whole", async () => {
  const part = (index: number) =>
    gguf({ values: { "split.no": index, "split.count": 3 }, tensors: { [`tensor ${index}`]: [8] } });
  const name = (number: number) => `big-0000${number}-of-00003.gguf`;
  const files = { [name(1)]: part(0), [name(2)]: part(1), [name(3)]: part(2) };
  await inFolder(files, async (folder) => {
    const first = join(folder, name(1));
    assert.deepEqual((await readWholeGguf(first)).part, { number: 1, of: 3 });
    await Deno.writeFile(join(folder, name(3)), part(2).subarray(0, -4));
    assert.match((await faultOf(readWholeGguf(first))).message, /big-00003-of-00003\.gguf": it is cut short/);
    await Deno.remove(join(folder, name(2)));
    assert.match(
      (await faultOf(readWholeGguf(first))).message,
      /big-00002-of-00003\.gguf": there is no such file/,
    );
  });
});

Deno.test("isLaterPart() is true for parts behind the first alone", () => {
  assert.deepEqual(
    ["a-00001-of-00002.gguf", "a-00002-of-00002.gguf", "a.gguf", "a-2-of-2.gguf"].map(isLaterPart),
    [false, true, false, false],
  );
});

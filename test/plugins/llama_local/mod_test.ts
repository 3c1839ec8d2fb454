import assert from "node:assert/strict";
import { join } from "node:path";
import type { Provider } from "../../../core/kernel/plugin.ts";
import llamaLocal from "../../../plugins/llama_local/mod.ts";
import { callNow } from "../../contract/calls.ts";
import { contextOf } from "../../core/kernel/context_of.ts";
import { gguf } from "../_gguf/written.ts";

const CODER = gguf({
  values: {
    "general.name": "Qwen2.5 Coder",
    "general.architecture": "qwen2",
    "qwen2.context_length": 4096,
    "tokenizer.ggml.tokens": ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"],
    "tokenizer.chat_template": "{{ messages }}",
  },
});

async function opened(
  options: Readonly<Record<string, unknown>>,
  run: (provider: Provider, root: string) => Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    await Deno.writeFile(join(root, "coder.gguf"), CODER);
    const checked = await llamaLocal.options["~standard"].validate({ modelPath: "coder.gguf", ...options });
    assert.ok(!checked.issues, JSON.stringify(checked.issues));
    const given = await llamaLocal.setup(checked.value, contextOf(root));
    await run(given.provider, root);
    const end: unknown = Reflect.get(given, Symbol.asyncDispose);
    assert.ok(typeof end === "function");
    await end();
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("llama_local says what its model can do without loading it", async () => {
  await opened({ samples: 3 }, async (provider) => {
    const forms = [{ kind: "choice" }, { kind: "regex" }, { kind: "schema" }, {
      kind: "grammar",
      dialect: "gbnf",
    }];
    assert.deepEqual(await provider.capabilities?.(callNow()), {
      ...{ model: "coder.gguf", server: "node-llama-cpp 3.20.0", contextTokens: 4096, continuation: "ids" },
      ...{ logprobs: 64, infill: true, usage: true, counting: "tokenizer", answers: 3 },
      begins: true,
      accepts: forms.map((form) => ({ ...form, state: "untried" })),
    });
    assert.deepEqual(await provider.models?.(callNow()), [{ id: "coder.gguf", contextTokens: 4096 }]);
  });
});

Deno.test("llama_local holds no more context than a config says", async () => {
  await opened({ contextTokens: 1024 }, async (provider) => {
    assert.equal((await provider.capabilities?.(callNow()))?.contextTokens, 1024);
  });
});

Deno.test("llama_local believes no name that speaks of filling in where the vocabulary has no tokens for it", async () => {
  await opened({ modelPath: "qwen2.5-coder.gguf" }, async (provider, root) => {
    await Deno.writeFile(
      join(root, "qwen2.5-coder.gguf"),
      gguf({ values: { "general.name": "Qwen2.5 Coder" } }),
    );
    assert.equal((await provider.capabilities?.(callNow()))?.infill, false);
  });
});

Deno.test("llama_local names what is wrong with its file, and looks again when it is asked again", async () => {
  await opened({ modelPath: "other.gguf" }, async (provider, root) => {
    const asked = () => provider.capabilities?.(callNow()) ?? assert.fail("it says nothing");
    await assert.rejects(asked, { code: "model/missing", message: /other\.gguf": there is no such file/ });
    await Deno.writeFile(join(root, "other.gguf"), CODER.subarray(0, -1));
    await assert.rejects(asked, { code: "model/cut-short" });
    await Deno.writeFile(join(root, "other.gguf"), CODER);
    assert.equal((await asked()).model, "other.gguf");
  });
});

Deno.test("llama_local asks for leave to read its model, and to load native code, before anything else", async () => {
  const asked: string[] = [];
  const context = {
    ...contextOf("/project"),
    permit({ kind, target }: { readonly kind: string; readonly target: string }) {
      asked.push(`${kind} ${target}`);
      return Promise.resolve();
    },
  };
  const checked = await llamaLocal.options["~standard"].validate({ modelPath: "a.gguf" });
  assert.ok(!checked.issues);
  await llamaLocal.setup(checked.value, context);
  assert.deepEqual(asked, ["read a.gguf", "ffi node-llama-cpp", "run deno"]);
});

Deno.test("llama_local wants a model, and takes no option that it does not have", async () => {
  const issuesOf = async (options: object) =>
    (await llamaLocal.options["~standard"].validate(options)).issues?.length ?? 0;
  assert.equal(await issuesOf({}), 1);
  assert.equal(await issuesOf({ modelPath: "a", gpu: true }), 1);
  assert.equal(await issuesOf({ modelPath: "a", gpu: false }), 0);
  assert.equal(await issuesOf({ modelPath: "a", contextSize: 1 }), 1);
});

import assert from "node:assert/strict";
import { checkUses, type ServerUse } from "../../../plugins/_servers/uses.ts";
import { freePort, ROUTES, withServer } from "./fakes.ts";

/** What a use comes to, without the server. */
async function stateOf(use: ServerUse): Promise<unknown> {
  const [checked] = await checkUses([use], fetch);
  if (checked?.state !== "found") return checked?.state;
  return [checked.server.kind, checked.isOfKind, checked.model];
}

Deno.test("checkUses() says whether a server has the model that is asked of it", () =>
  withServer(ROUTES.vllm, async ({ base }) => {
    const use = { plugin: "vllm", baseUrl: `${base}/v1` };
    assert.deepEqual(await stateOf({ ...use, model: "qwen-sql" }), ["vllm", true, "served"]);
    assert.deepEqual(await stateOf({ ...use, model: "gpt" }), ["vllm", true, "unknown"]);
    assert.deepEqual(await stateOf(use), ["vllm", true, "open"]);
  }));

Deno.test("checkUses() knows that llama.cpp with one model takes it by any name", () =>
  withServer(ROUTES.llama_cpp, async ({ base: baseUrl }) => {
    assert.deepEqual(await stateOf({ plugin: "llama_cpp", baseUrl, model: "gpt" }), [
      ...["llama_cpp", true, "renamed"],
    ]);
    assert.deepEqual(await stateOf({ plugin: "llama_cpp", baseUrl }), ["llama_cpp", true, "served"]);
  }));

Deno.test("checkUses() knows that Ollama takes a model without its tag, and only the latest", () =>
  withServer(ROUTES.ollama, async ({ base: baseUrl }) => {
    const model = async (name: string) => await stateOf({ plugin: "openai", baseUrl, model: name });
    assert.deepEqual(await model("acme/tiny"), ["openai", true, "served"]);
    assert.deepEqual(await model("qwen2.5-coder"), ["openai", true, "unknown"]);
  }));

Deno.test("checkUses() tells a server that another plugin speaks to; plugins of all kinds speak to any", () =>
  withServer(ROUTES.sglang, async ({ base: baseUrl }) => {
    for (
      const [plugin, isOfKind] of [["sglang", true], ["vllm", false], ["openai", true], [
        "vlm",
        true,
      ]] as const
    ) {
      assert.deepEqual(await stateOf({ plugin, baseUrl }), ["sglang", isOfKind, "served"], plugin);
    }
  }));

Deno.test("checkUses() does not doubt a model of a server that says nothing of its models", () => {
  const loading = () => Response.json({}, { status: 503, headers: { server: "llama.cpp" } });
  return withServer({ "/v1/models": loading }, async ({ base: baseUrl }) => {
    assert.deepEqual(await stateOf({ plugin: "llama_cpp", baseUrl, model: "m" }), [
      "llama_cpp",
      true,
      "served",
    ]);
  });
});

Deno.test("checkUses() says how the server of a plugin is started that does not answer", async () => {
  const port = freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const starts = [
    ["llama_cpp", `llama-server -m MODEL.gguf --port ${port}`],
    ["vllm", `vllm serve MODEL --port ${port}`],
    ["sglang", `python -m sglang.launch_server --model-path MODEL --port ${port}`],
    ["openai", undefined],
    ["toString", undefined],
  ] as const;
  for (const [plugin, start] of starts) {
    const use = { plugin, baseUrl };
    assert.deepEqual(await checkUses([use], fetch), [{ use, state: "silent", start }]);
  }
  const nobody = () => Promise.reject(new TypeError("refused"));
  const [ollama] = await checkUses([{ plugin: "openai", baseUrl: "http://localhost:11434/v1" }], nobody);
  assert.equal(ollama?.state === "silent" && ollama.start, "ollama serve");
});

Deno.test("checkUses() asks nobody elsewhere, and takes any text for an address", async () => {
  const never = () => Promise.reject(new Error("asked"));
  for (const baseUrl of ["https://api.openai.com/v1", "http://10.0.0.2:8000", "no address", ""]) {
    const use = { plugin: "openai", baseUrl };
    assert.deepEqual(await checkUses([use], never), [{ use, state: "elsewhere" }]);
  }
});

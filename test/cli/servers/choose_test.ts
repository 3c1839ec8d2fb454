import assert from "node:assert/strict";
import type { FoundServer } from "../../../cli/compose.ts";
import { chooseModel, chooseServer, optionsFor, withPlugin } from "../../../cli/servers/choose.ts";
import { LLAMA, OLLAMA, STUDIO, VLLM } from "./found.ts";

Deno.test("chooseServer() takes the only one, and one whose plugin knows more before all others", () => {
  const rows: readonly (readonly [readonly FoundServer[], FoundServer | undefined])[] = [
    [[], undefined],
    [[OLLAMA], OLLAMA],
    [[OLLAMA, LLAMA, STUDIO], LLAMA],
    [[LLAMA, VLLM], undefined],
    [[OLLAMA, STUDIO], undefined],
    [[LLAMA, VLLM, OLLAMA], undefined],
  ];
  for (const [servers, best] of rows) assert.equal(chooseServer(servers), best);
});

Deno.test("chooseServer() passes by who wants a key or has nothing to write with, and waits for who is loading", () => {
  const locked: FoundServer = { ...VLLM, state: "locked", models: [] };
  const empty: FoundServer = { ...STUDIO, models: [] };
  const embedding: FoundServer = { ...STUDIO, models: [{ id: "text-embedding-nomic" }] };
  const loading: FoundServer = { ...LLAMA, state: "loading", models: [] };
  assert.equal(chooseServer([locked, empty, embedding]), undefined);
  assert.equal(chooseServer([locked, empty, OLLAMA]), OLLAMA);
  assert.equal(chooseServer([loading, OLLAMA]), loading);
});

Deno.test("chooseModel() prefers a model for code, and takes none that writes no text", () => {
  assert.equal(chooseModel(OLLAMA), "qwen2.5-coder");
  assert.equal(
    chooseModel({ ...OLLAMA, models: [{ id: "bge-m3" }, { id: "llama3" }, { id: "phi" }] }),
    "llama3",
  );
  assert.equal(chooseModel({ ...OLLAMA, models: [{ id: "whisper-1" }] }), undefined);
});

Deno.test("optionsFor() names the model, unless it is the only one and a file of this machine", () => {
  assert.deepEqual(optionsFor(LLAMA), { baseUrl: "http://127.0.0.1:8080", model: "smol" });
  for (const id of ["/models/smol.gguf", "C:\\models\\smol.gguf", "~/smol.gguf"]) {
    assert.deepEqual(optionsFor({ ...LLAMA, models: [{ id }] }), { baseUrl: "http://127.0.0.1:8080" });
    assert.equal(optionsFor({ ...LLAMA, models: [{ id }, { id: "b" }] }).model, id);
  }
  assert.equal(optionsFor({ ...LLAMA, models: [{ id: "acme/smol" }] }).model, "acme/smol");
});

Deno.test("withPlugin() puts a plugin before synth, else at the end, and only once", () => {
  assert.deepEqual(withPlugin(["typescript", "synth", "own"], "vllm"), [
    "typescript",
    "vllm",
    "synth",
    "own",
  ]);
  assert.deepEqual(withPlugin(["typescript"], "vllm"), ["typescript", "vllm"]);
  assert.deepEqual(withPlugin(["vllm", "synth"], "vllm"), ["vllm", "synth"]);
});

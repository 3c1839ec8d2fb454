import assert from "node:assert/strict";
import { identify } from "../../../plugins/_servers/identify.ts";
import { type Route, ROUTES, withServer } from "./fakes.ts";

Deno.test("identify() knows llama.cpp by its owner and build, and says what one slot holds", () =>
  withServer(ROUTES.llama_cpp, async ({ base, seen }) => {
    assert.deepEqual(await identify(base, fetch), {
      ...{ kind: "llama_cpp", name: "llama.cpp", version: "b1-0c1e570", baseUrl: base, state: "ready" },
      models: [{ id: "/models/smol.gguf", contextTokens: 4096 }],
    });
    assert.deepEqual(seen, ["GET /v1/models", "GET /props"]);
  }));

Deno.test("identify() takes the context of older llama.cpp from its slots", () => {
  const data = [{ id: "smol", object: "model", owned_by: "llamacpp", meta: { n_ctx_train: 8192 } }];
  return withServer({ ...ROUTES.llama_cpp, "/v1/models": { object: "list", data } }, async ({ base }) => {
    assert.deepEqual((await identify(base, fetch))?.models, [{ id: "smol", contextTokens: 4096 }]);
  });
});

Deno.test("identify() knows a llama.cpp that routes to several models, and invents no context for them", async () => {
  const [one, two] = ["qwen", "smol"].map((id) => ({ id, aliases: [`${id}-latest`], owned_by: "llamacpp" }));
  for (const n_ctx of [0, 4096]) {
    const routes = {
      "/v1/models": { data: [one, two], object: "list" },
      "/props": { role: "router", default_generation_settings: { params: null, n_ctx }, build_info: "b9" },
    };
    await withServer(routes, async ({ base }) => {
      const found = await identify(base, fetch);
      assert.deepEqual([found?.kind, found?.version], ["llama_cpp", "b9"]);
      assert.deepEqual(found?.models, [
        { id: "qwen", aliases: ["qwen-latest"] },
        { id: "smol", aliases: ["smol-latest"] },
      ]);
    });
  }
});

Deno.test("identify() takes a list with models of several owners for nobody's own", () => {
  const data = ["vllm", "openai"].map((owner) => ({ id: owner, object: "model", owned_by: owner }));
  return withServer({ "/v1/models": { object: "list", data } }, async ({ base }) => {
    assert.equal((await identify(base, fetch))?.kind, "openai");
  });
});

Deno.test("identify() knows vLLM, its version and its adapters", () =>
  withServer(ROUTES.vllm, async ({ base }) => {
    assert.deepEqual(await identify(base, fetch), {
      ...{ kind: "vllm", name: "vLLM", version: "0.32.0", baseUrl: base, state: "ready" },
      models: [{ id: "qwen", contextTokens: 32768 }, { id: "qwen-sql" }],
    });
  }));

Deno.test("identify() knows SGLang, by its old route too, and never asks for its health", async () => {
  const { "/server_info": info, ...others } = ROUTES.sglang;
  for (const path of ["/server_info", "/get_server_info"]) {
    await withServer({ ...others, [path]: info }, async ({ base, seen }) => {
      const found = await identify(base, fetch);
      assert.deepEqual([found?.kind, found?.version], ["sglang", "0.5.15"], path);
      assert.deepEqual(found?.models, [{ id: "qwen", contextTokens: 16384 }]);
      assert.ok(!seen.some((request) => request.includes("health")), seen.join());
    });
  }
});

Deno.test("identify() names servers without a plugin of their own", async () => {
  const rows:
    readonly (readonly [routes: Record<string, Route>, name: string, version: string | undefined])[] = [
      [ROUTES.ollama, "Ollama", "0.12.3"],
      [ROUTES.lmStudio, "LM Studio", undefined],
      [ROUTES.kobold, "KoboldCpp", "1.98"],
      [ROUTES.tgi, "Text Generation Inference", "3.3.4"],
      [ROUTES.jan, "Jan", undefined],
      [ROUTES.webui, "text-generation-webui", undefined],
      [{ "/v1/models": ROUTES.tgi["/v1/models"] }, "OpenAI-compatible server", undefined],
    ];
  for (const [routes, name, version] of rows) {
    await withServer(routes, async ({ base, seen }) => {
      const found = await identify(base, fetch);
      assert.deepEqual([found?.kind, found?.name, found?.version], ["openai", name, version]);
      assert.ok(seen.every((request) => request.startsWith("GET ")), seen.join());
    });
  }
});

Deno.test("identify() says what LM Studio has loaded a model with", () =>
  withServer(ROUTES.lmStudio, async ({ base }) => {
    assert.deepEqual((await identify(base, fetch))?.models, [
      { id: "qwen3-8b", contextTokens: 8192 },
      { id: "text-embedding-nomic", contextTokens: 2048 },
    ]);
  }));

Deno.test("identify() finds an Ollama without a model", () => {
  const routes = { ...ROUTES.ollama, "/v1/models": { object: "list", data: null } };
  return withServer(routes, async ({ base }) => {
    const found = await identify(base, fetch);
    assert.deepEqual([found?.name, found?.models], ["Ollama", []]);
  });
});

/** A refusal with a header that names the server. */
function refusal(status: number, server: string, body: unknown): () => Response {
  return () => Response.json(body, { status, headers: { server } });
}

Deno.test("identify() knows who wants a key before anything else is told", async () => {
  const bare = { error: "Unauthorized" };
  const llama = { error: { message: "Invalid API Key", type: "authentication_error", code: 401 } };
  const openai = { error: { message: "No API key", type: "invalid_request_error", param: null, code: null } };
  const rows: readonly (readonly [routes: Record<string, Route>, ...(string | undefined)[]])[] = [
    [{ "/v1/models": refusal(401, "llama.cpp", llama) }, "llama_cpp", undefined],
    [
      { "/v1/models": refusal(401, "uvicorn", bare), "/version": { version: "0.32.0" } },
      ...["vllm", "0.32.0"],
    ],
    [
      { "/v1/models": refusal(401, "uvicorn", bare), "/version": refusal(401, "uvicorn", bare) },
      ...["sglang", undefined],
    ],
    [{ "/v1/models": refusal(401, "", openai) }, "openai", undefined],
  ];
  for (const [routes, kind, version] of rows) {
    await withServer(routes, async ({ base, seen }) => {
      const found = await identify(base, fetch);
      assert.deepEqual([found?.kind, found?.version, found?.state, found?.models], [
        ...[kind, version, "locked", []],
      ]);
      assert.ok(!seen.some((request) => request.includes("health")), seen.join());
    });
  }
});

Deno.test("identify() takes no other program for a server that wants a key", async () => {
  const rows = [
    refusal(401, "", { error: "Unauthorized" }), // many an Express program
    refusal(401, "uvicorn", { error: "Unauthorized" }), // and one in Python that has no /version
    refusal(401, "", { status: 401, error: "Unauthorized", path: "/v1/models" }), // Spring
    refusal(401, "", { error: { message: "log in first" } }),
    refusal(401, "", { error: { message: "log in first", type: "auth" } }),
    refusal(401, "", { error: { message: "log in first", code: 401 } }),
    refusal(403, "AirTunes/845.5.1", {}),
    refusal(404, "", { error: { message: "no route", type: "not_found", code: 404 } }),
    refusal(404, "llama.cpp", {}),
    refusal(503, "nginx", {}),
  ];
  for (const models of rows) {
    await withServer({ "/v1/models": models }, async ({ base }) => {
      assert.equal(await identify(base, fetch), undefined);
    });
  }
  const express = {
    "/v1/models": refusal(401, "", { error: "Unauthorized" }),
    "/version": { version: "1.0.0" },
  };
  await withServer(express, async ({ base }) => assert.equal(await identify(base, fetch), undefined));
});

Deno.test("identify() knows a llama.cpp that reads its model still", () => {
  const body = { error: { message: "Loading model", type: "unavailable_error", code: 503 } };
  return withServer({ "/v1/models": refusal(503, "llama.cpp", body) }, async ({ base }) => {
    assert.deepEqual(await identify(base, fetch), {
      ...{ kind: "llama_cpp", name: "llama.cpp", baseUrl: base, models: [], state: "loading" },
    });
  });
});

Deno.test("identify() takes an address with /v1 or a path, and gives it back as the plugins want it", () => {
  const routes = {
    ...ROUTES.vllm,
    "/llm/v1/models": ROUTES.sglang["/v1/models"],
    "/llm/server_info": ROUTES.sglang["/server_info"],
  };
  return withServer(routes, async ({ base }) => {
    for (const end of ["", "/", "/v1", "/v1/"]) {
      assert.equal((await identify(base + end, fetch))?.baseUrl, base, end);
    }
    const below = await identify(`${base}/llm/v1?x=1`, fetch);
    assert.deepEqual([below?.kind, below?.version, below?.baseUrl], ["sglang", "0.5.15", `${base}/llm`]);
  });
});

Deno.test("identify() asks no other machine", async () => {
  const asked: string[] = [];
  const send = (url: string) => {
    asked.push(url);
    return Promise.resolve(Response.json(ROUTES.vllm["/v1/models"]));
  };
  const addresses = [
    ...["https://api.openai.com/v1", "http://192.168.1.4:8080", "http://127.0.0.1.example.com:8080"],
    ...[
      "http://localhost.example.com",
      "http://notlocalhost",
      "http://[2001:db8::1]:8080",
      "ftp://127.0.0.1",
      "127.0.0.1:8080",
      "",
    ],
  ];
  for (const address of addresses) await assert.rejects(identify(address, send), RangeError, address);
  assert.deepEqual(asked, []);
  for (const address of ["http://localhost:8080", "http://127.1:8080", "http://[::1]:8080"]) {
    assert.ok(await identify(address, send), address);
  }
});

import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { type Call, MazeError, type ProviderError } from "../../../core/kernel/plugin.ts";
import { Wire, type WireOptions } from "../../../plugins/_openai_wire/wire.ts";
import { callNow } from "../../contract/calls.ts";
import { withPluginContext } from "../context.ts";
import { events, head, type RawServer, serveRaw, type Step } from "./raw_server.ts";

const KEY = "MAZE_TEST_WIRE_KEY";
const SECRET = "sk-wire-0123456789";
const timeouts = { connectMs: 5_000, firstTokenMs: 5_000, betweenTokensMs: 5_000 };

interface Asking {
  readonly events: readonly unknown[];
  readonly error: ProviderError | undefined;
}

/** What a wire makes of a server that takes these steps. */
async function asked(
  steps: readonly Step[],
  options: Partial<WireOptions> = {},
  look: (server: RawServer) => void = () => {},
): Promise<Asking> {
  const told: unknown[] = [];
  let error: ProviderError | undefined;
  await using server = serveRaw(() => steps);
  await withPluginContext(async (context) => {
    const wire = new Wire(
      { baseUrl: server.url, apiKeyEnv: "", timeouts, concurrency: 2, ...options },
      context,
    );
    try {
      for await (const event of wire.stream("/v1/chat/completions", { model: "m" }, callNow())) {
        told.push(event);
      }
    } catch (thrown) {
      error = thrown as ProviderError;
    }
  });
  look(server);
  return { events: told, error };
}

async function faultOf(steps: readonly Step[], options: Partial<WireOptions> = {}): Promise<ProviderError> {
  const { error } = await asked(steps, options);
  assert.equal(error?.name, "ProviderError", String(error));
  return error ?? assert.fail();
}

Deno.test("Wire reads events, skips comments and names of events, and ends at [DONE] or the end", async () => {
  const body = `: ping\n\nevent: x\n${events({ a: 1 })}\r\n: more\n\n${events({ b: "é" })}`;
  for (const end of [events("[DONE]"), ""]) {
    const { events: told, error } = await asked([{ send: head() }, { send: body + end }]);
    assert.deepEqual({ told, error }, { told: [{ a: 1 }, { b: "é" }], error: undefined });
  }
});

Deno.test("Wire puts characters together that come in halves", async () => {
  const bytes = new TextEncoder().encode(head() + events({ text: "é𝄞" }));
  const steps = Array.from(bytes, (byte): Step => ({ send: new Uint8Array([byte]) }));
  assert.deepEqual((await asked(steps)).events, [{ text: "é𝄞" }]);
});

Deno.test("Wire sends JSON and the key, and nothing about the machine", async () => {
  Deno.env.set(KEY, SECRET);
  try {
    await asked([{ send: head() + events("[DONE]") }], { apiKeyEnv: KEY }, (server) => {
      const [{ head: said, body } = assert.fail()] = server.asked;
      const names = said.split("\r\n").slice(1).map((line) => line.split(":")[0]?.toLowerCase()).sort();
      assert.match(said, /^POST \/v1\/chat\/completions HTTP/);
      assert.match(said, new RegExp(`^authorization: Bearer ${SECRET}`, "im"));
      assert.deepEqual(JSON.parse(body), { model: "m" });
      assert.deepEqual(names, [
        ...["accept", "accept-encoding", "accept-language", "authorization", "content-length"],
        ...["content-type", "host", "user-agent"],
      ]);
      assert.match(said, /^user-agent: Deno\//im); // fetch itself adds that
    });
  } finally {
    Deno.env.delete(KEY);
  }
});

Deno.test("Wire sends no key where none is named, and refuses to ask where the variable is empty", async () => {
  await asked([{ send: head() + events("[DONE]") }], {}, (server) => {
    assert.doesNotMatch(server.asked[0]?.head ?? assert.fail(), /authorization/i);
  });
  const { error } = await asked(
    [],
    { apiKeyEnv: "MAZE_TEST_NOT_SET" },
    ({ asked }) => assert.equal(asked.length, 0),
  );
  assert.equal(error?.code, "provider/key");
  assert.match(error?.message ?? "", /MAZE_TEST_NOT_SET holds no key$/);
});

const json = { "content-type": "application/json" };
const REFUSALS:
  readonly (readonly [what: string, status: number, body: string, code: string, isRetryable: boolean])[] = [
    ["a wrong key", 401, '{"error":"Unauthorized"}', "provider/key", false],
    ["no right", 403, '{"error":{"message":"not yours","type":"permission_error"}}', "provider/key", false],
    [
      "an unknown model",
      404,
      '{"error":{"message":"The model `x` does not exist","code":"model_not_found"}}',
      "provider/model",
      false,
    ],
    ["an unknown path", 404, '{"detail":"Not Found"}', "provider/path", false],
    ["a redirect", 302, "", "provider/path", false],
    ["a timeout", 408, "", "provider/refused", true],
    ["a conflict", 409, "", "provider/refused", true],
    [
      "what it can not read",
      422,
      '{"detail":[{"loc":["body"],"msg":"field required"}]}',
      "provider/refused",
      false,
    ],
    [
      "too many requests",
      429,
      '{"error":{"message":"slow down","code":"rate_limit_exceeded"}}',
      "provider/rate",
      true,
    ],
    ["no credit", 429, '{"error":{"message":"pay","code":"insufficient_quota"}}', "provider/quota", false],
    ["a fault of its own", 500, "oops", "provider/server", true],
    [
      "a fault in a grammar",
      500,
      '{"error":{"code":500,"message":"failed to parse grammar"}}',
      "provider/server",
      false,
    ],
    ["what it does not have", 501, '{"error":{"message":"no FIM tokens"}}', "provider/missing", false],
    ["a page of a proxy", 502, "<html><title>502 Bad Gateway</title>", "provider/server", true],
    [
      "a model that loads",
      503,
      '{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}',
      "provider/server",
      true,
    ],
    [
      "a long prompt (llama.cpp)",
      400,
      '{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}',
      "provider/context",
      false,
    ],
    [
      "a long prompt (vLLM)",
      400,
      `{"error":{"message":"This model's maximum context length is 2048 tokens","code":400}}`,
      "provider/context",
      false,
    ],
    [
      "a long prompt (SGLang)",
      400,
      '{"object":"error","message":"The input (9 tokens) is longer than the model\'s context length (8 tokens).","code":400}',
      "provider/context",
      false,
    ],
  ];

for (const [what, status, body, code, isRetryable] of REFUSALS) {
  Deno.test(`Wire names ${what}: ${code}`, async () => {
    const fault = await faultOf([{ send: head(status, json) + body }]);
    assert.deepEqual([fault.code, fault.status, fault.isRetryable], [code, status, isRetryable]);
  });
}

Deno.test("Wire tells what the server said, on one line, and where", async () => {
  const page = await faultOf([{
    send: head(502, { "content-type": "text/html" }) + "<html><title>Bad\nGateway</title>",
  }]);
  assert.match(
    page.message,
    /^Cannot ask "http:\/\/127\.0\.0\.1:\d+\/v1\/chat\/completions": it answers with a page: Bad Gateway \(502\)$/,
  );
  const flat = await faultOf([{
    send: head(400, json) + '{"object":"error","message":"no such thing","code":400}',
  }]);
  assert.match(flat.message, /: no such thing \(400\)$/);
});

Deno.test("Wire hears how long to wait, in three ways", async () => {
  const waits = async (headers: Record<string, string>) =>
    (await faultOf([{ send: head(429, { ...json, ...headers }) + "{}" }])).retryAfterMs;
  assert.equal(await waits({ "retry-after": "2" }), 2000);
  assert.equal(await waits({ "retry-after-ms": "150", "retry-after": "2" }), 150);
  const dated = await waits({ "retry-after": new Date(Date.now() + 60_000).toUTCString() }) ?? 0;
  assert.ok(dated > 50_000 && dated <= 60_000, String(dated));
  assert.equal(await waits({ "retry-after": "soon" }), undefined);
  const not = await faultOf([{ send: head(500, { ...json, "x-should-retry": "false" }) }]);
  assert.equal(not.isRetryable, false);
});

Deno.test("Wire finds a fault in the middle of a stream, whatever its shape", async () => {
  const faults = [
    { error: { message: "out of memory", type: "server_error", code: 500 } },
    { object: "error", message: "out of memory", code: 500 },
    { error: "out of memory" },
  ];
  for (const fault of faults) {
    const { events: told, error } = await asked([{ send: head() + events({ a: 1 }, fault, "[DONE]") }]);
    assert.deepEqual(told, [{ a: 1 }]);
    assert.match(error?.message ?? "", /out of memory \(500\)$/);
  }
});

Deno.test("Wire names what is no stream of events", async () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [head(200, json), '{"error":{"message":"no model is loaded"}}', /no model is loaded/],
    [head(200, { "content-type": "text/html" }), "<html><title>Welcome</title>", /a page: Welcome/],
    [head(200, json), '{"choices":[]}', /application\/json, not with a stream/],
    [head(), events("{broken"), /no JSON/],
    [head(), events("17"), /no object/],
  ];
  for (const [start, body, message] of cases) {
    assert.match((await faultOf([{ send: start + body }])).message, message);
  }
});

Deno.test("Wire gives up where nobody listens, and says what to do", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const baseUrl = `http://127.0.0.1:${listener.addr.port}`;
  listener.close();
  const fault = await faultOf([], { baseUrl });
  assert.deepEqual([fault.code, fault.isRetryable], ["provider/unreachable", false]);
  assert.match(fault.hint ?? "", /maze doctor/);
});

Deno.test("Wire passes on what its context refuses, as it is", async () => {
  const refusal = new MazeError("Cannot permit net: no", { code: "permission/denied" });
  await withPluginContext(async (context) => {
    const denied = { ...context, fetch: () => Promise.reject(refusal) };
    const wire = new Wire({ baseUrl: "http://x", apiKeyEnv: "", timeouts, concurrency: 1 }, denied);
    await assert.rejects(Array.fromAsync(wire.stream("/v1/completions", {}, callNow())), refusal);
    await assert.rejects(wire.get("/v1/models", callNow()), refusal);
  });
});

Deno.test("Wire may try again where a connection breaks before or in an answer", async () => {
  const before = await faultOf([]);
  assert.deepEqual([before.code, before.isRetryable], ["provider/connection", true]);
  const cut = head(200, { "content-length": "1000" }) + events({ a: 1 });
  const { events: told, error } = await asked([{ send: cut }]);
  assert.deepEqual([told, error?.code, error?.isRetryable], [[{ a: 1 }], "provider/connection", true]);
});

Deno.test("Wire waits for a first piece and for each next one, and no longer", async () => {
  const quick = { ...timeouts, firstTokenMs: 100, betweenTokensMs: 100 };
  for (const start of [[], [{ send: head() }], [{ send: head() + ": ping\n\n" }]]) {
    const fault = await faultOf([...start, "hang"], { timeouts: quick });
    assert.deepEqual([fault.code, fault.isRetryable], ["provider/timeout", true]);
  }
  const { events: told, error } = await asked([{ send: head() + events({ a: 1 }) }, "hang"], {
    timeouts: quick,
  });
  assert.deepEqual([told, error?.code], [[{ a: 1 }], "provider/timeout"]);
  assert.match(error?.message ?? "", /nothing more came within 100 ms$/);
});

Deno.test("Wire reads no line without an end into memory, and no endless refusal", async () => {
  const flood = "x".repeat(65_536);
  assert.match((await faultOf([{ send: head() + "data: " }, { flood }])).message, /a line without an end$/);
  assert.equal((await faultOf([{ send: head(500) }, { flood }])).status, 500);
});

Deno.test("Wire closes the connection when the loop is left, and when nobody wants the answer", async () => {
  for (const how of ["break", "abort"] as const) {
    await using server = serveRaw(() => [{ send: head() + events({ a: 1 }) }, "hang"]);
    await withPluginContext(async (context) => {
      const wire = new Wire({ baseUrl: server.url, apiKeyEnv: "", timeouts, concurrency: 1 }, context);
      const control = new AbortController();
      const call: Call = { signal: control.signal, deadline: performance.now() + 60_000 };
      const reading = (async () => {
        for await (const _event of wire.stream("/completion", {}, call)) {
          if (how === "break") break;
          control.abort(new Error("left"));
        }
      })();
      if (how === "abort") await assert.rejects(reading, { message: "left" });
      else await reading;
      for (let waited = 0; server.open > 0 && waited < 100; waited++) await delay(20);
      assert.equal(server.open, 0, how);
    });
  }
});

Deno.test("Wire asks as many at a time as it may, and the next when one is done", async () => {
  await using server = serveRaw(() => [{ waitMs: 50 }, { send: head() + events({ a: 1 }) }]);
  await withPluginContext(async (context) => {
    const wire = new Wire({ baseUrl: server.url, apiKeyEnv: "", timeouts, concurrency: 2 }, context);
    let most = 0;
    const ask = () => Array.fromAsync(wire.stream("/completion", {}, callNow()));
    const all = Promise.all(Array.from({ length: 5 }, ask));
    const watching = setInterval(() => most = Math.max(most, server.open), 5);
    assert.equal((await all).flat().length, 5);
    clearInterval(watching);
    assert.ok(most <= 2, String(most));
  });
});

Deno.test("Wire asks short questions", async () => {
  await using server = serveRaw((
    { head: said },
  ) => [{ send: head(200, json) + JSON.stringify({ said: said.split(" ")[0] }) }]);
  await withPluginContext(async (context) => {
    const wire = new Wire({ baseUrl: `${server.url}/v1/`, apiKeyEnv: "", timeouts, concurrency: 1 }, context);
    assert.deepEqual(await wire.get("/v1/models", callNow()), { said: "GET" });
    assert.deepEqual(await wire.post("/tokenize", { content: "x" }, callNow()), { said: "POST" });
    assert.equal(server.asked[1]?.body, '{"content":"x"}');
  });
});

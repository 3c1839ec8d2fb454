import assert from "node:assert/strict";
import fc from "fast-check";
import { identify } from "../../../plugins/_servers/identify.ts";
import { freePort, ROUTES, withBytes, withServer } from "./fakes.ts";

/** How long an address took to be known for nothing, in milliseconds. */
async function timeOf(base: string, answerMs: number): Promise<number> {
  const start = performance.now();
  assert.equal(await identify(base, fetch, { answerMs }), undefined);
  return performance.now() - start;
}

Deno.test("identify() finds nothing where nothing listens, at once", async () => {
  assert.ok(await timeOf(`http://127.0.0.1:${freePort()}`, 5000) < 1000);
});

const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const rubbish: Readonly<Record<string, string>> = {
  "another protocol": "SSH-2.0-OpenSSH_9.6\r\n",
  "nothing at all": "",
  "half a head": "HTTP/1.1 200 OK\r\ncontent-le",
  "half a body": `${head}content-length: 4000\r\n\r\n{"object":"list","data":[{"id":"m","object":"mod`,
  "a body of another length": `${head}content-length: 20\r\n\r\n{"object":"list","data":[]}`,
  "no JSON": `${head}content-length: 4\r\n\r\n{"a"`,
  "no text": `${head}content-length: 4\r\n\r\n\u00ff\u00fe\u0000`,
  "broken chunks": `${head}transfer-encoding: chunked\r\n\r\nzz\r\n`,
  "a strange status": "HTTP/1.1 999 What\r\ncontent-length: 0\r\n\r\n",
  "an early hint and no more": "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n",
};
for (const [name, text] of Object.entries(rubbish)) {
  Deno.test(`identify() finds nothing in ${name}`, () =>
    withBytes(text, async ({ base }) => {
      assert.ok(await timeOf(base, 2000) < 1900);
    }));
}

Deno.test("identify() believes JSON whatever its type is said to be", () => {
  const text = JSON.stringify(ROUTES.vllm["/v1/models"]);
  const models = () => new Response(text, { headers: { "content-type": "text/html" } });
  return withServer({ ...ROUTES.vllm, "/v1/models": models }, async ({ base }) => {
    assert.equal((await identify(base, fetch))?.version, "0.32.0");
  });
});

Deno.test("identify() finds nothing in other programs of the web", async () => {
  const pages = [
    () => new Response("<!doctype html><title>Vite</title>", { headers: { "content-type": "text/html" } }),
    { data: [{ id: "1", type: "models" }] }, // JSON:API
    { object: "list", data: { id: "m" } },
    ...[[], "list", 3, null],
  ];
  for (const page of pages) {
    await withServer({ "/v1/models": page }, async ({ base, seen }) => {
      assert.equal(await identify(base, fetch), undefined);
      assert.deepEqual(seen, ["GET /v1/models"]);
    });
  }
});

Deno.test("identify() follows no redirect", () =>
  withServer(ROUTES.vllm, (target) => {
    const models = () => Response.redirect(`${target.base}/v1/models`);
    return withServer({ "/v1/models": models }, async ({ base }) => {
      assert.equal(await identify(base, fetch), undefined);
      assert.deepEqual(target.seen, []);
    });
  }));

Deno.test("identify() gives up on a server that accepts and says nothing", () =>
  withBytes(undefined, async ({ base }) => {
    const elapsedMs = await timeOf(base, 100);
    assert.ok(elapsedMs >= 90 && elapsedMs < 1000, String(elapsedMs));
  }));

/** A JSON list without an end; says how much of it was taken. */
function endless(pauseMs: number): { readonly response: Response; takenBytes(): number; isEnded(): boolean } {
  let [takenBytes, isEnded] = [0, false];
  let pause: ReturnType<typeof setTimeout> | undefined;
  const chunk = new TextEncoder().encode(" ".repeat(10_000));
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (pauseMs > 0) await new Promise((resolve) => pause = setTimeout(resolve, pauseMs));
      takenBytes += chunk.length;
      controller.enqueue(chunk);
    },
    cancel() {
      isEnded = true;
      clearTimeout(pause);
    },
  });
  return { response: new Response(body), takenBytes: () => takenBytes, isEnded: () => isEnded };
}

Deno.test("identify() reads no more than 1 MiB of an answer, and ends it", async () => {
  const { response, takenBytes, isEnded } = endless(0);
  assert.equal(await identify("http://localhost:1", () => Promise.resolve(response)), undefined);
  assert.ok(isEnded() && takenBytes() < 1_100_000, String(takenBytes()));
});

Deno.test("identify() gives up on a server that goes on and on", () => {
  const models = () => endless(20).response;
  return withServer({ "/v1/models": models }, async ({ base }) => {
    assert.ok(await timeOf(base, 100) < 1000);
  });
});

Deno.test("identify() tells a model server though it tells its version too late", () => {
  const late = () => new Response(new ReadableStream({ start() {} }));
  return withServer({ ...ROUTES.vllm, "/version": late }, async ({ base }) => {
    const found = await identify(base, fetch, { answerMs: 200 });
    assert.deepEqual([found?.kind, found?.version], ["vllm", undefined]);
  });
});

Deno.test("identify() stops when it is told to, and throws why", () =>
  withBytes(undefined, async ({ base }) => {
    const controller = new AbortController();
    const asked = identify(base, fetch, { answerMs: 60_000, signal: controller.signal });
    controller.abort(new RangeError("enough"));
    await assert.rejects(asked, /enough/);
  }));

Deno.test("identify() takes no fault that comes of its end for an empty port", async () => {
  const controller = new AbortController();
  const send = () => {
    controller.abort(new Error("enough"));
    return Promise.reject(new TypeError("no connection"));
  };
  await assert.rejects(identify("http://localhost:1", send, { signal: controller.signal }), /enough/);
});

Deno.test("identify() does not hide what the caller's fetch refuses", async () => {
  const refuse = () => Promise.reject(new Deno.errors.NotCapable("net"));
  await assert.rejects(identify("http://localhost:1", refuse), Deno.errors.NotCapable);
});

Deno.test("identify() shows no name or version that is not plain text", () => {
  const data = ["good", "\u001b[2Jclear", "a\nb", "\u202eevil", "\ud800", " ", "x".repeat(2000), 7, null].map(
    (
      id,
    ) => ({ id, object: "model", owned_by: "vllm", max_model_len: -1 }),
  );
  const answers: Record<string, unknown> = {
    "/v1/models": { object: "list", data },
    "/version": { version: "1\u0007" },
  };
  const send = (url: string) => Promise.resolve(Response.json(answers[new URL(url).pathname]));
  return identify("http://localhost:1", send).then((found) => {
    assert.deepEqual([found?.version, found?.models], [undefined, [{ id: "good" }]]);
  });
});

Deno.test("identify() takes any answers, and comes to a server or to nothing", async () => {
  const word = fc.constantFrom(
    "llamacpp",
    "vllm",
    "sglang",
    "library",
    "list",
    "model",
    "m",
    "",
    "Unauthorized",
  );
  const name = fc.constantFrom(
    ...["object", "data", "id", "owned_by", "meta", "n_ctx", "aliases", "error", "message", "type", "code"],
    ...["version", "build_info", "result", "info", "title", "default_generation_settings", "lora_names"],
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      word,
      fc.integer(),
      fc.constant(null),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(name, tie("tree"), { maxKeys: 4 }),
    ),
  }));
  const model = fc.dictionary(name, tree, { maxKeys: 4 });
  const list = fc.record({ object: fc.constant("list"), data: fc.array(model, { maxLength: 3 }) });
  const answer = fc.record({
    body: fc.oneof(tree, list),
    status: fc.constantFrom(200, 200, 401, 404, 503),
    server: fc.constantFrom("llama.cpp", "uvicorn", "nginx"),
  });
  const property = fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 8 }), async (answers) => {
    let at = 0;
    const found = await identify("http://localhost:1", () => {
      const { body, status, server } = answers[at++ % answers.length] ??
        { body: null, status: 404, server: "" };
      return Promise.resolve(Response.json(body, { status, headers: { server } }));
    });
    if (found === undefined) return;
    assert.equal(found.baseUrl, "http://localhost:1");
    assert.ok(found.state === "ready" || found.models.length === 0);
    for (const { id, contextTokens = 1 } of found.models) assert.ok(id !== "" && contextTokens > 0);
  });
  await fc.assert(property, { numRuns: 300 });
});

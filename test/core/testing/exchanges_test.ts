import assert from "node:assert/strict";
import { compareExchanges } from "../../../core/testing/compare.ts";
import { openExchanges } from "../../../core/testing/exchanges.ts";

/** Records work against a server, and gives the text of the recording and a file that holds it. */
async function recorded(
  answer: (request: Request) => Response | Promise<Response>,
  work: (fetch: typeof globalThis.fetch, url: string) => Promise<void>,
  redact?: (text: string) => string,
): Promise<string> {
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, answer);
  const file = await Deno.makeTempFile();
  try {
    {
      await using recording = await openExchanges({ file, mode: "record", ...(redact ? { redact } : {}) });
      await work(recording.fetch, `http://127.0.0.1:${server.addr.port}`);
    }
    return await Deno.readTextFile(file);
  } finally {
    await Deno.remove(file);
  }
}

async function replayed(
  text: string,
  work: (fetch: typeof globalThis.fetch) => Promise<void>,
  isTimed = false,
): Promise<void> {
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, text);
    await using played = await openExchanges({ file, mode: "replay", isTimed });
    await work(played.fetch);
  } finally {
    await Deno.remove(file);
  }
}

function slowly(): Response {
  async function* spoken() {
    for (const word of ["one ", "two ", "é"]) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      yield new TextEncoder().encode(word);
    }
  }
  return new Response(ReadableStream.from(spoken()), { headers: { "content-type": "text/event-stream" } });
}

const ask = (fetch: typeof globalThis.fetch, url: string, body: unknown) =>
  fetch(`${url}/v1/x?y=1`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { authorization: "Bearer sk-0123456789", "content-type": "application/json" },
  });

Deno.test("openExchanges() plays what a server said, for any host, whatever the order of names", async () => {
  const text = await recorded(slowly, async (fetch, url) => {
    assert.equal(await (await ask(fetch, url, { a: 1, b: [2] })).text(), "one two é");
  });
  await replayed(text, async (fetch) => {
    const response = await ask(fetch, "https://elsewhere.example", { b: [2], a: 1 });
    assert.equal(response.headers.get("content-type"), "text/event-stream");
    assert.equal(await response.text(), "one two é");
  });
});

Deno.test("openExchanges() keeps pieces with their times, and plays them at once or in time", async () => {
  const text = await recorded(slowly, async (fetch, url) => void await (await ask(fetch, url, {})).text());
  const { pieces } = JSON.parse(text);
  assert.equal(pieces.length, 3);
  assert.ok(pieces[2][0] >= 100, String(pieces));
  for (const isTimed of [true, false]) {
    await replayed(text, async (fetch) => {
      const start = performance.now();
      await (await ask(fetch, "http://x", {})).text();
      assert.equal(performance.now() - start >= 100, isTimed);
    }, isTimed);
  }
});

Deno.test("openExchanges() keeps no host, no key, no header, and what is redacted neither", async () => {
  const text = await recorded(
    () => Response.json({ echo: "sk-0123456789" }, { status: 401, headers: { "x-request-id": "r-1" } }),
    async (fetch, url) => void await (await ask(fetch, url, { a: 1 })).text(),
    (line) => line.replaceAll("sk-0123456789", "[redacted]"),
  );
  assert.doesNotMatch(text, /127\.0\.0\.1|sk-0|Bearer|r-1|authorization/i);
  assert.equal(JSON.parse(text).status, 401);
});

Deno.test("openExchanges() answers the same request in the order of the recording, then as the last time", async () => {
  let count = 0;
  const text = await recorded(() => new Response(`${count++}`), async (fetch, url) => {
    for (let time = 0; time < 2; time++) await (await ask(fetch, url, {})).text();
  });
  await replayed(text, async (fetch) => {
    const told: string[] = [];
    for (let time = 0; time < 3; time++) told.push(await (await ask(fetch, "http://x", {})).text());
    assert.deepEqual(told, ["0", "1", "1"]);
  });
});

Deno.test("openExchanges() refuses loudly what is not in the recording, naming the nearest", async () => {
  const text = await recorded(() => new Response("x"), async (fetch, url) => {
    await (await ask(fetch, url, { model: "m", stop: ["a"] })).text();
  });
  await replayed(text, async (fetch) => {
    await assert.rejects(
      ask(fetch, "http://x", { model: "m", stop: ["b"] }),
      (error: { code: string; hint: string }) => {
        assert.equal(error.code, "replay/missing");
        assert.match(
          error.hint,
          /:1: there …\{"model":"m","stop":\["a"\]\}…, asked …\{"model":"m","stop":\["b"\]\}…/,
        );
        return true;
      },
    );
    await assert.rejects(fetch("http://x/none"), { code: "replay/missing", message: /GET \/none/ });
  });
});

Deno.test("openExchanges() refuses a file that is no recording, naming the line", async () => {
  await assert.rejects(replayed('{"hash":"h"}\n', () => Promise.resolve()), {
    code: "replay/broken",
    message: /:1: /,
  });
});

Deno.test("compareExchanges() tells requests that came, that went, and answers that changed; times do not count", () => {
  const line = (path: string, text: string, status = 200, at = 1) =>
    JSON.stringify({ hash: path, method: "GET", path, body: null, status, type: "t", pieces: [[at, text]] }) +
    "\n";
  assert.deepEqual(compareExchanges(line("/a", "x"), line("/a", "x", 200, 99)), []);
  const changes = compareExchanges(
    line("/a", "x") + line("/b", "y") + line("/d", "z"),
    line("/a", "x2") + line("/c", "y") + line("/d", "z", 500),
  );
  assert.deepEqual(changes.map(({ kind, request, before, after }) => [kind, request, before, after]), [
    ["answered", "GET /a", "x", "x2"],
    ["left", "GET /b", "", ""],
    ["answered", "GET /d", "z", "500 t z"],
    ["asked", "GET /c", "", ""],
  ]);
});

Deno.test("openExchanges() keeps of a body what it is told to, asks with all of it, and tells requests apart by that", async () => {
  const file = await Deno.makeTempFile();
  const kept = (body: unknown) => ({ key: Object(body).key });
  const bodies: unknown[] = [];
  try {
    {
      await using server = Deno.serve(
        { port: 0, hostname: "127.0.0.1", onListen: () => {} },
        async (request) => {
          bodies.push(await request.json());
          return new Response("said");
        },
      );
      await using recording = await openExchanges({ file, mode: "record", kept });
      const url = `http://127.0.0.1:${server.addr.port}`;
      await (await ask(recording.fetch, url, { key: 1, long: "secret text" })).text();
    }
    assert.deepEqual(bodies, [{ key: 1, long: "secret text" }]);
    assert.ok(!(await Deno.readTextFile(file)).includes("secret text"));
    await using played = await openExchanges({ file, mode: "replay", kept });
    assert.equal(
      await (await ask(played.fetch, "http://a.example", { key: 1, long: "other" })).text(),
      "said",
    );
    await assert.rejects(ask(played.fetch, "http://a.example", { key: 2 }), { code: "replay/missing" });
  } finally {
    await Deno.remove(file);
  }
});

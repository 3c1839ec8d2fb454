import assert from "node:assert/strict";
import { findServers, USUAL_PORTS } from "../../../plugins/_servers/find.ts";
import { freePort, ROUTES, withBytes, withServer } from "./fakes.ts";

Deno.test("findServers() finds all at once, in the order of the ports", () =>
  withServer(ROUTES.ollama, (ollama) =>
    withServer(ROUTES.vllm, (vllm) =>
      withServer({}, async (nothing) => {
        const ports = [vllm.port, freePort(), nothing.port, ollama.port];
        for (const order of [ports, ports.toReversed()]) {
          const found = await findServers(fetch, { ports: order });
          const names = order === ports ? ["vLLM", "Ollama"] : ["Ollama", "vLLM"];
          assert.deepEqual(found.map(({ name }) => name), names);
        }
      }))));

Deno.test("findServers() asks ::1 where 127.0.0.1 refuses", () =>
  withServer(ROUTES.vllm, async ({ port }) => {
    const [found] = await findServers(fetch, { ports: [port] });
    assert.deepEqual([found?.kind, found?.baseUrl], ["vllm", `http://[::1]:${port}`]);
  }, { hostname: "::1" }));

Deno.test("findServers() leaves ::1 alone where 127.0.0.1 answers, whatever it says", () =>
  withServer({}, ({ port }) =>
    withServer(ROUTES.vllm, async ({ seen }) => {
      assert.deepEqual(await findServers(fetch, { ports: [port] }), []);
      assert.deepEqual(seen, []);
    }, { hostname: "::1", port })));

Deno.test("findServers() leaves ::1 alone where 127.0.0.1 says half a thing, or nothing in time", async () => {
  for (const text of ["HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{", undefined]) {
    await withBytes(text, ({ port }) =>
      withServer(ROUTES.vllm, async ({ seen }) => {
        assert.deepEqual(await findServers(fetch, { ports: [port], answerMs: 200 }), []);
        assert.deepEqual(seen, []);
      }, { hostname: "::1", port }));
  }
});

Deno.test("findServers() waits for silent ports side by side", () =>
  withBytes(undefined, (one) =>
    withBytes(undefined, async (other) => {
      const start = performance.now();
      assert.deepEqual(await findServers(fetch, { ports: [one.port, other.port], answerMs: 300 }), []);
      const elapsedMs = performance.now() - start;
      assert.ok(elapsedMs < 580, String(elapsedMs));
    })));

Deno.test("findServers() asks the usual ports of this machine and nobody else, by GET, without a key", async () => {
  const asked: string[] = [];
  await findServers((url, init) => {
    asked.push(url);
    assert.deepEqual([init.method ?? "GET", init.body, init.redirect], ["GET", undefined, "manual"]);
    assert.deepEqual(init.headers, { accept: "application/json" });
    return Promise.reject(new TypeError("refused"));
  });
  const wanted = USUAL_PORTS.flatMap((port) =>
    ["127.0.0.1", "[::1]"].map((host) => `http://${host}:${port}`)
  );
  assert.deepEqual(asked.sort(), wanted.map((base) => `${base}/v1/models`).sort());
  for (const port of [8080, 8000, 30000, 11434, 1234, 5000, 3000, 5001, 1337]) {
    assert.ok(USUAL_PORTS.includes(port), String(port));
  }
});

Deno.test("findServers() asks nobody again who is known by another name of this machine", () =>
  withServer(ROUTES.vllm, async ({ port, seen }) => {
    const known = [`http://localhost:${port}/v1`, "https://api.openai.com/v1"];
    assert.deepEqual(await findServers(fetch, { ports: [port], except: known }), []);
    assert.deepEqual(seen, []);
    const below = await findServers(fetch, { ports: [port], except: [`http://localhost:${port}/llm`] });
    assert.equal(below.length, 1);
  }));

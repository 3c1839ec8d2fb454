import assert from "node:assert/strict";
import { directFetch } from "../../../cli/servers/direct_fetch.ts";
import { freePort, withBytes, withServer } from "../../plugins/_servers/fakes.ts";

/** What a process with these variables gets from each address. */
async function fetchedBy(env: Readonly<Record<string, string>>, urls: readonly string[]): Promise<unknown> {
  const module = new URL("../../../cli/servers/direct_fetch.ts", import.meta.url).href;
  const code = `import { directFetch } from ${JSON.stringify(module)};
    const before = Deno.env.get("NO_PROXY");
    using direct = directFetch();
    const got = [];
    for (const url of ${JSON.stringify(urls)}) got.push(await (await direct.fetch(url, {})).text());
    console.log(JSON.stringify([...got, before === Deno.env.get("NO_PROXY")]));`;
  const args = ["eval", "--no-check", "--ext=ts", code];
  const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), { args, env }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test("directFetch() passes by the proxy that the environment names, and leaves the environment as it was", () =>
  withServer({}, (proxy) =>
    withServer({ "/x": "direct" }, async ({ base, port }) => {
      const urls = [`${base}/x`, `http://localhost:${port}/x`];
      for (const noProxy of [{}, { NO_PROXY: "example.com" }, { NO_PROXY: "" }]) {
        const env = { HTTP_PROXY: proxy.base, http_proxy: proxy.base, ALL_PROXY: proxy.base, ...noProxy };
        assert.deepEqual(await fetchedBy(env, urls), ['"direct"', '"direct"', true]);
      }
      assert.deepEqual(proxy.seen, []);
    })));

Deno.test("directFetch() asks as servers expect it: for the path, not for the whole address", async () => {
  const text = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const asked = (async () => {
    (await listener.accept()).close(); // the one that only tries the port
    using connection = await listener.accept();
    const bytes = new Uint8Array(4096);
    const length = await connection.read(bytes) ?? 0;
    await connection.write(new TextEncoder().encode(text));
    return new TextDecoder().decode(bytes.subarray(0, length));
  })();
  using direct = directFetch();
  await (await direct.fetch(`http://127.0.0.1:${listener.addr.port}/v1/models`, {})).body?.cancel();
  assert.match(await asked, /^GET \/v1\/models HTTP\/1\.1\r\n/);
  listener.close();
});

Deno.test("directFetch() says as fetch does that nothing listens", async () => {
  using direct = directFetch();
  for (const host of ["127.0.0.1", "[::1]", "localhost"]) {
    await assert.rejects(direct.fetch(`http://${host}:${freePort()}`, {}), TypeError, host);
  }
});

Deno.test("directFetch() ends with its signal", () =>
  withBytes(undefined, async ({ base }) => {
    using direct = directFetch();
    const signal = AbortSignal.abort(new RangeError("enough"));
    await assert.rejects(direct.fetch(base, { signal }));
  }));

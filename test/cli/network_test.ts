/**
 * Certificates and proxies, as a user sets them: by variables that count for the whole process.
 *
 * @module
 */

import assert from "node:assert/strict";
import { serveChat } from "./chat_server.ts";
import { inProject, ONE_HOLE } from "./maze_process.ts";

const hasOpenssl = await new Deno.Command("openssl", { args: ["version"], stdout: "null", stderr: "null" })
  .output().then(({ success }) => success, () => false);
const reason = hasOpenssl ? "" : " (ignored: openssl is not installed, so that no certificate can be made)";

/** A certificate for 127.0.0.1, signed by an authority that nobody knows: `authority.pem`. */
async function certificate(folder: string): Promise<{ readonly cert: string; readonly key: string }> {
  const openssl = async (...args: readonly string[]) => {
    const { success, stderr } = await new Deno.Command("openssl", { args: [...args], cwd: folder }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
  };
  const fresh = ["-newkey", "rsa:2048", "-nodes"];
  await openssl(
    "req",
    "-x509",
    ...fresh,
    "-days",
    "2",
    "-subj",
    "/CN=nobody",
    "-keyout",
    "ca.key",
    "-out",
    "authority.pem",
  );
  await openssl("req", ...fresh, "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr");
  await Deno.writeTextFile(`${folder}/names`, "subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n");
  const signed = [
    "-CA",
    "authority.pem",
    "-CAkey",
    "ca.key",
    "-CAcreateserial",
    "-days",
    "2",
    "-extfile",
    "names",
  ];
  await openssl("x509", "-req", "-in", "server.csr", ...signed, "-out", "server.pem");
  const read = (name: string) => Deno.readTextFile(`${folder}/${name}`);
  return { key: await read("server.key"), cert: await read("server.pem") };
}

/** A server behind TLS in front of another one. */
function serveTls(inner: string, secret: { readonly cert: string; readonly key: string }) {
  return Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {}, ...secret }, async (request) => {
    const { pathname } = new URL(request.url);
    const { method, headers } = request;
    const body = method === "POST" ? { body: await request.text() } : {};
    return await fetch(`${inner}${pathname}`, { method, headers, ...body });
  });
}

const config = (url: string) =>
  `plugins = ["typescript", "openai"]\n[options.openai]\nbaseUrl = "${url}"\nsamples = 1\n`;

Deno.test({
  name: `maze fill claims to trust no certificate that nobody signed, unless DENO_CERT names it${reason}`,
  ignore: !hasOpenssl,
  async fn() {
    await using model = serveChat(["```ts\nitem.count\n```"]);
    await inProject(ONE_HOLE, async (project) => {
      const secret = await certificate(project.root);
      await using server = serveTls(model.url, secret);
      await project.write("maze.toml", config(`https://127.0.0.1:${server.addr.port}`));
      const refused = await project.maze("fill", "--trust");
      assert.equal(refused.code, 3);
      assert.match(refused.err, /error\[provider\/tls\].*certificate can not be trusted[^]*hint: DENO_CERT=/);
      assert.equal(model.asked.length, 0);
      const { code, out, err } = await project.with({ DENO_CERT: `${project.root}/authority.pem` }).maze(
        "fill",
        "--trust",
      );
      assert.equal(code, 0, err);
      assert.match(out, /return item\.count;/);
    });
  },
});

Deno.test("maze fill claims to go through the proxy that HTTP_PROXY names, and past it where NO_PROXY says so", async () => {
  await using model = serveChat(["```ts\nitem.count\n```"]);
  const through: string[] = [];
  await using proxy = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const { pathname, host } = new URL(request.url);
    through.push(host);
    const body = request.method === "POST" ? { body: await request.text() } : {};
    return await fetch(`${model.url}${pathname}`, {
      method: request.method,
      headers: request.headers,
      ...body,
    });
  });
  const HTTP_PROXY = `http://127.0.0.1:${proxy.addr.port}`;
  await inProject({ ...ONE_HOLE, "maze.toml": config("http://model.example") }, async (project) => {
    const { code, err } = await project.with({ HTTP_PROXY }).maze("fill", "--trust");
    assert.equal(code, 0, err);
    assert.ok(through.length >= 2 && through.every((host) => host === "model.example"), through.join());
    await project.write("maze.toml", config(model.url));
    const before = through.length;
    assert.equal(
      (await project.with({ HTTP_PROXY, NO_PROXY: "127.0.0.1" }).maze("fill", "--trust", "--fresh")).code,
      0,
    );
    assert.equal(through.length, before);
  });
});

import assert from "node:assert/strict";
import { serveChat } from "./chat_server.ts";
import { inProject, ONE_HOLE } from "./maze_process.ts";

const ANSWER = ["Sure:\n", "```ts\n", "item.", "count\n", "```\n", "That is it."];

/** A config that asks a model alone, or before `synth`. */
function config(url: string, { others = "", more = "" } = {}): string {
  return `plugins = ["typescript", "openai"${others}]\n${more}\n[options.openai]\nbaseUrl = "${url}"\nsamples = 1\n` +
    "price = { input = 1, output = 10 }\n";
}

Deno.test("maze fill claims to fill a hole with what a model answers, and says what it cost", async () => {
  await using server = serveChat(ANSWER);
  await inProject({ ...ONE_HOLE, "maze.toml": config(server.url) }, async ({ maze, read }) => {
    const { code, out, err } = await maze("fill", "--trust", "--write");
    assert.equal(code, 0, err);
    assert.match(out, /120 tokens in, [67] out · cost 0\.0001[89]/);
    assert.match(await read("src/stock.ts"), /return item\.count;/);
    const [, chat] = server.asked;
    assert.equal(chat?.path, "/v1/chat/completions");
    const { messages, model } = JSON.parse(chat?.body ?? "");
    assert.equal(model, "small");
    assert.match(messages.at(-1).content, /the count of the item[^]*export function countOf/);
  });
});

Deno.test("maze fill --show-request claims to show what would be sent, and sends nothing of the project", async () => {
  await using server = serveChat(ANSWER);
  await inProject(
    { ...ONE_HOLE, "maze.toml": config(server.url, { others: ', "synth"' }) },
    async ({ maze }) => {
      const { code, out } = await maze("fill", "--trust", "--show-request");
      assert.equal(code, 0);
      assert.match(
        out,
        /^src\/stock\.ts:9:10 {2}openai\n {2}POST http:\/\/127\.0\.0\.1:\d+\/v1\/chat\/completions\n/,
      );
      assert.match(out, /the count of the item/);
      assert.match(out, /^src\/stock\.ts:9:10 {2}synth {2}sends nothing$/m);
      assert.deepEqual(server.asked.map(({ method, path, body }) => `${method} ${path} ${body}`), [
        "GET /v1/models ",
      ]);
      const { requests } = JSON.parse((await maze("fill", "--trust", "--show-request", "--json")).out);
      const shown = requests[0].sendings[0].body;
      await maze("fill", "--trust");
      assert.deepEqual(JSON.parse(server.asked.at(-1)?.body ?? ""), shown);
    },
  );
});

Deno.test("maze fill claims that synth goes on where a model's answers are wrong, or the server is gone", async () => {
  const wrong = serveChat(["```ts\nitem.size\n```"]);
  await inProject(
    { ...ONE_HOLE, "maze.toml": config(wrong.url, { others: ', "synth"' }) },
    async ({ maze }) => {
      for (const how of ["wrong", "gone"]) {
        if (how === "gone") await wrong[Symbol.asyncDispose]();
        const { code, out, err } = await maze("fill", "--trust", "--fresh");
        assert.equal(code, 0, err);
        assert.match(out, /return item\.count;/, how);
      }
    },
  );
});

Deno.test("maze fill claims that a server without an answer is an error of its own, with the next step", async () => {
  const gone = serveChat([]);
  await gone[Symbol.asyncDispose]();
  await inProject({ ...ONE_HOLE, "maze.toml": config(gone.url) }, async ({ maze }) => {
    const { code, err } = await maze("fill", "--trust");
    assert.equal(code, 3);
    assert.match(
      err,
      /error\[provider\/unreachable\].*nobody listens there[^]*hint: Start the server; `maze doctor`/,
    );
  });
});

Deno.test("maze fill claims to keep to what a hole may cost", async () => {
  await using server = serveChat(ANSWER);
  const more = "[fill]\nmaxTokens = 20\n";
  await inProject(
    { ...ONE_HOLE, "maze.toml": config(server.url, { others: ', "synth"', more }) },
    async ({ maze }) => {
      const { out } = await maze("fill", "--trust", "--json");
      assert.equal(server.asked.filter(({ method }) => method === "POST").length, 0);
      assert.match(out, /openai was not asked: nothing is left to pay it/);
    },
  );
});

Deno.test("maze doctor claims to say what the model can do, and maze fill asks leave for a project's own server", async () => {
  await using server = serveChat(ANSWER);
  await inProject({ ...ONE_HOLE, "maze.toml": config(server.url) }, async ({ maze }) => {
    const refused = await maze("fill");
    assert.equal(refused.code, 3);
    assert.match(refused.err, /talks to server "http:\/\/127\.0\.0\.1:\d+"/);
    assert.equal(server.asked.length, 0);
    assert.equal((await maze("trust")).code, 0);
    const { out } = await maze("doctor");
    assert.match(
      out,
      /model: openai asks "small".*4000 tokens, tokens are estimated, can not go on from written text/,
    );
    assert.match(out, /constraints: openai: schema untried/);
  });
});

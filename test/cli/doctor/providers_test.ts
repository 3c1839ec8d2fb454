import assert from "node:assert/strict";
import type { Capabilities } from "../../../core/code/capabilities.ts";
import type { Maze } from "../../../core/maze.ts";
import { providers } from "../../../cli/doctor/providers.ts";

const CAN: Capabilities = {
  ...{
    model: "smol",
    server: "llama.cpp b9",
    accepts: [{ kind: "regex", state: "proven" }],
    contextTokens: 4096,
  },
  ...{ continuation: "ids", logprobs: 20, infill: false, usage: true, counting: "server", answers: 4 },
};

async function told(more: Partial<Capabilities>): Promise<readonly string[]> {
  const known = [{ name: "llama_cpp", capabilities: { ...CAN, ...more } }, { name: "synth" }];
  const maze: Pick<Maze, "providers"> = { providers: () => Promise.resolve(known) };
  return (await providers(maze)).map(({ what }) => what);
}

Deno.test("providers() says what a model can do, and whether it can be bound to names", async () => {
  const plain =
    'model: llama_cpp asks "smol" at llama.cpp b9, 4096 tokens, tokens are counted by the server, ' +
    "goes on by token ids, tells likelihoods";
  assert.deepEqual(await told({}), [plain, "constraints: llama_cpp: regex proven"]);
  assert.equal((await told({ begins: true }))[0], `${plain}, can be bound to names`);
  assert.equal((await told({ begins: false }))[0], plain);
});

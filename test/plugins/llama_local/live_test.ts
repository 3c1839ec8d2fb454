import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { liveModel } from "./live_model.ts";

const isAsked = Deno.env.get("MAZE_TEST_LLAMA_LOCAL") === "1";
const why = isAsked ? "" : ": MAZE_TEST_LLAMA_LOCAL=1 runs it; it fetches node-llama-cpp, 720 MB";

Deno.test({
  name: `llama_local does with the real library and a small model what live.ts says${why}`,
  ignore: !isAsked,
  async fn() {
    assert.ok(liveModel(), "there is no model: MAZE_TEST_MODEL names one");
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["test", "-A", "--no-lock", "--no-check", fileURLToPath(new URL("./live.ts", import.meta.url))],
      env: { NO_COLOR: "1" },
    }).output();
    const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    assert.equal(code, 0, said);
    assert.match(said, /\d+ passed \| 0 failed/);
  },
});

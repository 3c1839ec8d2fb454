import assert from "node:assert/strict";
import { ROUTES } from "../../plugins/_servers/fakes.ts";
import { inProject, ONE_HOLE } from "../maze_process.ts";
import { networkScript } from "./network.ts";

const VLLM = networkScript({ "127.0.0.1:8000": ROUTES.vllm });

Deno.test("maze init claims to look for model servers, and to write a config that loads whatever it finds", async () => {
  await inProject(ONE_HOLE, async (project) => {
    const looking = project.with({ MAZE_NO_PROBE: "" });
    const { code, out, err } = await looking.mazeAfter(VLLM, "init");
    assert.equal(code, 0, err);
    assert.match(out, /^note: vLLM 0\.32\.0 at http:\/\/127\.0\.0\.1:8000 has 2 models: "qwen", "qwen-sql"/m);
    assert.match((await project.maze("config", "check")).out, /^The config is sound: /);
    assert.doesNotMatch((await project.maze("trust", "--list")).out, /no leave:/, "its own config has leave");
    const again = await looking.mazeAfter(VLLM, "init");
    assert.doesNotMatch(again.out, /vLLM/, "a config that is there is not made anew");
  });
});

Deno.test("maze init claims to ask nobody where MAZE_NO_PROBE is set, and in CI only with --probe", async () => {
  const rows = [
    [{ MAZE_NO_PROBE: "1" }, [], false],
    [{ MAZE_NO_PROBE: "1" }, ["--probe"], false],
    [{ MAZE_NO_PROBE: "", CI: "true" }, [], false],
    [{ MAZE_NO_PROBE: "", CI: "true" }, ["--probe"], true],
  ] as const;
  for (const [environment, flags, isFound] of rows) {
    await inProject(ONE_HOLE, async (project) => {
      const { out } = await project.with(environment).mazeAfter(VLLM, "init", ...flags);
      assert.equal(/vLLM/.test(out), isFound, `${JSON.stringify(environment)} ${flags}`);
    });
  }
});

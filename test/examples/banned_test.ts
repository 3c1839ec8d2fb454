import assert from "node:assert/strict";
import { createMaze, type PluginUse } from "@maze/maze";
import { isolated } from "@maze/maze/isolated";
import banned from "../../examples/plugins/banned/mod.ts";
import manifest from "../../examples/plugins/banned/manifest.json" with { type: "json" };
import { bannedCalls } from "../../examples/plugins/banned/calls.ts";
import typescript from "../../plugins/typescript/mod.ts";
import { inProject } from "../cli/maze_process.ts";
import { manifestOf } from "../plugins/manifest_of.ts";

const MODULE = new URL("../../examples/plugins/banned/mod.ts", import.meta.url);
const FILES = {
  "tsconfig.json": '{ "compilerOptions": { "strict": true, "noEmit": true } }',
  "a.ts": 'export const old: unknown = eval("1");\nexport const size = 2;\n',
};

/** Where the plugin runs. */
const WAYS: Readonly<Record<string, PluginUse["plugin"]>> = {
  "in process": banned,
  isolated: isolated({ specifier: MODULE.href, manifest }),
};

Deno.test("examples/plugins/banned/manifest.json says what its module says", () => {
  assert.deepEqual(manifest, manifestOf(banned));
});

Deno.test("bannedCalls() finds calls and nothing that only looks like one", () => {
  const names = ["eval", "Math.random"];
  const found = (text: string) => bannedCalls(text, names).map(({ name }) => name);
  assert.deepEqual(found("a(eval (b), Math.random())"), ["eval", "Math.random"]);
  assert.deepEqual(
    found('evaluate(); x.eval(); eval; "eval(1)"; // eval(1)\n/* eval(1) */ Math.randomize()'),
    [],
  );
  assert.deepEqual(found("`${eval(a)}`"), ["eval"]);
});

for (const [way, plugin] of Object.entries(WAYS)) {
  Deno.test(`examples/plugins/banned refuses what a change brings in, ${way}`, async () => {
    await inProject(FILES, async ({ root }) => {
      const calls = { eval: "parse it", "Math.random": "take random()" };
      const plugins = [{ plugin: typescript }, { plugin, options: { calls } }];
      await using maze = await createMaze({ root, plugins });
      const at = FILES["a.ts"].indexOf("2;");
      const edits = [{ file: "a.ts", span: { start: at, end: at + 1 }, text: "Math.random()" }];
      const [, report] = await maze.validate(edits);
      assert.deepEqual(report, {
        validator: "banned",
        state: "invalid",
        diagnostics: [{
          ...{
            file: "a.ts",
            span: { start: at, end: at + 11 },
            severity: "error",
            code: "banned",
            source: "banned",
          },
          message: "Math.random is not called in this project: take random()",
        }],
        notes: [],
      });
      const [, clean] = await maze.validate([{ file: "a.ts", span: { start: at, end: at + 1 }, text: "3" }]);
      assert.equal(clean?.state, "valid");
      const [, whole] = await maze.check(["a.ts"]);
      assert.deepEqual(whole?.diagnostics.map(({ message }) => message), [
        "eval is not called in this project: parse it",
      ]);
    });
  });
}

import assert from "node:assert/strict";
import { join } from "node:path";
import { inProject, ONE_HOLE, type TestProject } from "./maze_process.ts";

/** What may follow these words, as bash is told; the last one is not finished. */
async function following({ maze }: TestProject, ...words: readonly string[]): Promise<readonly string[]> {
  const { code, out, err } = await maze("completions", "bash", "--suggest", "--", ...words);
  assert.equal(code, 0, err);
  return out.split("\n");
}

Deno.test("maze completions claims a script for each shell, and no other", async () => {
  await inProject({}, async ({ maze }) => {
    for (const shell of ["bash", "zsh", "fish", "nu", "pwsh"]) {
      const { code, out } = await maze("completions", shell);
      assert.deepEqual([code, out.includes("maze")], [0, true]);
    }
    assert.equal((await maze("completions", "tcsh")).code, 2);
  });
});

Deno.test("maze completions claims what may follow: commands, options, choices, keys, codes, files", async () => {
  await inProject({}, async (project) => {
    assert.deepEqual(await following(project, "und"), ["undo"]);
    assert.deepEqual(await following(project, "--v"), ["--version"]);
    assert.deepEqual(await following(project, "fill", "--wr"), ["--write"]);
    assert.deepEqual(await following(project, "fill", "--he"), ["--help"]);
    assert.deepEqual(await following(project, "fill", "--log-level", ""), [
      "debug",
      "info",
      "warning",
      "error",
    ]);
    assert.deepEqual(await following(project, "config", "ge"), ["get"]);
    assert.deepEqual(await following(project, "config", "get", "fill.max"), ["fill.maxSeconds"]);
    assert.deepEqual(await following(project, "completions", "z"), ["zsh"]);
    const why = await following(project, "why", "config/two");
    assert.equal(why[0], "config/two-files");
    assert.match((await following(project, "fill", "sr")).join(), /^__FILE__:any:/);
  });
});

const bash = await new Deno.Command("bash", { args: ["--version"], stdout: "null" }).output().catch(() =>
  undefined
);

Deno.test({
  name: "maze completions bash claims a script that completes commands, options and files",
  ignore: !bash?.success,
  async fn() {
    await inProject(ONE_HOLE, async ({ root, maze }) => {
      const { out } = await maze("completions", "bash");
      const main = new URL("../../cli/main.ts", import.meta.url).href;
      const script = `
        maze() { '${Deno.execPath()}' run -A --no-check '${main}' "$@"; }
        ${out}
        for line in "maze unt" "maze und" "maze fill --che" "maze fill src/st"; do
          read -ra COMP_WORDS <<< "$line"
          COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)) COMP_LINE="$line" COMP_POINT=\${#line}
          _maze
          echo "$line: \${COMPREPLY[*]}"
        done`;
      await Deno.writeTextFile(join(root, "try.sh"), script);
      const { stdout } = await new Deno.Command("bash", { args: ["try.sh"], cwd: root }).output();
      const said = new TextDecoder().decode(stdout).trimEnd().split("\n");
      assert.deepEqual(said.map((line) => line.trimEnd()), [
        "maze unt:",
        "maze und: undo",
        "maze fill --che: --check",
        "maze fill src/st: src/stock.ts",
      ]);
    });
  },
});

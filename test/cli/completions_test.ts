import assert from "node:assert/strict";
import { join } from "node:path";
import { inProject, ONE_HOLE, type TestProject } from "./maze_process.ts";
import { reading } from "./reading.ts";

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
    assert.deepEqual(await following(project, "config", "get", "fill.maxS"), ["fill.maxSeconds"]);
    assert.deepEqual(await following(project, "completions", "z"), ["zsh"]);
    const why = await following(project, "why", "config/two");
    assert.equal(why[0], "config/two-files");
    assert.match((await following(project, "fill", "sr")).join(), /^__FILE__:any:/);
  });
});

/** How each shell is told of one option and of files. */
const TOLD: Readonly<Record<string, readonly [option: string, files: string]>> = {
  bash: ["--check", "__FILE__:any::sr:0"],
  zsh: ["--check\0Fill nothing; list the holes and fail while there are any\0", "__FILE__:any::sr:0\0\0"],
  fish: ["--check\tFill nothing; list the holes and fail while there are any", "__FILE__:any::sr:0\t"],
  nu: ["--check\tFill nothing; list the holes and fail while there are any", "__FILE__:any::sr:0\t"],
  pwsh: [
    "--check\t--check\tFill nothing; list the holes and fail while there are any",
    "__FILE__:any::sr:0\t[file]\t",
  ],
};

for (const [shell, [option, files]] of Object.entries(TOLD)) {
  Deno.test(`maze completions claims to tell ${shell} what may follow in its own form`, async () => {
    await inProject({}, async ({ maze }) => {
      const told = async (...words: readonly string[]) =>
        (await maze("completions", shell, "--suggest", "--", "fill", ...words)).out.trimEnd();
      assert.deepEqual([await told("--che"), await told("sr")], [option, files.trimEnd()]);
    });
  });
}

const [bash, zsh, fish, script] = await Promise.all(["bash", "zsh", "fish", "script"].map(isThere));

/** Whether a program is on this machine. A test that needs one that is not is reported as ignored, with its name. */
async function isThere(program: string): Promise<boolean> {
  const command = new Deno.Command(program, { args: ["--version"], stdout: "null", stderr: "null" });
  try {
    return (await command.output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** A command `maze` for a shell: completions are Maze's, all else is only said. */
const MAZE = `'${Deno.execPath()}' run -A --no-check '${new URL("../../cli/main.ts", import.meta.url).href}'`;

Deno.test({
  name: "maze completions fish claims a script that completes commands, options and files (needs fish)",
  ignore: !fish,
  async fn() {
    await inProject(ONE_HOLE, async ({ root, maze }) => {
      const { out } = await maze("completions", "fish");
      const lines = ["maze unt", "maze und", "maze fill --che", "maze fill src/st"];
      const asks = lines.map((line) =>
        `echo "$(complete -C '${line}' | string split -f1 \\t | string join ' ')."`
      );
      await Deno.writeTextFile(
        join(root, "try.fish"),
        `function maze; ${MAZE} $argv; end\n${out}\n${asks.join("\n")}\n`,
      );
      const env = { XDG_CONFIG_HOME: root, XDG_DATA_HOME: root };
      const options = { args: ["--no-config", "try.fish"], cwd: root, env };
      const { stdout, stderr } = await new Deno.Command("fish", options).output();
      const said = new TextDecoder().decode(stdout).trimEnd().split("\n");
      const expected = [".", "undo.", "--check.", "src/stock.ts."];
      assert.deepEqual(said, expected, new TextDecoder().decode(stderr));
    });
  },
});

Deno.test({
  name:
    "maze completions zsh claims a script that completes commands, options and files (needs zsh and script)",
  ignore: !zsh || !script,
  async fn() {
    await inProject(ONE_HOLE, async ({ root, maze }) => {
      const { out } = await maze("completions", "zsh");
      const set = "autoload -U compinit; compinit -u -D\nPS1=; PROMPT_SP=; setopt no_prompt_sp";
      const command = `maze() { if [[ $1 == completions ]]; then ${MAZE} "$@"; else echo "RAN[$*]"; fi }`;
      await Deno.writeTextFile(
        join(root, "try.zsh"),
        `${set}\n${command}\n${out}\ncompdef _maze maze\necho REA''DY\n`,
      );
      const child = new Deno.Command("script", {
        args: ["-qec", "stty cols 100 rows 40; zsh -f -i", "/dev/null"],
        cwd: root,
        env: { TERM: "xterm", SHELL: "/bin/sh" },
        stdin: "piped",
        stdout: "piped",
        stderr: "null",
      }).spawn();
      const [said, keys] = [reading(child.stdout), child.stdin.getWriter()];
      const type = (text: string) => keys.write(new TextEncoder().encode(text));
      await type("source ./try.zsh\r");
      await said.until("READY");
      const typed = [["maze und", "undo"], ["maze fill --che", "fill --check"], [
        "maze fill src/st",
        "fill src/stock.ts",
      ]];
      for (const [line, ran] of typed) {
        await type(`${line}\t\r`);
        await said.until(`RAN[${ran}]`);
      }
      await type("exit\r");
      await Promise.all([said.end(), child.status, keys.close().catch(() => {})]);
    });
  },
});

Deno.test({
  name: "maze completions bash claims a script that completes commands, options and files (needs bash)",
  ignore: !bash,
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

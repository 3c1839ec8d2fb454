import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { cannedFiles } from "./canned_plugin.ts";
import { inProject, ONE_HOLE, type TestProject } from "./maze_process.ts";
import { reading } from "./reading.ts";

const MAIN = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));
const FILES = {
  ...ONE_HOLE,
  ...cannedFiles({ text: "item.count" }),
  "src/more.ts": [
    'import { hole } from "@maze/maze/hole";',
    'import type { Item } from "./stock.ts";',
    "export const one = (item: Item): number => hole();",
    "export const two = (item: Item): number => hole();",
    "",
  ].join("\n"),
};
const [UP, ENTER, CTRL_C] = ["\x1b[A", "\r", "\x03"];

/** How the terminal shows that a hole is asked about. */
const question = (id: string) => `◆  ${id}`;

const script = await new Deno.Command("script", { args: ["--version"], stdout: "null", stderr: "null" })
  .output()
  .catch(() => undefined);

/** Starts `maze fill --interactive` on a terminal of its own. */
function onTerminal({ root }: TestProject) {
  const words = [Deno.execPath(), "run", "-A", "--no-check", MAIN, "fill", "--trust", "--interactive"];
  const line = words.map((word) => `'${word}'`).join(" ");
  const child = new Deno.Command("script", {
    args: ["-qec", `stty cols 100 rows 40; ${line}`, "/dev/null"],
    cwd: root,
    env: {
      XDG_CONFIG_HOME: `${root}/../config`,
      XDG_STATE_HOME: `${root}/../state`,
      CI: "",
      TERM: "xterm",
      NO_COLOR: "1",
      SHELL: "/bin/sh",
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const [said, keys] = [reading(child.stdout), child.stdin.getWriter()];
  return {
    /** Waits for words, then presses keys. */
    async press(words: string, pressed: string): Promise<void> {
      await said.until(words);
      await keys.write(new TextEncoder().encode(pressed));
    },
    /** All that was said, and the exit code. */
    async end(): Promise<{ readonly text: string; readonly code: number }> {
      const text = await said.end();
      const { code } = await child.status;
      await keys.close().catch(() => {}); // whoever read the keys has gone
      return { text, code };
    },
  };
}

Deno.test({
  name: "maze fill --interactive claims to write what was accepted, and to fill nothing more after stop",
  ignore: !script?.success,
  async fn() {
    await inProject(FILES, async (project) => {
      const terminal = onTerminal(project);
      await terminal.press(question("src/more.ts:3:44"), ENTER);
      await terminal.press(question("src/more.ts:4:44"), UP + ENTER);
      const { text, code } = await terminal.end();
      assert.equal(code, 1, text);
      assert.match(text, /1 of 3 holes filled/);
      assert.equal(text.match(/canned was asked/g)?.length, 2, "the third hole is not filled");
      assert.match(await project.read("src/more.ts"), /number => item\.count;\n.*hole\(\)/);
      assert.equal(await project.read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
    });
  },
});

Deno.test({
  name: "Ctrl-C at a question claims to say what is dropped",
  ignore: !script?.success,
  async fn() {
    await inProject(FILES, async (project) => {
      const terminal = onTerminal(project);
      await terminal.press(question("src/more.ts:3:44"), ENTER);
      await terminal.press(question("src/more.ts:4:44"), CTRL_C);
      const { text, code } = await terminal.end();
      assert.equal(code, 130, text);
      assert.match(text, /Stopped by SIGINT; nothing was written; 1 accepted fill is dropped/);
      assert.equal(await project.read("src/more.ts"), FILES["src/more.ts"]);
    });
  },
});

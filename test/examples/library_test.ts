import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const HOME = fileURLToPath(new URL("../../", import.meta.url));

/** A project with one hole in `src/`, for as long as it is used. */
async function inProject<T>(use: (root: string) => Promise<T>): Promise<T> {
  const root = await Deno.makeTempDir({ prefix: "maze-library-" });
  try {
    await Deno.mkdir(`${root}/src`);
    await Deno.writeTextFile(
      `${root}/tsconfig.json`,
      '{ "compilerOptions": { "strict": true, "noEmit": true } }',
    );
    await Deno.writeTextFile(
      `${root}/src/area.ts`,
      [
        "/**",
        " * @example",
        " * area({ width: 2, height: 5 }) // => 10",
        " * area({ width: 3, height: 3 }) // => 9",
        " */",
        "export function area(box: { width: number; height: number }): number {",
        '  throw new Error("not implemented");',
        "}",
        "",
      ].join("\n"),
    );
    return await use(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** What a program prints that fills the project. */
async function printed(root: string, program: string, args: readonly string[]): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", `--config=${HOME}deno.json`, program, ...args],
    cwd: root,
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await command.output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

async function assertFilled(root: string, filled: RegExp): Promise<void> {
  assert.match(await Deno.readTextFile(`${root}/src/area.ts`), filled);
}

const AREA = /\{\n {2}return box\.(width \* box\.height|height \* box\.width);\n\}/;

Deno.test("examples/library fills a project from a program and writes it", async () => {
  await inProject(async (root) => {
    const text = await printed(root, `${HOME}examples/library/fill.ts`, [root]);
    assert.match(text, /^src\/area\.ts:\d+:\d+ yes return [\s\S]*^written: src\/area\.ts$/m);
    await assertFilled(root, AREA);
  });
});

// Without the plugin for examples what compiles is taken.
for (const [file, filled] of [["README.md", AREA], ["mod.ts", /\{\n {2}return .+;\n\}/]] as const) {
  Deno.test(`the program in ${file} fills a project as it stands`, async () => {
    const page = await Deno.readTextFile(`${HOME}${file}`);
    const plain = file.endsWith(".ts") ? page.replace(/^ \* ?/gm, "") : page;
    const [block, ...more] = [...plain.matchAll(/^```ts ignore\n([\s\S]*?)^```$/gm)]
      .map(([, text = ""]) => text).filter((text) => text.includes("createMaze"));
    assert.ok(block && more.length === 0);
    await inProject(async (root) => {
      await Deno.writeTextFile(`${root}/program.ts`, block);
      assert.match(await printed(root, `${root}/program.ts`, []), /^src\/area\.ts:\d+:\d+ yes return /);
      await assertFilled(root, filled);
    });
  });
}

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const EXAMPLE = fileURLToPath(new URL("../../examples/library/fill.ts", import.meta.url));

Deno.test("examples/library fills a project from a program and writes it", async () => {
  const root = await Deno.makeTempDir({ prefix: "maze-library-" });
  try {
    await Deno.writeTextFile(
      `${root}/tsconfig.json`,
      '{ "compilerOptions": { "strict": true, "noEmit": true } }',
    );
    await Deno.writeTextFile(
      `${root}/area.ts`,
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
    const command = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", EXAMPLE, root],
      env: { NO_COLOR: "1" },
    });
    const { code, stdout, stderr } = await command.output();
    assert.equal(code, 0, new TextDecoder().decode(stderr));
    assert.match(
      new TextDecoder().decode(stdout),
      /^area\.ts:\d+:\d+ yes return [\s\S]*^written: area\.ts$/m,
    );
    assert.match(
      await Deno.readTextFile(`${root}/area.ts`),
      /\{\n {2}return box\.(width \* box\.height|height \* box\.width);\n\}/,
    );
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

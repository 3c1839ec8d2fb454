import assert from "node:assert/strict";
import { inProject, ONE_HOLE } from "./maze_process.ts";

const STOCK = ONE_HOLE["src/stock.ts"] ?? "";
const TSCONFIG = '{ "compilerOptions": { "strict": true, "noEmit": true }, "include": ["src", "*.d.ts"] }\n';

Deno.test("maze fill --write claims to fill a file once that a link of the project leads to", async () => {
  await inProject(ONE_HOLE, async ({ maze, root, read }) => {
    await Deno.symlink("stock.ts", `${root}/src/link.ts`);
    const { code, out } = await maze("fill", "src/link.ts", "--write");
    assert.equal(code, 0, out);
    assert.match(out, /^1 of 1 hole filled/m);
    assert.match(await read("src/stock.ts"), /return item\.count;/);
  });
});

Deno.test("maze fill claims to take a link by the name that the project's tools see", async () => {
  const { "src/stock.ts": _, ...others } = ONE_HOLE;
  await inProject({ ...others, "tsconfig.json": TSCONFIG, "lib/stock.ts": STOCK }, async (project) => {
    const { maze, mazeIn, root, read } = project;
    await Deno.mkdir(`${root}/src`);
    await Deno.symlink("../lib/stock.ts", `${root}/src/stock.ts`);
    assert.match((await maze("fill", "--check", "src/stock.ts:9")).out, /^src\/stock\.ts:9:10/);
    assert.match((await mazeIn("src", "index", "stock.ts")).out, /^src\/stock\.ts:3:18/);
    assert.match((await maze("fill", "lib")).err, /Cannot use "lib": no file/);
    const { code, out } = await maze("fill", "src/stock.ts:9:10", "--write");
    assert.equal(code, 0, out);
    assert.match(await read("lib/stock.ts"), /return item\.count;/);
    assert.ok((await Deno.lstat(`${root}/src/stock.ts`)).isSymlink);
  });
});

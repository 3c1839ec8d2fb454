import assert from "node:assert/strict";
import { applyEdits } from "../../../core/code/text.ts";
import { createIndexer } from "../../../plugins/typescript/indexer.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { call } from "./call.ts";
import { judged } from "./judged.ts";
import { tree } from "./project/tree.ts";

const DECLARED = 'declare module "@maze/maze/hole" { export function hole<T = any>(intent?: string): T; }\n';

function project(files: Readonly<Record<string, string>>): Record<string, string> {
  return {
    "tsconfig.json":
      '{"compilerOptions":{"strict":true,"noEmit":true,"module":"esnext","moduleResolution":"bundler"}}',
    "maze-hole.d.ts": DECLARED,
    ...files,
  };
}

async function intents(files: Readonly<Record<string, string>>): Promise<string[]> {
  using home = tree(project(files));
  await using session = new Session(home.root, undefined);
  return (await createIndexer(session).holes([""], call)).map(({ intent }) => intent);
}

Deno.test("holes() finds the marker as a member of its module, imported or required", async () => {
  assert.deepEqual(
    await intents({
      "a.ts": 'import * as maze from "@maze/maze/hole";\nexport const a = maze.hole("one");\n',
    }),
    ["one"],
  );
  assert.deepEqual(
    await intents({
      "tsconfig.json": '{"compilerOptions":{"allowJs":true,"noEmit":true}}',
      "a.cjs": 'const maze = require("@maze/maze/hole");\nexports.a = maze.hole("one");\n',
    }),
    ["one"],
  );
  assert.deepEqual(
    await intents({
      "a.ts": 'import * as maze from "@maze/maze/hole";\n' +
        'export const f = (maze: { hole(text: string): number }) => maze.hole("mine");\n',
    }),
    [],
  );
});

Deno.test("holes() finds the marker that files of the project pass on, under every name", async () => {
  const use = (line: string, callee: string) => `${line}\nexport const a: string = ${callee}("here");\n`;
  const passed: readonly (readonly [kit: string, line: string, callee: string])[] = [
    ['export { hole } from "@maze/maze/hole";', 'import { hole } from "./kit";', "hole"],
    ['export { hole as todo } from "@maze/maze/hole";', 'import { todo } from "./kit";', "todo"],
    ['export * from "@maze/maze/hole";', 'import { hole as gap } from "./kit";', "gap"],
    ['export * as maze from "@maze/maze/hole";', 'import { maze } from "./kit";', "maze.hole"],
    ['export * as maze from "@maze/maze/hole";', 'import * as kit from "./kit";', "kit.maze.hole"],
    ['export { hole as default } from "@maze/maze/hole";', 'import gap from "./kit";', "gap"],
    ['import { hole as h } from "@maze/maze/hole";\nexport { h };', 'import { h } from "./kit";', "h"],
    ['export { hole } from "./first";', 'import { hole } from "./kit";', "hole"],
  ];
  for (const [kit, line, callee] of passed) {
    const files = {
      "kit.ts": `${kit}\n`,
      "first.ts": 'export * from "./kit";\nexport { hole } from "@maze/maze/hole";\n',
      "a.ts": use(line, callee),
    };
    assert.deepEqual(await intents(files), ["here"], `${kit} ${line}`);
  }
  assert.deepEqual(
    await intents({
      "kit.ts": "export const hole = (text: string) => text;\n",
      "a.ts": use(passed[0]![1], "hole"),
    }),
    [],
  );
});

const KIT = { "kit.ts": 'export { hole } from "@maze/maze/hole";\nexport const size = 1;\n' };
const ONE = 'import { hole } from "@maze/maze/hole";\n';

Deno.test("fits() offers no hole of another file, however its marker is called", async () => {
  const files = project({
    ...KIT,
    "h.ts": 'import { hole } from "./kit";\nexport async function h() { return await hole("via kit"); }\n',
    "i.ts": 'import * as maze from "@maze/maze/hole";\nexport const i: string = maze.hole("as member");\n',
    "j.ts":
      'import * as kit from "./kit";\nexport const j: string = kit.hole("far");\nexport const n = kit.size;\n',
    "g.ts": `${ONE}export const a: any = hole("x");\n`,
    "k.ts":
      'import * as maze from "@maze/maze/hole";\nimport * as kit from "./kit";\nexport const a: any = maze.hole("x");\n',
    "l.ts": "export const a: any = /* ?? the hole via kit */;\n",
  });
  using home = tree(files);
  await using session = new Session(home.root, undefined);
  const indexer = createIndexer(session);
  const statistics = await session.statistics();
  for (const text of ['hole("via kit")', 'maze.hole("as member")', 'kit.hole("far")']) {
    assert.equal(statistics.countAnywhere(text), 0, text);
  }
  for (const file of ["g.ts", "k.ts", "l.ts"]) {
    const [hole] = await indexer.holes([file], call);
    assert.ok(hole);
    const terms = await indexer.fits({ hole, text: "", edits: [] }, { key: "", type: "" }, call);
    const texts = terms.map(({ parts }) => parts.join("…"));
    assert.ok(texts.length > 0);
    assert.deepEqual(texts.filter((text) => /hole|maze/.test(text)), [], file);
  }
});

Deno.test("validate() refuses what brings in a hole, and whatever reads the marker", async () => {
  const files = project({
    ...KIT,
    "a.ts": `${ONE}import * as kit from "./kit";\nexport const a: any = hole("x");\n`,
  });
  for (const text of ['hole("y")', '[1, hole("y")]', "hole", "kit.hole()", "{ gap: kit.hole }"]) {
    assert.match(await judged(files, text), /^a\.ts cheat\/hole/, text);
  }
  assert.equal(await judged(files, "{ hole: kit.size }"), "valid");
});

Deno.test("edits() takes out imports that only holes needed, from whatever module", async () => {
  const after = async (head: string, callee: string) => {
    using home = tree(project({ ...KIT, "a.ts": `${head}\nexport const a: number = ${callee}("x");\n` }));
    await using session = new Session(home.root, undefined);
    const indexer = createIndexer(session);
    const [hole] = await indexer.holes(["a.ts"], call);
    assert.ok(hole);
    return applyEdits(
      await session.text("a.ts"),
      await indexer.edits({ hole, text: "1", edits: [] }, [], call),
    );
  };
  const filled = "export const a: number = 1;\n";
  assert.equal(await after('import * as maze from "@maze/maze/hole";\n', "maze.hole"), filled);
  assert.equal(
    await after('import { hole, size } from "./kit";', "hole"),
    `import { size } from "./kit";\n${filled}`,
  );
  assert.equal(await after('import * as kit from "./kit";\n', "kit.hole"), filled);
  assert.equal(
    await after('import * as kit from "./kit";\nexport const b = kit.size;', "kit.hole"),
    `import * as kit from "./kit";\nexport const b = kit.size;\n${filled}`,
  );
});

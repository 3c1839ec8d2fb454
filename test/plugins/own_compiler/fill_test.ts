import assert from "node:assert/strict";
import { createMaze, type Maze, type Outcome } from "../../../mod.ts";
import ownCompiler from "../../../plugins/own_compiler/mod.ts";
import typescript from "../../../plugins/typescript/mod.ts";
import { answers } from "../answers.ts";
import { tree } from "../typescript/project/tree.ts";
import { install } from "./judged.ts";

/** What becomes of the holes of a project. */
async function filled(
  root: string,
  texts: readonly string[],
  plugins: readonly Parameters<typeof createMaze>[0]["plugins"][number][],
): Promise<readonly Outcome[]> {
  await using maze: Maze = await createMaze({
    root,
    plugins: [{ plugin: typescript, options: { cache: false } }, ...plugins, { plugin: answers(texts) }],
    fill: { maxMs: 120_000 },
  });
  return await Array.fromAsync(maze.fill());
}

const HOLE = "declare function hole<T = any>(): T;\n";
const OWN = { plugin: ownCompiler, options: {} };

Deno.test("own_compiler has the last word where TypeScript 7 is content and the project's own is not", async () => {
  using project = tree({
    "tsconfig.json":
      '{"compilerOptions":{"strict":true,"noEmit":true,"skipLibCheck":true,"target":"esnext","types":[]}}',
    "hole.d.ts": HOLE,
    "a.ts": "export const a: string = hole();\n",
  });
  await install(project.root, "5.9.3");
  const texts = ['RegExp.escape("a")', '"a"'];
  const valid = ({ candidates }: Outcome) =>
    candidates.filter(({ verdict }) => verdict.state === "valid").map(({ text }) => text);
  const [without] = await filled(project.root, texts, []);
  assert.deepEqual(without && valid(without), texts);
  const [outcome] = await filled(project.root, texts, [OWN]);
  assert.deepEqual(outcome && valid(outcome), ['"a"']);
  const refused = outcome?.candidates.find(({ text }) => text !== '"a"')?.verdict;
  assert.deepEqual(refused?.reports.map(({ validator, state }) => [validator, state]), [
    ["typescript", "valid"],
    ["own_compiler", "invalid"],
  ]);
});

Deno.test("own_compiler lets nothing be valid that it could not judge", async () => {
  using project = tree({
    "tsconfig.json": '{"compilerOptions":{"strict":true,"noEmit":true}}',
    "package.json": '{"devDependencies":{"typescript":"~5.4.0"}}',
    "hole.d.ts": HOLE,
    "a.ts": "export const a: number = hole();\n",
  });
  const [outcome] = await filled(project.root, ["1"], [OWN]);
  assert.equal(outcome?.filled, "no");
  assert.equal(outcome?.candidates[0]?.verdict.state, "unchecked");
});

Deno.test("own_compiler asks `deno check` for what Maze's mapping of a Deno project lets pass", async () => {
  using project = tree({
    "deno.json": "{}",
    "hole.d.ts": HOLE,
    "a.ts":
      'import { readFileSync } from "node:fs";\nexport const size: number = hole();\nvoid readFileSync;\n',
  });
  const texts = ['Number(readFileSync("x", "utf8", 1))', 'Number(readFileSync("x", "utf8"))'];
  const [outcome] = await filled(project.root, texts, [OWN]);
  assert.deepEqual(outcome?.candidates.map(({ text, verdict }) => [text, verdict.state]), [
    [texts[1], "valid"],
    [texts[0], "invalid"],
  ]);
  const notes = outcome?.candidates[0]?.verdict.reports.flatMap(({ notes }) => notes.map(({ text }) => text));
  assert.ok(notes?.some((note) => note.startsWith("by `deno check` ")));
});

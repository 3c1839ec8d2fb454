import assert from "node:assert/strict";
import type { Maze } from "../../../core/maze.ts";
import { openToy } from "./toy.ts";

const GOOD = { "good.toy": "f(x) = ?" };
const LATIN = new Uint8Array([...new TextEncoder().encode("f(x) = ? "), 0xe9]);

/** What became of each hole, in order. */
async function fates(maze: Maze, ...targets: readonly string[]): Promise<string[]> {
  const outcomes = await Array.fromAsync(maze.fill({ targets }));
  return outcomes.map(({ hole: { file }, filled, refusal }) =>
    `${file} ${filled} ${refusal?.code ?? ""}`.trim()
  );
}

Deno.test("fill() refuses the holes of a file that is not UTF-8, and fills those of others", async () => {
  await using maze = await openToy({ "bad.toy": LATIN, ...GOOD }, ["x"]);
  assert.deepEqual(await fates(maze), ["bad.toy no write/encoding", "good.toy yes"]);
  assert.deepEqual(await maze.write(), ["good.toy"]);
  assert.deepEqual(await Deno.readFile(`${maze.folder}/bad.toy`), LATIN);
});

Deno.test("fill() refuses the holes of a file of more than 2 MiB, and fills those of others", async () => {
  await using maze = await openToy({ "bad.toy": `f(x) = ?${" ".repeat(2 ** 21)}`, ...GOOD }, ["x"]);
  assert.deepEqual(await fates(maze), ["bad.toy no write/too-large", "good.toy yes"]);
});

Deno.test("fill() refuses the holes behind a link out of the project, and fills those of others", async () => {
  await using outside = await openToy({ "out.toy": "f(x) = ?" }, []);
  await using maze = await openToy({ "bad.toy": "", ...GOOD }, ["x"]);
  await Deno.remove(`${maze.folder}/bad.toy`);
  await Deno.symlink(`${outside.folder}/out.toy`, `${maze.folder}/bad.toy`);
  assert.deepEqual(await fates(maze), ["bad.toy no write/outside", "good.toy yes"]);
});

Deno.test("fill() says of a bad file that is its only target what is wrong, and what to do", async () => {
  await using maze = await openToy({ "bad.toy": LATIN, ...GOOD }, ["x"]);
  const [outcome, ...others] = await Array.fromAsync(maze.fill({ targets: ["bad.toy:1"] }));
  assert.deepEqual(others, []);
  assert.deepEqual(outcome?.refusal, {
    file: "bad.toy",
    code: "write/encoding",
    message: 'Cannot read "bad.toy": it is not UTF-8',
    hint: "Save the file as UTF-8, or name it in .mazeignore",
  });
});

Deno.test("unread() names the files in the targets that can not be read, and no others", async () => {
  await using maze = await openToy({ "a/bad.toy": "", "b/bad.toy": "", "a/latin.toy": LATIN, ...GOOD }, [
    "x",
  ]);
  for (const folder of ["a", "b"]) {
    await Deno.remove(`${maze.folder}/${folder}/bad.toy`);
    await Deno.mkdir(`${maze.folder}/${folder}/bad.toy`);
  }
  const files = async (...targets: string[]) =>
    (await maze.unread(targets)).map(({ file, code }) => `${file} ${code}`);
  assert.deepEqual(await files(), ["a/bad.toy write/unreadable", "b/bad.toy write/unreadable"]);
  assert.deepEqual(await files("a", "good.toy"), ["a/bad.toy write/unreadable"]);
  assert.deepEqual(await files("good.toy:1"), []);
  assert.deepEqual(await fates(maze), ["a/latin.toy no write/encoding", "good.toy yes"]);
});

Deno.test("unread() names the files in the targets that are no code, each with the place of its first fault", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = 1\ng(x) = !", "b.toy": "!", ...GOOD }, ["x"]);
  assert.deepEqual(await maze.unread(["a.toy", "good.toy"]), [{
    file: "a.toy",
    code: "syntax",
    message: 'Cannot read "a.toy": line 2, column 8 is no code: no !',
    hint: "Mend the fault; until then nobody knows what holes the file has",
  }]);
  assert.deepEqual((await maze.unread()).map(({ file }) => file), ["a.toy", "b.toy"]);
  await Deno.writeFile(`${maze.folder}/b.toy`, LATIN);
  assert.deepEqual((await maze.unread()).map(({ file }) => file), ["a.toy"]);
});

Deno.test("check() gives a file that can not be read its fault, and judges the others", async () => {
  await using maze = await openToy({ "bad.toy": LATIN, "good.toy": "bad" }, []);
  const reports = await maze.check();
  const found = reports.map(({ validator, state, diagnostics }) => [
    validator,
    state,
    diagnostics.map(({ file, code }) => `${file} ${code}`),
  ]);
  assert.deepEqual(found, [
    ["toy", "invalid", ["good.toy TOY1"]],
    ["maze", "unchecked", ["bad.toy write/encoding"]],
  ]);
});

import assert from "node:assert/strict";
import { openToy } from "./toy.ts";

const FILES = { "z.toy": "? ?", "sub/b.toy": "?", "sub/a.toy": "x\n?", "sub2/c.toy": "?", "a.toy": "?" };

Deno.test("find() gives holes in order of file, then of place, however the plugin lists them", async () => {
  await using maze = await openToy(FILES, []);
  const ids = (await Array.fromAsync(maze.find())).map(({ id }) => id);
  assert.deepEqual(ids, [
    "a.toy:1:1",
    "sub/a.toy:2:1",
    "sub/b.toy:1:1",
    "sub2/c.toy:1:1",
    "z.toy:1:1",
    "z.toy:1:3",
  ]);
});

Deno.test("find() takes a hole's own id", async () => {
  await using maze = await openToy(FILES, []);
  const ids = async (...targets: string[]) => (await Array.fromAsync(maze.find(targets))).map(({ id }) => id);
  assert.deepEqual(await ids("z.toy:1:3"), ["z.toy:1:3"]);
  assert.deepEqual(await ids("z.toy:1"), ["z.toy:1:1", "z.toy:1:3"]);
  assert.deepEqual(await ids("z.toy:2", "./a.toy:1:1"), ["a.toy:1:1"]);
});

Deno.test("unread() takes a folder by any spelling, and none whose name only begins like it", async () => {
  await using maze = await openToy(FILES, []);
  for (const file of ["sub/b.toy", "sub2/c.toy"]) {
    await Deno.remove(`${maze.folder}/${file}`);
    await Deno.mkdir(`${maze.folder}/${file}`);
  }
  const files = async (...targets: string[]) => (await maze.unread(targets)).map(({ file }) => file);
  for (const folder of ["sub", "sub/", "./sub", "./sub//"]) {
    assert.deepEqual(await files(folder), ["sub/b.toy"], folder);
  }
  assert.deepEqual(await files("."), ["sub/b.toy", "sub2/c.toy"]);
  assert.deepEqual(await files("./"), ["sub/b.toy", "sub2/c.toy"]);
});

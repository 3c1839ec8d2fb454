import assert from "node:assert/strict";
import { rangeIn } from "../../../core/fill/range.ts";
import { openToy } from "./toy.ts";

Deno.test("rangeIn() reads FILE:FIRST-LAST, and nothing else", () => {
  assert.deepEqual(rangeIn("./src/a.ts:10-20"), { path: "src/a.ts", first: 10, last: 20 });
  for (const other of ["a.ts", "a.ts:10", "a.ts:10:20", "a-1.ts", ":1-2"]) {
    assert.equal(rangeIn(other), undefined);
  }
});

const FILES = { "a.toy": "f(x) = x\n\n  g(x) = ?\n", "b.toy": "h(x) = ?" };

Deno.test("find() gives lines as a hole, from their first sign to their last, beside the holes of other targets", async () => {
  await using maze = await openToy(FILES, []);
  const holes = await Array.fromAsync(maze.find(["b.toy", "a.toy:2-3"], " clear "));
  assert.deepEqual(holes.map(({ file, kind, span, intent }) => [file, kind, span, intent]), [
    ["a.toy", "range", { start: 12, end: 20 }, "clear"],
    ["b.toy", "expression", { start: 7, end: 8 }, ""],
  ]);
  assert.equal((await Array.fromAsync(maze.find(["a.toy:1-1"], "clear"))).length, 1);
});

Deno.test("find() refuses lines without a word of what is wanted, that are not there, or hold no code", async () => {
  await using maze = await openToy({ ...FILES, "c.txt": "text" }, []);
  const found = (target: string, intent?: string) => Array.fromAsync(maze.find([target], intent));
  await assert.rejects(found("a.toy:1-2"), { code: "range/intent", hint: /--intent/ });
  for (const lines of ["2-2", "3-2", "9-12", "0-1", "1-5"]) {
    await assert.rejects(found(`a.toy:${lines}`, "clear"), { code: "range/empty" }, lines);
  }
  await assert.rejects(found("c.txt:1-1", "clear"), { code: "range/language" });
  await assert.rejects(found("none.toy:1-1", "clear"), { code: "write/unreadable" });
});

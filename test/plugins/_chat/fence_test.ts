import assert from "node:assert/strict";
import { fenceAround, isClosing, mayBeClosing, openingOf } from "../../../plugins/_chat/fence.ts";

Deno.test("openingOf() takes three marks or more, with any indentation and any words behind them", () => {
  assert.deepEqual(openingOf("```"), { mark: "`", length: 3, indent: "", info: "" });
  assert.deepEqual(openingOf("\t ````  ts x"), { mark: "`", length: 4, indent: "\t ", info: "ts x" });
  assert.deepEqual(openingOf("~~~a`b`"), { mark: "~", length: 3, indent: "", info: "a`b`" });
  for (const line of ["``", "a ```", "```a```", "", "~~"]) assert.equal(openingOf(line), undefined, line);
});

Deno.test("isClosing() and mayBeClosing() want the same mark at least as often, and nothing else", () => {
  const fence = { mark: "`", length: 4, indent: "", info: "" } as const;
  for (const line of ["````", "  `````  ", "````\t"]) assert.ok(isClosing(line, fence), line);
  for (const line of ["```", "~~~~", "````ts", "", "  ", "```` ````"]) {
    assert.ok(!isClosing(line, fence), line);
  }
  for (const start of ["", " ", "`", "  ```", "```` ", "``````"]) {
    assert.ok(mayBeClosing(start, fence), start);
  }
  for (const start of ["a", "``` ", "````t", "~", "`~"]) assert.ok(!mayBeClosing(start, fence), start);
});

Deno.test("fenceAround() is longer than any fence in the text, in comments too", () => {
  assert.equal(fenceAround("a ````"), "```");
  assert.equal(fenceAround("/**\n * ```ts\n */"), "````");
  assert.equal(fenceAround("`````\n"), "``````");
});

import assert from "node:assert/strict";
import {
  charSet,
  complementOf,
  listed,
  onlyChar,
  WITHOUT_LINE_BREAKS,
} from "../../../plugins/_constraints/char_set.ts";

Deno.test("charSet() orders ranges, joins those that touch, and drops NUL", () => {
  assert.deepEqual(charSet([[98, 99], [0, 5], [97, 97], [120, 122], [99, 101]]), [[1, 5], [97, 101], [
    120,
    122,
  ]]);
  assert.deepEqual(charSet([[0, 0]]), []);
});

Deno.test("complementOf() takes back what it gave", () => {
  const set = charSet([[1, 8], [97, 122], [0x10000, 0x10ffff]]);
  assert.deepEqual(complementOf(set), [[9, 96], [123, 0xffff]]);
  assert.deepEqual(complementOf(complementOf(set)), set);
  assert.deepEqual(complementOf([]), [[1, 0x10ffff]]);
});

Deno.test("WITHOUT_LINE_BREAKS is what the dot of JavaScript matches, but for NUL", () => {
  const dot = /^.$/u;
  for (const code of [1, 9, 10, 11, 12, 13, 14, 0x85, 0x2027, 0x2028, 0x2029, 0x202a, 0x1f600, 0x10ffff]) {
    const isWithin = WITHOUT_LINE_BREAKS.some(([first, last]) => first <= code && code <= last);
    assert.equal(isWithin, dot.test(String.fromCodePoint(code)), code.toString(16));
  }
});

Deno.test("listed() lists the others where they are ASCII, and never others beyond it", () => {
  assert.deepEqual(listed(complementOf([[10, 10]])), { ranges: [[10, 10]], isNegated: true });
  assert.deepEqual(listed(complementOf([[0xe9, 0xe9]])).isNegated, false);
  assert.deepEqual(listed(complementOf([])).isNegated, false);
});

Deno.test("onlyChar() finds the one character, beyond the basic plane too", () => {
  assert.equal(onlyChar([[0x1f600, 0x1f600]]), "😀");
  assert.equal(onlyChar([[97, 98]]), undefined);
});

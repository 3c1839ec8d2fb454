import assert from "node:assert/strict";
import type { Example } from "../../../../core/code/hole.ts";
import { seedsOf } from "../../../../plugins/typescript/fits/seeds.ts";

function example(call: string, value: string): Example {
  return { call, value, file: "a.ts", span: { start: 0, end: 0 } };
}

Deno.test("seedsOf() brings nothing into play without examples", () => {
  assert.deepEqual(seedsOf([], '"'), { numbers: [], strings: [], separators: undefined });
});

Deno.test("seedsOf() tries no string of the examples, and writes the others in the file's own quotes", () => {
  const { strings } = seedsOf([example('f("given")', '"done"')], "'");
  assert.deepEqual(strings, ["''", "' '"]);
});

Deno.test("seedsOf() tries usual numbers and never those of the examples", () => {
  assert.ok(!seedsOf([example("f(2024)", "2023")], '"').numbers.some((text) => text.startsWith("20")));
});

Deno.test("seedsOf() sees the form that all expected strings share", () => {
  const alike = [example("f(1)", '"snail:near:900"'), example("f(2)", '"swift:far:20"')];
  assert.deepEqual(seedsOf(alike, '"').separators, ["", ":", ":", ""]);
  assert.equal(seedsOf([...alike, example("f(3)", '"snail-near"')], '"').separators, undefined);
  assert.equal(seedsOf([example("f(1)", '"one"')], '"').separators, undefined);
});

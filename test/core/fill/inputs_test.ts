import assert from "node:assert/strict";
import type { Example } from "../../../core/code/hole.ts";
import { inputsFrom } from "../../../core/fill/inputs.ts";

function example(call: string, value = "0"): Example {
  return { call, value, file: "a.ts", span: { start: 0, end: 0 } };
}

Deno.test("inputsFrom() changes one literal of a call at a time, each place before a second value", () => {
  assert.deepEqual(inputsFrom([example("f(1, 2)")], 4), ["f(2, 2)", "f(1, 1)", "f(0, 2)", "f(1, 3)"]);
});

Deno.test("inputsFrom() takes turns between examples", () => {
  assert.deepEqual(inputsFrom([example("f(1)"), example("f(5)")], 2), ["f(2)", "f(6)"]);
});

Deno.test("inputsFrom() tries the empty, the repeated and the shouted string", () => {
  assert.deepEqual(inputsFrom([example('f("ab")')], 9), ['f("")', 'f("ab ab")', 'f("AB")']);
});

Deno.test("inputsFrom() tries what stands at the same place in another example, and no example itself", () => {
  const made = inputsFrom([example('f("a", 1)'), example('f("b", 9)')], 99);
  assert.ok(made.includes('f("b", 1)'));
  assert.ok(made.includes('f("a", 9)'));
  assert.ok(!made.includes('f("a", 1)'));
  assert.equal(new Set(made).size, made.length);
});

Deno.test("inputsFrom() makes two numbers of a call equal", () => {
  const found = inputsFrom([example("has(500, 300)")], 16);
  assert.ok(found.includes("has(300, 300)") && found.includes("has(500, 500)"), found.join("\n"));
});

Deno.test("inputsFrom() leaves digits in names and strings alone", () => {
  assert.deepEqual(inputsFrom([example("f2(x1.y3)")], 9), []);
  assert.ok(inputsFrom([example("f('7')")], 9).every((call) => /^f\('.*'\)$/.test(call)));
});

Deno.test("inputsFrom() makes nothing from an example that needs statements before it", () => {
  assert.deepEqual(inputsFrom([{ ...example("f(1)"), code: "const x = 1;" }], 9), []);
});

Deno.test("inputsFrom() turns lists round, leaves their first element out, and says it once more", () => {
  const made = inputsFrom([example('f(["a", "b"])')], 99);
  for (const call of ['f(["b", "a"])', 'f(["b"])', 'f(["a", "b", "a"])']) {
    assert.ok(made.includes(call), call);
  }
  assert.ok(inputsFrom([example("f([x])")], 9).includes("f([])"));
});

Deno.test("inputsFrom() gives one example's argument to another", () => {
  const made = inputsFrom([example("f(one, [p])"), example("f(two, [q])")], 99);
  assert.ok(made.includes("f(two, [p])") && made.includes("f(one, [q])"), made.join("\n"));
});

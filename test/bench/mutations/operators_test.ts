import assert from "node:assert/strict";
import { mutated, mutationsOf } from "../../../bench/mutations/operators.ts";

/** The texts that a line becomes, one for each mutation. */
function mutants(text: string): string[] {
  return mutationsOf("a.ts", text).map((mutation) => mutated(text, mutation));
}

Deno.test("mutationsOf() negates conditions, turns comparisons, arithmetic and logic, and drops guards", () => {
  assert.deepEqual(mutants("if (a < b && c) d();"), [
    ";",
    "if (!(a < b && c)) d();",
    "if (a <= b && c) d();",
    "if (a >= b && c) d();",
    "if (a < b || c) d();",
    "if (a < b && c) ;",
  ]);
  assert.deepEqual(mutants("x = (a + b) / c;"), [";", "x = (a - b) / c;", "x = (a + b) * c;"]);
  assert.deepEqual(mutants("i++;"), ["i--;", ";"]);
});

Deno.test("mutationsOf() keeps parentheses whole where it drops a fallback or a call", () => {
  assert.deepEqual(mutants("const a = (b || c) ?? (d);"), [
    "const a = (b && c) ?? (d);",
    "const a = (b || c) ;",
  ]);
  assert.deepEqual(mutants("const a = (b)?.filter(c).join(d);"), ["const a = (b).join(d);"]);
});

Deno.test("mutationsOf() turns constants into others of their type", () => {
  assert.deepEqual(mutants('const a = [2, 0, 1, 5000, true, "x", `${b}/`, ""];'), [
    "const a = [];",
    'const a = [3, 0, 1, 5000, true, "x", `${b}/`, ""];',
    'const a = [2, 1, 1, 5000, true, "x", `${b}/`, ""];',
    'const a = [2, 0, 0, 5000, true, "x", `${b}/`, ""];',
    'const a = [2, 0, 1, 0, true, "x", `${b}/`, ""];',
    'const a = [2, 0, 1, 5000, false, "x", `${b}/`, ""];',
    'const a = [2, 0, 1, 5000, true, "", `${b}/`, ""];',
    'const a = [2, 0, 1, 5000, true, "x", ``, ""];',
  ]);
  assert.deepEqual(mutants("const a = /^b$/i;"), [
    "const a = /b$/i;",
    "const a = /^b/i;",
    "const a = /^b$/;",
  ]);
  assert.deepEqual(mutants("const a = { ...b };"), ["const a = { ...{} };"]);
});

Deno.test("mutationsOf() gives other answers: the opposite of a claim, else nothing", () => {
  assert.deepEqual(mutants("const f = (a) => a in b;"), ["const f = (a) => !(a in b);"]);
  assert.deepEqual(mutants("function f() { return a; }"), ["function f() { return undefined; }"]);
  assert.deepEqual(mutants("function f() { return undefined; }"), []);
});

Deno.test("mutationsOf() leaves types, imports, names of properties and sentences alone", () => {
  const text = `import a from "./a.ts";
    export { b } from "./b.ts";
    type C = "c" | 1;
    const d: { "e": 2 } = { "e": f as "g" };
    const h = "Cannot do it";
    const i = \`Cannot do \${j}: it is "\${k}"\`;`;
  assert.deepEqual(mutants(text), []);
});

Deno.test("mutationsOf() says where each mutation is", () => {
  assert.deepEqual(mutationsOf("a.ts", "a;\nconst b =\n  !c;").at(-1), {
    file: "a.ts",
    line: 3,
    operator: "sign",
    span: { start: 15, end: 16 },
    before: "!",
    after: "",
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { readExamples } from "../../../plugins/_examples/read.ts";

/** Examples of a comment that begins at offset 10, with the text that their span covers. */
function read(text: string) {
  const start = 10;
  return readExamples({ file: "a.ts", text, start }).map(({ call, value, code, span }) => ({
    call,
    value,
    ...(code === undefined ? {} : { code }),
    at: text.slice(span.start - start, span.end - start),
  }));
}

Deno.test("readExamples() reads a claim on a line of its own", () => {
  assert.deepEqual(read("/**\n * Doubles.\n *\n * twice(2) // => 4\n */"), [
    { call: "twice(2)", value: "4", at: "twice(2) // => 4" },
  ]);
});

Deno.test("readExamples() reads a claim behind @example in a one-line comment", () => {
  assert.deepEqual(read('/** @example rank([], "a") // => [] */'), [
    { call: 'rank([], "a")', value: "[]", at: 'rank([], "a") // => []' },
  ]);
});

Deno.test("readExamples() reads >>> with the value on the next line", () => {
  assert.deepEqual(read("/**\n * >>> twice(3)\n * 6\n * >>> twice(4)\n * >>> twice(5)\n * 10\n */"), [
    { call: "twice(3)", value: "6", at: "twice(3)\n * 6" },
    { call: "twice(5)", value: "10", at: "twice(5)\n * 10" },
  ]);
});

Deno.test("readExamples() gives the lines before a claim in a block as its code", () => {
  assert.deepEqual(
    read(
      "/**\n * @example\n * ```ts\n * const s = new Stack();\n * s.push(1); // => 1\n * s.size // => 1\n * ```\n */",
    ),
    [
      { call: "s.push(1)", value: "1", code: "const s = new Stack();\n", at: "s.push(1); // => 1" },
      { call: "s.size", value: "1", code: "const s = new Stack();\ns.push(1);\n", at: "s.size // => 1" },
    ],
  );
});

Deno.test("readExamples() reads a block that asserts by itself", () => {
  const text =
    '/**\n * @example Title\n * ```ts\n * import assert from "node:assert";\n *\n * assert.equal(twice(2), 4);\n * ```\n * @returns x\n */';
  assert.deepEqual(read(text), [{
    call: "",
    value: "",
    code: 'import assert from "node:assert";\n\nassert.equal(twice(2), 4);',
    at: 'import assert from "node:assert";\n *\n * assert.equal(twice(2), 4);',
  }]);
});

Deno.test("readExamples() reads a call that begins on lines above, and what stands before it as code", () => {
  const text =
    '/**\n * @example\n * const s = [1];\n * total([\n *   { n: "(" },\n * ]); // => 1\n * total(")") // => 0\n */';
  const call = 'total([\n  { n: "(" },\n])';
  assert.deepEqual(read(text), [
    { call, value: "1", code: "const s = [1];\n", at: 'total([\n *   { n: "(" },\n * ]); // => 1' },
    { call: 'total(")")', value: "0", code: `const s = [1];\n${call};\n`, at: 'total(")") // => 0' },
  ]);
});

Deno.test("readExamples() reads a call over lines without a block", () => {
  assert.deepEqual(read("/**\n * Sums:\n * total(\n *   [1],\n * ) // => 1\n */"), [
    { call: "total(\n  [1],\n)", value: "1", at: "total(\n *   [1],\n * ) // => 1" },
  ]);
});

Deno.test("readExamples() leaves a call as it is whose brackets the lines above do not open", () => {
  assert.deepEqual(read("/**\n * (see below\n *\n * f)(1) // => 1\n */").map(({ call }) => call), ["f)(1)"]);
});

Deno.test("readExamples() reads a value that ends on comment lines below, or on lines after a prompt", () => {
  const claim = "/**\n * make() // => {\n *        //   a: [1],\n *        // }\n * f() // => 2\n */";
  assert.deepEqual(read(claim), [
    {
      call: "make()",
      value: "{\n   a: [1],\n }",
      at: "make() // => {\n *        //   a: [1],\n *        // }",
    },
    { call: "f()", value: "2", at: "f() // => 2" },
  ]);
  assert.deepEqual(read("/**\n * >>> make()\n * {\n *   a: 1,\n * }\n * >>> f()\n * 2\n */"), [
    { call: "make()", value: "{\n  a: 1,\n}", at: "make()\n * {\n *   a: 1,\n * }" },
    { call: "f()", value: "2", at: "f()\n * 2" },
  ]);
});

Deno.test("readExamples() reads the value of a declaration, whose name the claims below may use", () => {
  const claims = [" * const a: number = f(1); // => 2", " * a + 1 // => 3;", " * Or:", " * f(0) // => 1"];
  const last = { call: "a + 1", value: "3", code: "const a: number = f(1);\n", at: "a + 1 // => 3;" };
  assert.deepEqual(read(`/**\n${claims.join("\n")}\n */`), [
    { call: "f(1)", value: "2", at: "const a: number = f(1); // => 2" },
    last,
    { call: "f(0)", value: "1", at: "f(0) // => 1" },
  ]);
  assert.deepEqual(read(`/**\n * @example\n${claims.slice(0, 2).join("\n")}\n */`)[1], last);
});

Deno.test("readExamples() takes a comparison for no declaration", () => {
  assert.deepEqual(read("/** let2 === f(1) // => true */").map(({ call }) => call), ["let2 === f(1)"]);
  assert.deepEqual(read("/** const f: (n: number) => void // => 2 */").map(({ call }) => call), [
    "const f: (n: number) => void",
  ]);
});

Deno.test("readExamples() reads prompts without a value as code of their block", () => {
  const text = "/**\n * @example\n * >>> const s = make()\n * >>> s.add(1)\n * 1\n */";
  assert.deepEqual(read(text), [
    { call: "s.add(1)", value: "1", code: "const s = make()\n", at: "s.add(1)\n * 1" },
  ]);
});

Deno.test("readExamples() reads what a block asserts after its last claim", () => {
  const text =
    "/**\n * @example\n * const s = make();\n * s.add(1) // => 1\n * assert.equal(s.size, 1);\n */";
  assert.deepEqual(read(text), [
    { call: "s.add(1)", value: "1", code: "const s = make();\n", at: "s.add(1) // => 1" },
    {
      call: "",
      value: "",
      code: "const s = make();\ns.add(1);\nassert.equal(s.size, 1);",
      at: "assert.equal(s.size, 1);",
    },
  ]);
});

Deno.test("readExamples() takes no block that claims nothing", () => {
  assert.deepEqual(read("/**\n * @example\n * ```ts\n * twice(2);\n * ```\n */"), []);
});

Deno.test("readExamples() reads the comments of other languages", () => {
  assert.deepEqual(read("# twice(2) # => 4").map(({ call }) => call), ["twice(2)"]);
  assert.deepEqual(read("/// twice(2) // => 4").map(({ call }) => call), ["twice(2)"]);
  assert.deepEqual(read('"""\n>>> twice(2)\n4\n"""').map(({ value }) => value), ["4"]);
});

Deno.test("readExamples() takes no prose with an arrow for a claim", () => {
  assert.deepEqual(read("/**\n * A map of (key) => value pairs // see below\n */"), []);
});

Deno.test("readExamples() gives spans into the file, whatever the line ends", () => {
  const eol = fc.constantFrom("\n", "\r\n");
  fc.assert(fc.property(eol, fc.array(fc.nat(99), { minLength: 1, maxLength: 5 }), (end, numbers) => {
    const text = `/**${end}${numbers.map((n) => ` * f(${n}) // => ${n}${end}`).join("")} */`;
    assert.deepEqual(
      read(text),
      numbers.map((n) => ({ call: `f(${n})`, value: `${n}`, at: `f(${n}) // => ${n}` })),
    );
  }));
});

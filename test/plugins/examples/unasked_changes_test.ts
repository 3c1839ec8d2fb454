import assert from "node:assert/strict";
import { readExamples } from "../../../plugins/_examples/read.ts";
import { createExamples } from "../../../plugins/examples/validator.ts";
import { call, draftOf, project } from "./project.ts";

/** The report on a function whose hole is filled; the comment stands above it. */
async function filled(comment: string, head: string, fill: string) {
  const text = `${comment}\n${head} {__}\n`;
  await using made = await project({ "a.ts": text });
  await using validator = createExamples({ root: made.root });
  const { hole } = draftOf("a.ts", text, "body");
  const examples = readExamples({ file: "a.ts", text: comment, start: 0 });
  const edits = [{ file: "a.ts", span: hole.span, text: fill }];
  const change = { edits, files: [{ file: "a.ts", text: text.replace("__", fill) }] };
  return await validator.validate(change, { ...hole, examples }, call());
}

const SUM = "function sum(xs: number[]): unknown";
const LOOP = "let n = 0; for (const x of xs) n += x; return n;";

/** Comment, head, fill, and what is warned of. */
const fills: readonly (readonly [comment: string, head: string, fill: string, warning: string])[] = [
  ["/** sum([1, 2]) // => 3 */", SUM, LOOP, ""],
  [
    "/** sum([1, 2]) // => 3 */",
    SUM,
    LOOP.replace("return", "xs.length = 0; return"),
    "`sum([1, 2])` gives what is expected, but changes [1, 2] to []",
  ],
  ["/** sum([1, 2]) // => 3 */", SUM, `xs.reverse().reverse(); ${LOOP}`, ""],
  [
    "/**\n * Sums in place.\n * sum([1, 2]) // => 3\n */",
    SUM,
    LOOP.replace("return", "xs.pop(); return"),
    "",
  ],
  [
    "/**\n * @example\n * const xs = [3, 1];\n * sorted(xs) // => [1, 3]\n */",
    "function sorted(xs: number[]): unknown",
    "return xs.sort();",
    "`sorted(xs)` gives what is expected, but changes [3, 1] to [1, 3]",
  ],
  ["/** f(new Map([[1, { a: 1 }]])) // => 1 */", "function f(m: any): unknown", "return m.get(1).a;", ""],
  [
    "/** f(new Map([[1, { a: 1 }]])) // => 2 */",
    "function f(m: any): unknown",
    "return ++m.get(1).a;",
    "`f(new Map([[1, { a: 1 }]]))` gives what is expected, but changes Map { 1 => { a: 1 } } to Map { 1 => { a: 2 } }",
  ],
  ["/** drop([1]) // => undefined */", "function drop(xs: number[]): void", "xs.pop();", ""],
  [
    "/** f(Object.assign({ a: 1 }, { b: 2 })) // => 3 */",
    "function f(o: any): unknown",
    "return o.a + o.b;",
    "",
  ],
  [
    "/** f([1]) // => throws RangeError */",
    "function f(xs: number[]): unknown",
    "xs.pop(); throw new RangeError();",
    "`f([1])` gives what is expected, but changes [1] to []",
  ],
];

for (const [comment, head, fill, warning] of fills) {
  Deno.test(`validate() warns of ${warning ? "what" : "nothing where"} ${fill} changes under ${comment}`, async () => {
    const report = await filled(comment, head, fill);
    const said = report.diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`);
    assert.deepEqual(said, warning ? [`warning example/changes ${warning}`] : []);
    assert.deepEqual([report.state, report.passed], ["valid", 1]);
  });
}

Deno.test("validate() warns of no change where nothing is filled", async () => {
  const text = "/** sum([1]) // => 1 */\nfunction sum(xs: number[]) { return xs.pop(); }";
  await using made = await project({ "a.ts": text });
  await using validator = createExamples({ root: made.root });
  const change = { edits: [], files: [{ file: "a.ts", text }] };
  assert.deepEqual((await validator.validate(change, undefined, call())).diagnostics, []);
});

Deno.test("execute() tells what a run changed, so that readings differ", async () => {
  const text = "function sum(xs: number[], o: { n: number }): number {__}\n";
  await using made = await project({ "a.ts": text });
  await using validator = createExamples({ root: made.root });
  const texts = ["return xs.length;", "return xs.push(3) - 1;", "o.n++; xs.pop(); return 2;"];
  const rows = await validator.execute?.(
    draftOf("a.ts", text, "body"),
    texts,
    ["sum([1, 2], { n: 0 })"],
    call(),
  );
  assert.deepEqual(rows?.map((row) => row.map(({ shown, changes }) => [shown, changes])), [
    [["2", undefined]],
    [["2", "[1, 2] to [1, 2, 3]"]],
    [["2", "[1, 2] to [1], { n: 0 } to { n: 1 }"]],
  ]);
});

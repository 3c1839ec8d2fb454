import assert from "node:assert/strict";
import { parseFile } from "../../../../plugins/typescript/syntax.ts";
import { stubbed } from "../../../../plugins/typescript/watch/stubs.ts";
import { CORRECT, type Correct } from "./correct.ts";
import { answers, everyPrefix, watched } from "./watched.ts";

const OPEN = "/*<*/";
const CLOSE = "/*>*/";

/** The text without other insides; the hole stands between the marks, which stay in it. */
function less(text: string, file = "a.ts"): string {
  const at = text.indexOf(OPEN);
  const hole = at < 0 ? [] : [{ start: at, end: text.indexOf(CLOSE) }];
  return stubbed(parseFile(file, text), hole);
}

Deno.test("stubbed() takes out the body of a function whose return type is written", () => {
  assert.equal(
    less("function f(n: number): number {\n  return n * 2;\n}\nf(/*<*/1/*>*/);\n"),
    "function f(n: number): number {\nthrow 0;       \n}\nf(/*<*/1/*>*/);\n",
  );
});

Deno.test("stubbed() moves no offset and no line end", () => {
  const text = "class A {\r\n  get size(): number {\r\n    return 1;\r\n  }\u2028}\n";
  assert.equal(less(text), "class A {\r\n  get size(): number {\r\nthrow 0;     \r\n  }\u2028}\n");
});

Deno.test("stubbed() takes out values whose type can not be narrowed", () => {
  const functions = "const f: (n: number) => number = 0 as never          ;\n";
  assert.equal(less("const f: (n: number) => number = (n) => double(n + 1);\n"), functions);
  assert.equal(
    less("class A { step: Step = (n) => n + 1; }\n"),
    "class A { step: Step = 0 as never  ; }\n",
  );
});

for (
  const [what, text] of [
    ["the body around the hole", "function f(): void { const a = 1; /*<*//*>*/ }"],
    ["a body whose return type is not written", "function f() { return 1 + 2; }"],
    ["a constructor", "class A { a: number; constructor() { this.a = 1; } }"],
    ["a body that assigns a variable of the file", "let n: number;\nfunction f(): void { n = 1 + 2; }"],
    ["a body that counts a variable up", "let n = 0;\nfunction f(): void { n++; g(n); }"],
    ["a body that takes a list apart", "let n = 0;\nfunction f(): void { [n] = [1, 2]; }"],
    ["a body that walks with a variable", "let n = 0;\nfunction f(): void { for (n of [1]) g(n); }"],
    [
      "a body that assigns a parameter around it",
      "function f(a: 1 | 2) { return (): void => { a = 2; g(); }; }",
    ],
    ["a body that brings a module", 'async function f(): Promise<void> { await import("./b.ts"); }'],
    ["a body that brings the types of a module", 'function f(): void { let a: import("./b.ts").B; }'],
    ["an object that is returned", "const f = (): { value: number } => ({ value: 1 });"],
    ["a value whose type may be narrowed", "const f: Shape = { kind: 1 };"],
    ["a value that is taken apart", 'const { a }: { a?: string } = { a: "one" };'],
    ["a value of a union", "const f: (() => 1) | undefined = () => 1 as const;"],
    ["a body that has no room", "function f(): void { g() }"],
    ["a file that can not be parsed", "function f(): number { return 1 + 2; } ("],
  ] as const
) {
  Deno.test(`stubbed() leaves ${what}`, () => assert.equal(less(text), text));
}

Deno.test("stubbed() leaves JavaScript", () => {
  const text = "/** @returns {number} */ function f() { this.a = 1; return 1; }\n";
  assert.equal(less(text, "a.js"), text);
});

Deno.test("stubbed() looks into what it leaves", () => {
  assert.equal(
    less("let n = 0;\nexport const all = [(): void => { n = 1; }, (): number => { return 1; }];\n"),
    "let n = 0;\nexport const all = [(): void => { n = 1; }, (): number => {throw 0;   }];\n",
  );
});

Deno.test("stubbed() lets a body assign what it declares", () => {
  assert.equal(
    less("function f(n: number): number { let a = n; a++; n = 2; return a; }\n"),
    "function f(n: number): number {throw 0;                          }\n",
  );
});

/** Right code that would have faults if one inside too many were taken out. */
const FRAGILE = `interface Circle { kind: "circle"; radius: number }
interface Square { kind: "square"; side: number }
type Shape = Circle | Square;
const shape: Shape = { kind: "circle", radius: 1 };
const { top }: { top: string | undefined } = { top: "one" };
let count: number;
let last: string | undefined = undefined;
let mode: "on" | "off" = "off";
const sizes: { of(shape: Shape): number } = { of: (one) => one.kind === "circle" ? one.radius : one.side };
export function reset(): void {
  count = 0;
}
export function remember(text: string): void {
  last = text;
}
export function turn(): void {
  [mode] = [mode === "on" ? "off" : "on"];
}
function isCircle(one: Shape): one is Circle {
  return one.kind === "circle";
}
function assertSquare(one: Shape): asserts one is Square {
  if (one.kind !== "square") throw new TypeError("It is no square");
}
function fail(message: string): never {
  throw new TypeError(message);
}
function* numbers(): Generator<number, string> {
  yield 1;
  return "end";
}
function pair(left: string) {
  return [left, left.length] as const;
}
class Counter {
  total: number;
  step: (by: number) => number = (by) => this.total += by;
  constructor() {
    this.total = 0;
  }
  get isZero(): boolean {
    return this.total === 0;
  }
}
export const use = (other: Shape): string => {/*<*/
  const counter = new Counter();
  const radius = shape.radius + counter.step(count) + top.length;
  if (counter.isZero) return last?.toUpperCase() ?? "";
  const text = mode === "on" ? "on" : radius.toFixed();
  const [left, size] = pair(text);
  for (const each of numbers()) if (each > size) return left.concat(each.toFixed());
  if (isCircle(other)) return other.radius.toFixed();
  assertSquare(other);
  const side = sizes.of(other) + other.side;
  if (side > 1) fail("It is too large");
  return side.toFixed();
/*>*/};
`;

const fragile: Correct = { name: "code that leans on other declarations", kind: "body", text: FRAGILE };
for (const { name, kind, text, file = "a.ts" } of [fragile, ...CORRECT]) {
  if (less(text, file) === text) continue;
  Deno.test(`watch() without other insides finds no fault in any prefix of ${name}`, async () => {
    const others = { "other.ts": "export declare function basename(path: string): string;\n" };
    await using project = await watched({ ...others, [file]: text }, file, kind);
    await using session = await project.open(project.draft, { stubsFromUnits: 0 });
    for (const answer of await answers(session, everyPrefix(project.fill))) {
      assert.deepEqual(answer.faults.map(({ code, message }) => `${code} ${message}`), []);
    }
  });
}

Deno.test("watch() of a long file tells the same faults at the same places", async () => {
  const wrong = FRAGILE.replace("other.radius.toFixed()", "other.side.toFixed()");
  const long = `// ${"-".repeat(10_000)}\n${wrong}`;
  await using project = await watched({ "a.ts": long }, "a.ts", "body");
  const told = await Promise.all([{}, { stubsFromUnits: Infinity }].map(async (options) => {
    await using session = await project.open(project.draft, options);
    return (await answers(session, everyPrefix(project.fill))).map(({ faults }) => faults);
  }));
  assert.deepEqual(told[0], told[1]);
  const [fault] = told[0]?.at(-1) ?? [];
  assert.deepEqual([fault?.code, project.fill.indexOf("side") + project.draft.hole.span.start], [
    "TS2339",
    fault?.span.start,
  ]);
});

import assert from "node:assert/strict";
import { NOTE_CODES } from "../../../../core/code/note.ts";
import type { HoleKind } from "../../../../core/code/hole.ts";
import type { ExamplesOptions } from "../../../../plugins/examples/workshop.ts";
import { createExamples } from "../../../../plugins/examples/validator.ts";
import { call, draftOf, project } from "../project.ts";

interface Setting {
  /** The module with the hole `__`. */
  readonly source?: string;
  readonly kind?: HoleKind;
  readonly files: Readonly<Record<string, string>>;
  readonly options?: Partial<ExamplesOptions>;
}

const SUM = "export function sum(xs: readonly number[]): number {__}\n";
const RIGHT = " return xs.reduce((a, b) => a + b, 0); ";

/** What is said of fills of `src/sum.ts`, one after another, when all files that end with `_test.ts` are named. */
async function reports(
  { source = SUM, kind = "body", files, options = {} }: Setting,
  fills: readonly string[],
) {
  await using made = await project({ ...files, "src/sum.ts": source });
  await using examples = createExamples({
    root: made.root,
    tests: ["**/*_test.ts"],
    testMs: 20_000,
    ...options,
  });
  const { hole } = draftOf("src/sum.ts", source, kind);
  const found = [];
  for (const fill of fills) {
    const edits = [{ file: "src/sum.ts", span: hole.span, text: fill }];
    const change = { edits, files: [{ file: "src/sum.ts", text: source.replace("__", fill) }] };
    const report = await examples.validate(change, hole, call());
    found.push({
      ...report,
      said: report.diagnostics.map(({ file, message }) => `${file}: ${message}`),
      notes: report.notes.map(({ text }) => text).join("\n"),
    });
  }
  return found;
}

/** Files of tests that `RIGHT` passes and a fill that ignores its argument does not; how many tests they have. */
const styles: Readonly<Record<string, readonly [text: string, tests: number]>> = {
  "node:test": [
    `import test from "node:test"; import assert from "node:assert/strict"; import { sum } from "../src/sum.js";
    test("adds", () => assert.equal(sum([1, 2]), 3));
    test("adds later", { timeout: 9000 }, async (t) => { await t.test("inner", () => assert.equal(sum([4]), 4)); });`,
    2,
  ],
  "node:test with suites and hooks": [
    `import { after, afterEach, before, beforeEach, describe, it } from "node:test"; import { deepEqual } from "node:assert/strict"; import { sum } from "../src/sum.ts";
    const log: string[] = [];
    describe("outer", () => {
      before(() => log.push("before")); beforeEach(() => { log.push("each"); });
      afterEach(() => { log.push("end"); }); after(() => log.push("after"));
      it("one", () => { log.push("one"); deepEqual(sum([1]), 1); });
      describe("inner", () => {
        before(async () => { log.push("inner"); });
        it("two", () => { log.push("two"); deepEqual(sum([2]), 2); });
      });
    });
    it("ran all", () => { sum([]); deepEqual(log.join(" "), "before each one end inner each two end after"); });`,
    3,
  ],
  "Deno.test": [
    `import { strictEqual } from "node:assert"; import { sum } from "../src/sum.ts";
    Deno.test("adds", () => strictEqual(sum([1, 2]), 3));
    Deno.test({ name: "adds one", fn: () => strictEqual(sum([1]), 1) });
    Deno.test(function named() { strictEqual(sum([5]), 5); });
    Deno.test("steps", async (t) => { await t.step("inner", () => strictEqual(sum([4]), 4)); });
    Deno.test({ name: "ignored", ignore: true, fn: () => strictEqual(sum([1]), 9) });
    Deno.test.ignore("ignored too", () => strictEqual(sum([1]), 9));`,
    4,
  ],
  "tables and conditions": [
    `import { describe, it } from "node:test"; import { equal } from "node:assert/strict"; import { sum } from "../src/sum.ts";
    declare const test: any;
    test.each([[[1, 2], 3], [[4], 4]])("%j makes %d", (xs: number[], n: number) => equal(sum(xs), n));
    test.each([{ n: 5 }])("gives $n", ({ n }: { n: number }) => equal(sum([n]), n));
    test.skipIf(true)("left", () => equal(sum([1]), 9));
    test.fails("is wrong", () => equal(sum([1]), 9));
    describe.skip("left too", () => { it("never", () => equal(sum([1]), 9)); });`,
    4,
  ],
};

for (const [style, [text, tests]] of Object.entries(styles)) {
  Deno.test(`validate() runs the tests of ${style} that the user names`, async () => {
    const [right, wrong] = await reports({ files: { "test/sum_test.ts": text } }, [RIGHT, " return 0; "]);
    assert.deepEqual(
      [right?.state, right?.passed, right?.total, right?.said],
      ["valid", tests, tests, []],
      right?.notes,
    );
    assert.equal(wrong?.state, "invalid");
    assert.match(wrong?.said[0] ?? "", /^test\/sum_test\.ts: the test ".*" fails: /);
  });
}

const NODE =
  'import test from "node:test"; import assert from "node:assert/strict"; import { sum } from "../src/sum.ts";\n';

Deno.test("validate() points at the name of the test that fails", async () => {
  const text = `${NODE}test("is empty", () => {});\ntest('adds "up"', () => assert.equal(sum([1, 2]), 3));`;
  const [report] = await reports({ files: { "test/a_test.ts": text } }, [" return 7; "]);
  const { start = 0, end = 0 } = report?.diagnostics[0]?.span ?? {};
  assert.equal(text.slice(start, end), "'adds \"up\"'");
  assert.match(report?.said[0] ?? "", /the test "adds "up"" fails: AssertionError: .*/);
});

Deno.test("validate() counts the tests that reach the hole alone", async () => {
  const source =
    `export const other = (): number => { throw Object.assign(new Error("open"), { name: "HoleError" }); };\n${SUM}`;
  const text = `import { other } from "../src/sum.ts"; ${NODE}
    test("of this hole", () => assert.equal(sum([1]), 1));
    test("of another hole", () => assert.equal(other(), 1));
    test("of both", () => assert.equal(sum([1]) + other(), 2));
    test("broken before", () => assert.equal(1, 2));`;
  const files = {
    "test/a_test.ts": text,
    "test/far_test.ts": `${NODE.replace(/import \{ sum.*/, "")} test("far", () => assert.fail());`,
  };
  const [report] = await reports({ source, files }, [RIGHT]);
  assert.deepEqual([report?.state, report?.passed, report?.total, report?.said], ["valid", 1, 1, []]);
  assert.match(
    report?.notes ?? "",
    /the test "of both" in "test\/a_test\.ts" was not checked: it reaches a hole/,
  );
});

Deno.test("validate() says when no test reaches the hole", async () => {
  const [report] = await reports({ files: { "test/a_test.ts": `${NODE} test("idle", () => void sum);` } }, [
    RIGHT,
  ]);
  assert.equal(report?.total, undefined);
  assert.match(report?.notes ?? "", /no test in "test\/a_test\.ts" reaches the hole/);
});

Deno.test("validate() runs the tests of an expression hole, and all tests of one that nothing can stand in for", async () => {
  const text = `${NODE} test("adds", () => assert.equal(sum([1, 2]), 3)); test("idle", () => {});`;
  const source = "export const sum = (xs: readonly number[]): number => __;\n";
  const [expression] = await reports({ source, kind: "expression", files: { "test/a_test.ts": text } }, [
    "xs.length + 1",
  ]);
  assert.deepEqual([expression?.state, expression?.passed, expression?.total], ["valid", 1, 1]);
  const members = "class Adder { __ }\nexport const sum = (xs: readonly number[]) => new Adder().sum(xs);\n";
  const method = "sum(xs: readonly number[]) { return xs.length + 1; }";
  const [all] = await reports({ source: members, kind: "members", files: { "test/a_test.ts": text } }, [
    method,
  ]);
  assert.deepEqual([all?.state, all?.passed, all?.total], ["valid", 2, 2]);
});

/** Test files that can not be run, and what is said. */
const unchecked: Readonly<Record<string, readonly [text: string, note: RegExp]>> = {
  "whose library is not installed": [
    'import { expect, test } from "vitest"; import { sum } from "../src/sum.ts"; test("a", () => expect(sum([1])).toBe(1));',
    /tests in "test\/a_test\.ts" were not checked: "vitest" can not be loaded: package "vitest" is not installed/,
  ],
  "that uses global matchers of no library": [
    'import { sum } from "../src/sum.ts"; expect(sum); test("a", () => {});',
    /were not checked: it needs `expect` of a test library that can not be loaded/,
  ],
  "that has no tests": ['import { sum } from "../src/sum.ts"; sum;', /were not checked: it has no tests/],
  "with a test that reads a file": [
    `${NODE} test("reads", () => { sum([1]); Deno.readTextFileSync("test/a.txt"); });`,
    /the test "reads" in "test\/a_test\.ts" was not checked: it needs what the sandbox refuses: Requires read access/,
  ],
  "with a test that mocks what can not be mocked": [
    `${NODE} test("mocks", (t) => { sum([1]); t.assert; });`,
    /the test "mocks" .* was not checked: it needs what the sandbox refuses: the test's context\.assert is not supported/,
  ],
};

for (const [what, [text, note]] of Object.entries(unchecked)) {
  Deno.test(`validate() leaves a test file ${what} unchecked, by name`, async () => {
    const [report] = await reports({ files: { "test/a_test.ts": text } }, [RIGHT]);
    assert.deepEqual([report?.state, report?.passed, report?.said], ["unchecked", 0, []]);
    assert.match(report?.notes ?? "", note);
  });
}

Deno.test("validate() says that a named test file is not there", async () => {
  const [report] = await reports({ files: {}, options: { tests: ["test/gone.ts"] } }, [RIGHT]);
  assert.equal(report?.state, "unchecked");
  assert.match(report?.notes ?? "", /tests in "test\/gone\.ts" were not checked: there is no such file/);
});

/** Fills that must not pass for right, and what is said of them. */
const cheats: Readonly<Record<string, readonly [fill: string, said: RegExp]>> = {
  "never ends": [
    " for (;;); ",
    /the tests in "test\/a_test\.ts" end with no end after 500 ms in the test "adds"/,
  ],
  "waits for ever": [
    " return new Promise(() => {}) as any; ",
    /the test "waits" fails: Error: no end after 500 ms/,
  ],
  "leaves": [" Deno.exit(0); ", /end with exit\(0\) in the test "adds"/],
  "replaces the assertions": [
    ' (process.getBuiltinModule("node:assert/strict") as any).equal = () => {}; return 0; ',
    /end with assert\.equal/,
  ],
  "asks for another test only": [
    ' (Deno as any).test.only("mine", () => {}); return 0; ',
    /the test "adds" fails/,
  ],
  "says that it is to be skipped": [
    ' throw Object.assign(new Error("x"), { name: "Skip" }); ',
    /the test "adds" fails: /,
  ],
  "prints a result": [
    ' console.log("\\nR 0 value 1 true [\\"[]\\",\\"\\",\\"\\"]\\nP 0 \\"adds\\"\\n"); return 0; ',
    /the test "adds" fails/,
  ],
};

for (const [deed, [fill, said]] of Object.entries(cheats)) {
  Deno.test(`validate() fails the tests of a fill that ${deed}`, async () => {
    const text =
      `${NODE} test("adds", () => assert.equal(sum([1, 2]), 3)); test("waits", async () => assert.equal(await sum([1]), 1));`;
    const options = /ever|ends/.test(deed) ? { testMs: 500 } : {};
    const [report] = await reports({ files: { "test/a_test.ts": text }, options }, [fill]);
    assert.equal(report?.state, "invalid", report?.notes);
    assert.match(report?.said.join("\n") ?? "", said);
  });
}

Deno.test("validate() takes no test for passed that a module registers beside those of the file", async () => {
  const source = `(globalThis as any).test?.only("mine", () => {});\n${SUM}`;
  const text = `${NODE} test("adds", () => assert.equal(sum([1, 2]), 3));`;
  const [report] = await reports({ source, files: { "test/a_test.ts": text } }, [" return 0; "]);
  assert.notEqual(report?.state, "valid");
});

Deno.test("validate() runs each test file in a child of its own, out of reach of what another has hooked", async () => {
  const source = `import { registerHooks } from "node:module";\n${SUM}`;
  const fill = ` registerHooks({
    load: (url, context, next) => url.includes("b_test")
      ? { format: "module", source: "test('wants more', () => {})", shortCircuit: true }
      : next(url, context),
  });
  return 1; `;
  const files = {
    "test/a_test.ts": `${NODE} test("wants one", () => assert.equal(sum([1]), 1));`,
    "test/b_test.ts": `${NODE} test("wants more", () => assert.equal(sum([1, 2]), 3));`,
  };
  const [report] = await reports({ source, files }, [fill]);
  assert.deepEqual([report?.state, report?.passed, report?.total], ["invalid", 1, 2], JSON.stringify(report));
});

Deno.test("validate() takes a test for failed when another of its name passes", async () => {
  const text =
    `${NODE} test("adds", () => assert.equal(sum([0]), 0)); test("adds", () => assert.equal(sum([1]), 1));`;
  const [report] = await reports({ files: { "test/a_test.ts": text } }, [" return 0; "]);
  assert.equal(report?.state, "invalid");
});

Deno.test("validate() takes no test for passed that a fill makes skip itself", async () => {
  const text = `${NODE} test("picky", (t) => { if (sum([1]) === 0) t.skip(); assert.equal(sum([1]), 1); });`;
  const [report] = await reports({ files: { "test/a_test.ts": text } }, [" return 0; "]);
  assert.deepEqual(report?.said, ['test/a_test.ts: the test "picky" is not run']);
});

Deno.test("validate() joins examples and tests", async () => {
  await using made = await project({
    "a_test.ts": `${NODE.replace("../src/sum", "./sum")} test("adds", () => assert.equal(sum([1]), 1));`,
  });
  await using examples = createExamples({ root: made.root, tests: ["./a_test.ts"] });
  const text = "/** sum([2]) // => 2 */\nexport const sum = (xs: number[]) => xs[0];\n";
  const report = await examples.validate({ edits: [], files: [{ file: "sum.ts", text }] }, undefined, call());
  assert.deepEqual([report.state, report.passed, report.total], ["valid", 2, 2], JSON.stringify(report));
  const counted = report.notes.find(({ code }) => code === NOTE_CODES.counted);
  assert.equal(counted?.text, "1 of 1 example, 1 of 1 test");
});

/** Packages like vitest's own: the matchers stand beside the runner, which can not be run here. */
const VITEST = {
  "node_modules/vitest": "-> .store/vitest/node_modules/vitest",
  "node_modules/.store/vitest/node_modules/vitest/package.json": '{ "type": "module", "main": "runner.js" }',
  "node_modules/.store/vitest/node_modules/vitest/runner.js":
    'Deno.readTextFileSync("config"); export const test = 1;',
  "node_modules/.store/vitest/node_modules/chai/package.json": '{ "type": "module", "main": "i.js" }',
  "node_modules/.store/vitest/node_modules/chai/i.js":
    `export class Assertion { constructor(value) { this.value = value; } }
    const utils = { addMethod: (holder, name, work) => { holder[name] = work; } };
    export const use = (plugin) => plugin({ Assertion }, utils);
    export const expect = Object.assign((value) => new Assertion(value), { any: () => "any" });
    export const assert = () => {};`,
  "node_modules/.store/vitest/node_modules/@vitest/expect/package.json":
    '{ "type": "module", "main": "i.js" }',
  "node_modules/.store/vitest/node_modules/@vitest/expect/i.js":
    `if (process.env.NODE_ENV === "production") throw new Error("mode");
    export const JestExtend = () => {}, JestAsymmetricMatchers = () => {};
    export const JestChaiExpect = ({ Assertion }, { addMethod }) => addMethod(Assertion.prototype, "toBe", function (other) {
      if (this.value !== other) throw new Error("expected " + this.value + " to be " + other);
    });`,
  "node_modules/.store/vitest/node_modules/@vitest/spy/package.json": '{ "type": "module", "main": "i.js" }',
  "node_modules/.store/vitest/node_modules/@vitest/spy/i.js":
    "export const fn = () => {}, isMockFunction = () => false, spyOn = () => {};",
};

const matched = (imports: string, more = "") =>
  `${imports} import { sum } from "../src/sum.ts"; describe("sum", () => { it("adds", () => { expect(sum([1, 2])).toBe(3); ${more} }); });`;

for (const imports of ['import { describe, expect, it } from "vitest";', ""]) {
  Deno.test(`validate() runs tests with the matchers of an installed library, ${imports ? "imported" : "global"}`, async () => {
    const files = { ...VITEST, "test/a_test.ts": matched(imports) };
    const [right, wrong] = await reports({ files }, [RIGHT, " return 9; "]);
    assert.deepEqual([right?.state, right?.passed], ["valid", 1], right?.notes);
    assert.deepEqual(wrong?.said, ['test/a_test.ts: the test "sum > adds" fails: Error: expected 9 to be 3']);
  });
}

for (const more of ['vi.mock("./x");', "expect(1).toMatchSnapshot();", "expect.poll(() => 1);"]) {
  Deno.test(`validate() leaves a test unchecked that needs ${more}`, async () => {
    const files = {
      ...VITEST,
      "test/a_test.ts": matched('import { describe, expect, it, vi } from "vitest"; vi;', more),
    };
    const [report] = await reports({ files }, [RIGHT]);
    assert.equal(report?.state, "unchecked", JSON.stringify(report));
    assert.match(
      report?.notes ?? "",
      /was not checked: it needs what the sandbox refuses: .* is not supported/,
    );
  });
}

import assert from "node:assert/strict";
import type { Draft, HoleKind } from "../../../core/code/hole.ts";
import type { Observation } from "../../../core/kernel/hooks.ts";
import type { ExamplesOptions } from "../../../plugins/examples/workshop.ts";
import { createExamples } from "../../../plugins/examples/validator.ts";
import { spawn } from "../../../plugins/_process/spawn.ts";
import { call, draftOf, project } from "./project.ts";

interface Setting {
  /** `a.ts` when absent. */
  readonly file?: string;
  readonly text: string;
  readonly kind?: HoleKind;
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: Partial<ExamplesOptions>;
  readonly edits?: Draft["edits"];
}

async function rows(setting: Setting, texts: readonly string[], inputs: readonly string[]) {
  const { file = "a.ts" } = setting;
  await using made = await project({ ...setting.files, [file]: setting.text });
  await using validator = createExamples({ root: made.root, ...setting.options });
  const draft = { ...draftOf(file, setting.text, setting.kind), edits: setting.edits ?? [] };
  const found = await validator.execute?.(draft, texts, inputs, call());
  assert.ok(found);
  return found;
}

/** State and print of each observation. */
const brief = (found: readonly (readonly Observation[])[]) =>
  found.map((row) => row.map(({ state, shown }) => `${state} ${shown}`));

const AREA = "function area(b: { w: number; h: number }): unknown { return __; }\n";

Deno.test("execute() gives one row for each text and one observation for each input", async () => {
  const found = await rows({ text: AREA }, ["b.w * b.h", "b.w + b.h", "b.w * b.h"], [
    "area({ w: 2, h: 3 })",
    "area({ w: 0, h: 3 })",
  ]);
  assert.deepEqual(brief(found), [["value 6", "value 0"], ["value 5", "value 3"], ["value 6", "value 0"]]);
});

Deno.test("execute() shows awaited values, errors and printed kinds", async () => {
  const texts = [
    "Promise.resolve(new Set([b.h]))",
    'Promise.reject(new TypeError("no"))',
    "undefined",
    "null!.x",
  ];
  assert.deepEqual(brief(await rows({ text: AREA }, texts, ["area({ w: 1, h: 2 })"])), [
    ["value Set { 2 }"],
    ["threw TypeError: no"],
    ["value undefined"],
    ["threw TypeError: Cannot read properties of null (reading 'x')"],
  ]);
});

Deno.test("execute() runs a module anew for each observation", async () => {
  const text =
    "let calls = 0; const seen: number[] = [];\nexport function f(): unknown { calls++; seen.push(calls); return __; }\n";
  const found = await rows({ text }, ["calls", "seen.length + calls"], ["[f(), f()]", "f()"]);
  assert.deepEqual(brief(found), [["value [1, 2]", "value 1"], ["value [2, 4]", "value 2"]]);
});

Deno.test("execute() lets what hangs, dies or leaves cost its own observation alone", async () => {
  const texts = [
    "b.w",
    "(() => { for (;;); })()",
    "new Promise(() => {})",
    "Deno.exit(0)",
    "(Array.prototype.map = () => [], 1)",
    "Promise.reject(1) && (setTimeout(() => { throw new Error(); }), b.h)",
    "b.w +",
    "b.w + b.h",
  ];
  const found = await rows({ text: AREA }, texts, ["area({ w: 2, h: 3 })"]);
  assert.deepEqual(brief(found), [
    ["value 2"],
    ["timeout no end after 250 ms"],
    ["timeout no end after 250 ms"],
    ["threw exit(0)"],
    ["threw it replaces the built-in Array.prototype.map"],
    ["value 3"],
    ["unchecked its module can not be loaded: SyntaxError: Unexpected token"],
    ["value 5"],
  ]);
});

Deno.test("execute() runs what has no end on three inputs, and takes it for granted on the others", async () => {
  const inputs = [1, 2, 3, 4, 5, 6].map((w) => `area({ w: ${w}, h: 3 })`);
  const found = await rows({ text: AREA }, ["(() => { for (;;); })()", "b.w"], inputs);
  assert.deepEqual(found.map((row) => row.map(({ state }) => state)), [
    inputs.map(() => "timeout"),
    inputs.map(() => "value"),
  ]);
  assert.deepEqual(found[0]?.map(({ elapsedMs }) => elapsedMs > 0), [true, true, true, false, false, false]);
});

Deno.test("execute() blames memory on the text that used it", async () => {
  const texts = ["b.w", "(() => { const a: unknown[] = []; for (;;) a.push([a.length, b]); })()", "b.h"];
  const options = { heapMb: 64, observationMs: 20_000 };
  const found = await rows({ text: AREA, options }, texts, ["area({ w: 2, h: 3 })"]);
  assert.deepEqual(brief(found), [["value 2"], ["memory out of memory"], ["value 3"]]);
});

Deno.test("execute() does not blame memory on a text for what earlier ones left", async () => {
  const keep = (n: number) =>
    `((kept: unknown[]) => (setInterval(() => kept.length, 1e6), ${n}))(new Array(6e6).fill(1.5))`;
  const options = { heapMb: 128, observationMs: 20_000 };
  const found = await rows({ text: AREA, options }, [1, 2, 3, 4].map(keep), ["area({ w: 2, h: 3 })"]);
  assert.deepEqual(brief(found), [["value 1"], ["value 2"], ["value 3"], ["value 4"]]);
});

/** The same texts must mean what they would mean in the file, whatever stands around the hole. */
const around: readonly (readonly [place: string, texts: readonly string[], shown: readonly string[]])[] = [
  ["const f = () => 2 * __;", ["1 + 1", "(1 + 1)", "three"], ["3", "4", "6"]],
  ["const f = () => __;", ["{ a: 1 }", "({ a: 1 })", "[1]"], ["undefined", "{ a: 1 }", "[1]"]],
  ["const f = () => __.length;", ['"a" + "bc"', "[1]"], ['"a2"', "1"]],
  ["async function f() { return __; }", ["await Promise.resolve(1)", "await three"], ["1", "3"]],
  ["const f = () => `${__}`;", ["three ? 1 : 2", "three"], ['"1"', '"3"']],
  ["const f = () => three == __;", ["3", "1 + 2"], ["true", "true"]],
];

for (const [place, texts, shown] of around) {
  Deno.test(`execute() keeps the meaning of texts in ${place}`, async () => {
    const found = await rows({ text: `const three = 3;\n${place}\n` }, texts, ["f()"]);
    assert.deepEqual(brief(found), shown.map((print) => [`value ${print}`]));
  });
}

/** Modules of every shape; `f()` must give 7 and 8. */
const shapes: Readonly<Record<string, Omit<Setting, "kind"> & { kind?: HoleKind }>> = {
  "exports of every form": {
    text:
      'import { basename as b } from "path"; import type { X } from "./no";\nexport { b as c }; export * from "./other";\n' +
      "export default function named() {} export const [x, { y }] = [1, { y: 2 }]; export interface I { a: 1 } export enum E { A = 6 }\n" +
      "export abstract class K { constructor(readonly k: number) {} }\nexport function f(): number { return E.A + __; }",
    files: { "other.ts": "export const o = 1;" },
  },
  "an anonymous default export": { text: "export default class { a = 1; }\nfunction f() { return 6 + __; }" },
  "a default export of an expression": { text: "export default { a: 1 };\nfunction f() { return 6 + __; }" },
  "a namespace at its top": {
    text: "namespace N { export const six = 6; }\nfunction f() { return N.six + __; }",
  },
  "an import cycle through the hole's module": {
    text:
      'import { g } from "./g";\nexport function f() { return 6 + __; }\nexport function h() { return g(); }',
    files: { "g.ts": 'import { f } from "./a";\nexport const g = () => f();' },
  },
  "await at its top": { text: "const six = await Promise.resolve(6);\nfunction f() { return six + __; }" },
  "CommonJS exports": {
    file: "a.js",
    text:
      '"use strict";\nconst { six } = require("./six");\nfunction f() { return six + __; }\nmodule.exports = { f };',
    files: { "six.js": "exports.six = 6;" },
  },
  "a function assigned to exports": { file: "a.js", text: "exports.f = function () { return 6 + __; };" },
  "a method of what `export =` exports": {
    file: "a.cts",
    text: "export = { six: 6, f(): number { return this.six + __; } };",
  },
  "`export =` in a .cts file": {
    file: "a.cts",
    text: 'import six = require("./six.cjs");\nfunction f(): number { return six + __; }\nexport = { f };',
    files: { "six.cts": "export = 6;" },
  },
  "`export =` in a .ts file beside imports": {
    text:
      'import path, { basename as b } from "node:path"; import six = require("./six"); import type { T } from "./no";\n' +
      "function f() { return path.basename(b('a/6')).length * six.value + __; }\nexport = f;",
    files: { "six.ts": "export const value: number = 6;" },
  },
  "imports and exports in a .cts file": {
    file: "a.cts",
    text:
      'import six = require("./six"); import type no = require("./no"); import { five } from "./five.cjs";\n' +
      "export function f(): number { return six + five - 5 + __; }",
    files: { "six.ts": "export = 6;", "five.cts": "export const five = 5;" },
  },
  "dependencies": {
    text: 'import { six } from "./six";\nfunction f() { return six + __; }',
    files: { "six.ts": "export const six: number = 6;" },
  },
};

for (const [shape, setting] of Object.entries(shapes)) {
  Deno.test(`execute() runs candidates in a module with ${shape}`, async () => {
    const inputs = shape.includes("cycle") ? ["f()", "h()"] : ["f()"];
    const found = await rows(setting, ["1", "2"], inputs);
    assert.deepEqual(brief(found), [inputs.map(() => "value 7"), inputs.map(() => "value 8")]);
  });
}

Deno.test("execute() fills statements, bodies and members too", async () => {
  const statements = { text: "function f(n: number) { __\n return m; }", kind: "statements" as const };
  const members = { text: "class C { __ }", kind: "members" as const };
  assert.deepEqual(brief(await rows(statements, ["const m = n;", "let m = 2; m *= n;"], ["f(4)"])), [[
    "value 4",
  ], ["value 8"]]);
  assert.deepEqual(brief(await rows(members, ["a() { return 1; }", "a = () => 2;"], ["new C().a()"])), [[
    "value 1",
  ], ["value 2"]]);
});

Deno.test("execute() applies the draft's other edits", async () => {
  const text = "function f() { return __; }";
  const edits = [
    { file: "a.ts", span: { start: 0, end: 0 }, text: 'import { six } from "./b";\n' },
    { file: "b.ts", span: { start: 0, end: 0 }, text: "export const six = 6;\n" },
  ];
  const found = await rows({ text, edits, files: { "b.ts": "export const one = 1;" } }, ["six", "six + 1"], [
    "f()",
  ]);
  assert.deepEqual(brief(found), [["value 6"], ["value 7"]]);
});

Deno.test("execute() leaves an input that is no expression unchecked and runs the others", async () => {
  const found = await rows({ text: AREA }, ["b.w", "b.h"], ["area({ w: 2, h: 3 })", "1); area(", "area("]);
  assert.deepEqual(found.map((row) => row.map(({ state }) => state)), [
    ["value", "unchecked", "unchecked"],
    ["value", "unchecked", "unchecked"],
  ]);
});

Deno.test("execute() leaves what lies outside unread, whichever way a text asks", async () => {
  const texts = [
    'Deno.readTextFileSync("/etc/hostname")',
    'import("/etc/hostname")',
    'import("../outside/s.ts")',
    'import("../outside/" + "s.ts")',
  ];
  const found = await rows(
    { text: AREA, files: { "../outside/s.ts": 'export const s = "secret";' } },
    texts,
    ["area({ w: 2, h: 3 })"],
  );
  for (const [one] of found) {
    assert.notEqual(one?.state, "value");
    assert.doesNotMatch(one?.shown ?? "", /secret/);
  }
});

Deno.test("execute() runs two hundred texts on three inputs in one child", async () => {
  let children = 0;
  const options: Partial<ExamplesOptions> = {
    spawn: (command) => {
      if (command.args.includes("run")) children++;
      return spawn(command);
    },
  };
  const texts = Array.from({ length: 200 }, (_, index) => `b.w * b.h + ${index}`);
  const inputs = ["area({ w: 2, h: 3 })", "area({ w: 0, h: 3 })", "area({ w: 1, h: 1 })"];
  const found = await rows({ text: AREA, options }, texts, inputs);
  assert.deepEqual(brief(found).at(-1), ["value 205", "value 199", "value 200"]);
  assert.equal(children, 1);
});

/** What a text does to the world, and what an innocent text would give if it found the world changed. */
const traces: Readonly<Record<string, readonly [deed: string, innocent: string, shown: string]>> = {
  "a global": ["(globalThis as any).seen = 1", '"seen" in globalThis', "false"],
  "a method of arrays": ["(Array.prototype as any).last = 1", '"last" in []', "false"],
  "another function for structuredClone": [
    "(globalThis as any).structuredClone = () => 7",
    "structuredClone(1)",
    "1",
  ],
  "an entry in a map of another module": ["map.set(1, { n: 1 })", "map.size", "0"],
  "a change deep in a list of another module": ["list[0].tags.push('x')", "list[0].tags.length", "1"],
  "a counter of another module": ["next()", "next()", "1"],
  "a member of an object of another module": ["delete (box as any).a", "box", "{ a: 1 }"],
  "an object with a private part": ["secret.add()", "secret.count", "0"],
};

const KEPT = `export const map = new Map<number, unknown>(); export const list = [{ tags: ["a"] }];
export let count = 0; export const next = () => ++count; export const box = { a: 1 };
export const secret = new (class { #n = 0; count = 0; add() { this.#n++; this.count = this.#n; return this.#n; } })();`;

for (const [trace, [deed, innocent, shown]] of Object.entries(traces)) {
  Deno.test(`execute() lets no text find ${trace} that another has left`, async () => {
    const text = 'import { box, list, map, next, secret } from "./kept.ts";\nconst f = (): unknown => __;\n';
    const found = await rows(
      { text, files: { "kept.ts": KEPT } },
      [`(${deed}, 0)`, innocent, deed, innocent],
      [
        "f()",
        "[f()]",
      ],
    );
    assert.deepEqual(brief(found)[1], [`value ${shown}`, `value [${shown}]`]);
    assert.deepEqual(brief(found)[3], brief(found)[1]);
  });
}

Deno.test("execute() blames no text for the built-ins that another has replaced", async () => {
  const bad = "(b.w === 0 && (Array.prototype.map = () => []), 1)";
  const found = await rows({ text: AREA }, ["b.w", bad, "[b.h].map((n) => n + 1)"], [
    "area({ w: 2, h: 3 })",
    "area({ w: 0, h: 3 })",
    "area({ w: 1, h: 3 })",
  ]);
  assert.deepEqual(brief(found), [
    ["value 2", "value 0", "value 1"],
    ["value 1", "threw it replaces the built-in Array.prototype.map", "value 1"],
    ["value [4]", "value [4]", "value [4]"],
  ]);
});

Deno.test("execute() leaves a child whose built-ins are replaced, though code keeps it from ending", async () => {
  const bad = "(Deno.exit = (() => {}) as never, Array.prototype.map = () => [], 1)";
  const found = await rows({ text: AREA }, [bad, "[b.h].map((n) => n + 1)", "b.w"], ["area({ w: 2, h: 3 })"]);
  assert.deepEqual(brief(found), [
    ["threw it replaces the built-in Array.prototype.map"],
    ["value [4]"],
    ["value 2"],
  ]);
});

Deno.test("execute() puts back what a module keeps without another child", async () => {
  let children = 0;
  const options: Partial<ExamplesOptions> = {
    spawn: (command) => {
      if (command.args.includes("run")) children++;
      return spawn(command);
    },
  };
  const text = 'import { map, next } from "./kept.ts";\nconst f = (): unknown => __;\n';
  const texts = Array.from({ length: 30 }, (_, at) => `[map.set(${at}, {}).size, next() + ${at}]`);
  const found = await rows({ text, options, files: { "kept.ts": KEPT } }, texts, ["f()"]);
  assert.deepEqual(brief(found), texts.map((_, at) => [`value [1, ${at + 1}]`]));
  assert.equal(children, 1);
});

Deno.test("execute() runs statements, and those that declare names for what follows", async () => {
  const text = "export function f(n: number): number { let all = n; __; return all + more(); " +
    "function more() { return typeof extra === 'number' ? extra : 0; } }\n";
  const texts = ["all += 1", "all *= 2", "const extra = 7", "const all = 1"];
  const found = brief(await rows({ text, kind: "statements" }, texts, ["f(3)"]));
  assert.deepEqual(found.slice(0, 3), [["value 4"], ["value 6"], ["value 10"]]);
  assert.match(found[3]?.[0] ?? "", /^unchecked .*all/);
});

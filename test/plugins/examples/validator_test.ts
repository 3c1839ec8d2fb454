import assert from "node:assert/strict";
import type { Report } from "../../../core/code/diagnostic.ts";
import type { Hole } from "../../../core/code/hole.ts";
import { NOTE_CODES } from "../../../core/code/note.ts";
import { readExamples } from "../../../plugins/_examples/read.ts";
import type { ExamplesOptions } from "../../../plugins/examples/workshop.ts";
import { spawn } from "../../../plugins/_process/spawn.ts";
import { createExamples } from "../../../plugins/examples/validator.ts";
import { call, draftOf, project } from "./project.ts";

async function validate(text: string, options: Partial<ExamplesOptions> = {}, file = "a.ts") {
  await using made = await project({ "keep.txt": "" });
  const change = { edits: [], files: [{ file, text }] };
  await using examples = createExamples({ root: made.root, ...options });
  return await examples.validate(change, undefined, call());
}

/** All that a report says beside its faults. */
const said = ({ notes }: Report) => notes.map(({ text }) => text).join("\n");

/** The report on a function `f` with one claim. */
const judged = (body: string, claim: string, options: Partial<ExamplesOptions> = {}) =>
  validate(`/** ${claim} */\nfunction f(n = 0): unknown { ${body} }\n`, options);

Deno.test("validate() passes examples that hold, on functions that are not exported", async () => {
  const report = await judged(
    "return new Map([[n, { deep: [n, -0] }]]);",
    "f(2) // => new Map([[2, { deep: [2, -0] }]])",
  );
  assert.deepEqual([report.state, report.passed, report.total, report.diagnostics], ["valid", 1, 1, []]);
});

Deno.test("validate() says what was enforced", async () => {
  const report = await judged("return 1;", "f() // => 1");
  assert.match(said(report), /no access to files, network/);
  assert.match(said(report), /heap limited to 256 MB/);
});

Deno.test("validate() reports a failing example at its own place with both values", async () => {
  const text = "/**\n * f(1) // => 1\n * f(2) // => 5\n */\nconst f = (n: number) => n;\n";
  const report = await validate(text);
  assert.deepEqual([report.state, report.passed, report.total], ["invalid", 1, 2]);
  assert.deepEqual(report.diagnostics, [{
    file: "a.ts",
    span: { start: text.indexOf("f(2)"), end: text.indexOf("5") + 1 },
    severity: "error",
    code: "example",
    message: "`f(2)` gives 2, expected 5",
    source: "examples",
  }]);
});

/** Body of `f`, claim, and the message when it fails. */
const failures: readonly (readonly [body: string, claim: string, message: RegExp])[] = [
  ["return -0;", "f() // => 0", /gives -0, expected 0/],
  ['return "1";', "f() // => 1", /gives "1", expected 1/],
  ["return { a: undefined };", "f() // => {}", /gives \{ a: undefined \}, expected \{\}/],
  ["return Promise.resolve(2);", "f() // => 3", /gives 2, expected 3/],
  ['throw new RangeError("no");', "f() // => 3", /throws RangeError: no, expected 3/],
  ["return 3;", "f() // => throws RangeError", /gives 3, expected throws RangeError/],
  [
    'throw new TypeError("no");',
    "f() // => throws RangeError",
    /throws TypeError: no, expected throws RangeError/,
  ],
  ["return () => 1;", "f() // => () => 1", /but not an equal one/],
  ["for (;;);", "f() // => 3", /takes too long: no end after 300 ms/],
  ["return new Promise(() => {});", "f() // => 3", /takes too long: no end after 300 ms/],
  ["Deno.exit(0);", "f() // => 3", /throws exit\(0\)/],
  ["process.exit(0);", "f() // => 3", /throws exit\(0\)/],
  ["process.reallyExit(0);", "f() // => 3", /throws exit\(0\)/],
  ["Deno.stdout.close(); return 3;", "f() // => 3", /throws exit\(\d\)/],
  ["process.abort();", "f() // => 3", /uses more memory than it may/],
  ['process.kill(process.pid, "SIGKILL");', "f() // => 3", /throws exit\(137\)/],
  ['process.kill(process.pid, "SIGSTOP");', "f() // => 3", /takes too long/],
  ["return f(n + 1);", "f() // => 3", /throws RangeError: Maximum call stack size exceeded/],
  ["return new Array(1e8);", "f() // => 3", /gives \[<empty>, .* 100000000 in all\], expected 3/],
  ["return { get constructor() { for (;;); } };", "f() // => 3", /takes too long|gives/],
];

for (const [body, claim, message] of failures) {
  Deno.test(`validate() fails ${claim} on { ${body} }`, async () => {
    const report = await judged(body, claim, { exampleMs: 300 });
    assert.deepEqual([report.state, report.passed], ["invalid", 0], said(report));
    assert.match(report.diagnostics[0]?.message ?? "", message);
  });
}

Deno.test("validate() fails an example that allocates without end on the heap", async () => {
  const report = await judged("const a = []; for (;;) a.push([n, n, n]);", "f() // => 3", {
    exampleMs: 20_000,
    heapMb: 64,
  });
  assert.match(report.diagnostics[0]?.message ?? "", /uses more memory than it may/);
});

Deno.test("validate() does not blame memory on an example for what earlier ones left", async () => {
  const claims = [1, 2, 3, 4].map((n) => ` * f(${n}) // => ${n}\n`).join("");
  const text = `/**\n${claims} */
function f(n: number) {
  const kept = new Array(6e6).fill(1.5);
  setInterval(() => kept.length, 1e6);
  return n;
}`;
  const report = await validate(text, { exampleMs: 20_000, heapMb: 128 });
  assert.deepEqual([report.state, report.passed], ["valid", 4], JSON.stringify(report));
});

Deno.test("validate() fails an example that allocates typed arrays without end", async () => {
  const body =
    "const a = []; for (let i = 0; i < 100; i++) a.push(new Uint8Array(1e8).fill(1)); return a.length;";
  const report = await judged(body, "f() // => 3", { exampleMs: 20_000 });
  const isLimited = report.notes.some(({ text }) => /^memory limited/.test(text));
  assert.match(
    report.diagnostics[0]?.message ?? "",
    isLimited ? /uses more memory than it may/ : /gives 100/,
  );
});

Deno.test("validate() hears of a result whatever was printed before it", async () => {
  const report = await judged(
    'Deno.stdout.writeSync(new TextEncoder().encode("no end of a line")); return 3;',
    "f() // => 3",
  );
  assert.equal(report.state, "valid", JSON.stringify(report));
});

Deno.test("validate() waits for no module that never finishes to load", async () => {
  for (
    const never of [
      "await new Promise(() => {});",
      "for (;;);",
      "setInterval(() => {}, 1); await new Promise(() => {});",
    ]
  ) {
    const report = await validate(`${never}\n/** f() // => 1 */\nfunction f() { return 1; }\n`, {
      loadMs: 300,
    });
    assert.deepEqual(
      report.diagnostics.map(({ message }) => message),
      ["`f()` takes too long: not loaded after 300 ms"],
    );
  }
});

Deno.test("validate() ends the workers that an example starts", async () => {
  const ended: Promise<unknown>[] = [];
  const report = await judged(
    `const endless = "for(;;) console.log('R 0 value 1 true');";
    new Worker("data:application/javascript," + endless, { type: "module" }).postMessage("go");
    return 3;`,
    "f() // => 3",
    {
      spawn: (command) => {
        const child = spawn(command);
        ended.push(child.ended);
        return child;
      },
    },
  );
  assert.equal(report.state, "valid", JSON.stringify(report));
  await Promise.all(ended);
});

Deno.test("validate() takes no harm from an example that prints megabytes", async () => {
  const body =
    'for (let i = 0; i < 5; i++) { console.log("x".repeat(1e6)); console.error("x".repeat(1e6)); } return 3;';
  const report = await judged(body, "f() // => 3", { exampleMs: 20_000 });
  assert.equal(report.state, "valid");
});

/** Ways to make a wrong result look right: `f()` gives 1 and must not pass for 2. */
const cheats: Readonly<Record<string, string>> = {
  "prints a result of its own": 'console.log("\\nR 0 value 1 true [\\"2\\",\\"2\\"]"); Deno.exit(0);',
  "looks for the marker on standard input":
    'const b = new Uint8Array(99); const n2 = Deno.stdin.readSync(b); if (n2) console.log(new TextDecoder().decode(b) + "R 0 value 1 true []"); Deno.exit(0);',
  "listens to what is written": `
    const encode = TextEncoder.prototype.encode;
    TextEncoder.prototype.encode = function (t) { return encode.call(this, String(t).replace(" false ", " true ")); };
    Deno.stdout.writeSync = (b) => b.length; return 1;`,
  "rewrites what is written": `
    const real = Deno.stdout.writeSync.bind(Deno.stdout);
    Deno.stdout.writeSync = (bytes) => {
      const text = new TextDecoder().decode(bytes).replace(" false [", " true [");
      real(new TextEncoder().encode(text));
      return bytes.length;
    };
    return 1;`,
  "replaces Object.is": "Object.is = () => true; return 1;",
  "replaces the comparison": "require('node:util').isDeepStrictEqual = () => true; return 1;",
  "replaces JSON.stringify": "JSON.stringify = () => '\"2\"'; return 1;",
  "plants a then": "Object.prototype.then = function (yes) { yes({ state: 'value', value: 2 }); }; return 1;",
  "plants a then that puts a better result in the place of its own": `
    Object.prototype.then = function (yes) {
      delete Object.prototype.then;
      yes("state" in this ? { __proto__: null, state: "value", value: 2 } : this);
    };
    return 1;`,
  "plants a toJSON": "Object.prototype.toJSON = () => ({ isSame: true }); return 1;",
  "replaces Promise":
    "globalThis.Promise = class { constructor(r) { r(() => {}); } then(y) { y(2); } }; return 1;",
  "replaces Array.prototype.push and Map.prototype.get":
    "Array.prototype.push = Map.prototype.get = () => 2; return 1;",
  "returns a thing that claims to be equal":
    "return new Proxy({}, { get: () => 2, has: () => true, getPrototypeOf: () => Number.prototype });",
  "ends all timers and waits for ever":
    "for (let i = 0; i < 1000; i++) clearTimeout(i); return new Promise(() => {});",
  "overwrites the table": "globalThis.$mazeRuns = [() => 2, () => 2]; return 1;",
};

for (const [cheat, body] of Object.entries(cheats)) {
  Deno.test(`validate() is not fooled by code that ${cheat}`, async () => {
    const text =
      `// @ts-nocheck\nimport { createRequire } from "node:module"; const require = createRequire(import.meta.url);\n` +
      `/** f() // => 2 */\nfunction f() { ${body} }\n`;
    const report = await validate(text, { exampleMs: 300 });
    assert.equal(report.state, "invalid", JSON.stringify(report));
    assert.equal(report.passed, 0);
  });
}

/** Code that gives what is claimed, but on built-ins that it has replaced, and what the message names. */
const tampering: Readonly<Record<string, string>> = {
  "Object.is = () => true;": "Object.is",
  "Array.prototype.push = () => 1;": "Array.prototype.push",
  "Map.prototype.get = () => 1;": "Map.prototype.get",
  "globalThis.Promise = class extends Promise {};": "Promise",
  "Function.prototype.call = () => 1;": "Function.prototype.call",
  "delete Array.prototype.at;": "Array.prototype.at",
  "Object.prototype.extra = 1;": "Object.prototype",
  "Object.defineProperty(Set.prototype, 'size', { get: () => 1 });": "Set.prototype.size",
};

for (const [deed, name] of Object.entries(tampering)) {
  Deno.test(`validate() trusts no result after { ${deed} }`, async () => {
    const report = await validate(`// @ts-nocheck\n/** f() // => 2 */\nfunction f() { ${deed} return 2; }\n`);
    assert.equal(
      report.diagnostics[0]?.message,
      `\`f()\` replaces the built-in ${name}, so its result can not be trusted`,
    );
  });
}

Deno.test("validate() trusts no assertion after code that replaces one", async () => {
  const text = `// @ts-nocheck
import strict from "node:assert/strict";
/**
 * @example
 * import assert from "node:assert/strict";
 * assert.equal(f(), 2);
 */
function f() { strict.equal = () => {}; return 1; }
`;
  const report = await validate(text);
  assert.equal(
    report.diagnostics[0]?.message,
    "the example replaces the built-in assert.equal, so its result can not be trusted",
  );
});

Deno.test("validate() lets code add methods of its own to built-ins", async () => {
  const body = "Array.prototype.last = function () { return this[this.length - 1]; }; return [1, 2].last();";
  const report = await validate(`// @ts-nocheck\n/** f() // => 2 */\nfunction f() { ${body} }\n`);
  assert.equal(report.state, "valid", JSON.stringify(report));
});

Deno.test("validate() runs assertions in @example blocks, imports and all", async () => {
  const block = (value: number) =>
    `/**
 * @example
 * \`\`\`ts
 * import assert from "node:assert/strict";
 * import { join as glue } from "node:path";
 *
 * assert.equal(glue("a", String(twice(2))), "a/${value}");
 * \`\`\`
 */
function twice(n: number): number { return 2 * n; }`;
  const [good, bad] = [await validate(block(4)), await validate(block(5))];
  assert.deepEqual([good.state, good.passed], ["valid", 1], JSON.stringify(good));
  assert.deepEqual([bad.state, bad.passed], ["invalid", 0]);
  assert.match(bad.diagnostics[0]?.message ?? "", /^the example throws AssertionError: /);
});

Deno.test("validate() gives a claim the statements above it in its block", async () => {
  const text =
    "/**\n * @example\n * const s = new Set<number>();\n * add(s, 1) // => 1\n * add(s, 2) // => 2\n */\n" +
    "const add = (s: Set<number>, n: number) => s.add(n).size;";
  const report = await validate(text);
  assert.deepEqual([report.state, report.passed], ["valid", 2], JSON.stringify(report));
});

/** Claims with a mistake, and why they can not be run. */
const mistakes: readonly (readonly [claim: string, reason: string])[] = [
  [
    "inc(1 // => 2",
    '`inc(1` in line 3 of "a.ts" was not checked: it is no expression: Expected `)` but found its end',
  ],
  ["inc(1)) // => 2", "it is no expression: Unexpected token"],
  ["inc(1) // => [2", "its value is no expression: Expected `,` or `]` but found `)`"],
  ["inc(1) // => two of them", "its value is no expression: Expected `,` or `)` but found"],
  [">>> inc(1\n * 2", "it is no expression"],
  ["@example\n * const n = ;\n * inc(n) // => 2", "what stands above it does not parse"],
  [
    "@example\n * assert.equal(inc(1, 2);",
    '`assert.equal(inc(1, 2);` in line 4 of "a.ts" was not checked: it does not parse',
  ],
];

for (const [claim, reason] of mistakes) {
  Deno.test(`validate() leaves code unchecked whose example is mistaken: ${JSON.stringify(claim)}`, async () => {
    const report = await validate(
      `/**\n * inc(0) // => 1\n * ${claim}\n */\nconst inc = (n: number) => n + 1;\n`,
    );
    assert.deepEqual(
      [report.state, report.passed, report.total],
      ["unchecked", 1, 2],
      JSON.stringify(report),
    );
    assert.ok(said(report).includes(reason), said(report));
  });
}

/** Lines that look like claims and are none. */
const prose = [
  "A list of names // => see below",
  "Calls inc(1) once // => 2",
  ">>> Note that this is slow\n * in large projects",
  "x >>> 0 gives what `=>` can not",
  "A map of (key) => value pairs // see below",
  "type Inc = typeof inc<1> // => 2",
  "inc(1) // => { n: 2, … }",
  "inc(...) // => 2",
];

for (const line of prose) {
  Deno.test(`validate() asks nothing of ${JSON.stringify(line)}`, async () => {
    const report = await validate(
      `/**\n * inc(0) // => 1\n * ${line}\n */\nconst inc = (n: number) => n + 1;\n`,
    );
    assert.deepEqual([report.state, report.passed, report.total], ["valid", 1, 1], JSON.stringify(report));
  });
}

Deno.test("validate() names the line of a mistaken example as it is before an import is added", async () => {
  const before = "\n/**\n * f(1 // => 2\n */\nexport const f = (n: number) => __;\n";
  await using made = await project({ "a.ts": before });
  const span = { start: before.indexOf("__"), end: before.indexOf("__") + 2 };
  const { hole } = draftOf("a.ts", before);
  const examples = readExamples({ file: "a.ts", text: before.slice(0, 25), start: 0 });
  const line = 'import "node:path";\n';
  const edits = [{ file: "a.ts", span: { start: 0, end: 0 }, text: line }, { file: "a.ts", span, text: "n" }];
  const text = line + before.replace("__", "n");
  await using validator = createExamples({ root: made.root });
  const change = { edits, files: [{ file: "a.ts", text }] };
  const report = await validator.validate(change, { ...hole, examples }, call());
  assert.match(said(report), /^`f\(1` in line 3 of "a\.ts"/);
});

Deno.test("validate() runs examples in line comments above a declaration or a member, and none elsewhere", async () => {
  const text = `// >>> f(1)
// 2
export const f = (n: number) => n;

class C {
  // new C().g() // => 1
  g() {
    // h(1) // => 2
    return 1;
  }
}

// f(1) // => 9

export default C;
`;
  const report = await validate(text);
  assert.deepEqual(report.diagnostics.map(({ message }) => message), ["`f(1)` gives 1, expected 2"]);
  assert.deepEqual([report.passed, report.total], [1, 2]);
});

Deno.test("validate() runs the value of a declaration, and lets the next claim use its name", async () => {
  const text =
    "/**\n * const n = await inc(1); // => 2\n * n + 1 // => 3;\n */\nconst inc = (n: number) => n + 1;\n";
  const report = await validate(text);
  assert.deepEqual([report.state, report.passed], ["valid", 2], JSON.stringify(report));
});

Deno.test("validate() does not let a claim leave its function", async () => {
  const report = await judged("return 1;", "f() // => 1); export const x = (1");
  assert.equal(report.state, "unchecked");
});

Deno.test("validate() says unchecked when there are no examples", async () => {
  const report = await validate("export const a = 1;");
  const none = { code: NOTE_CODES.noExamples, text: "no examples to run" };
  assert.deepEqual([report.state, report.notes], ["unchecked", [none]]);
});

Deno.test("validate() says unchecked when an example reaches a hole", async () => {
  const report = await judged('return hole("the sum");', "f() // => 1");
  assert.equal(report.state, "unchecked");
  assert.match(said(report), /`f\(\)` was not checked: it reaches a hole/);
  assert.equal(report.reachesHole, true);
});

Deno.test("validate() says unchecked when an example needs what the sandbox refuses", async () => {
  const report = await judged('return Deno.readTextFileSync("keep.txt");', 'f() // => ""');
  assert.equal(report.state, "unchecked");
  assert.match(said(report), /it needs what the sandbox refuses: Requires read access/);
});

Deno.test("validate() says unchecked when the file does not parse", async () => {
  const report = await validate("/** f() // => 1 */\nfunction f( { return 1; }");
  assert.equal(report.state, "unchecked");
  assert.match(said(report), /SyntaxError/);
});

Deno.test("validate() says unchecked when the deadline has passed", async () => {
  await using made = await project({ "keep.txt": "" });
  const files = [{ file: "a.ts", text: "/** f() // => 1 */\nfunction f() { return 1; }" }];
  const late = { signal: new AbortController().signal, deadline: performance.now() - 1 };
  await using examples = createExamples({ root: made.root });
  const report = await examples.validate({ edits: [], files }, undefined, late);
  assert.equal(report.state, "unchecked");
  assert.match(said(report), /time is up/);
});

Deno.test("validate() says unchecked when the named program is no Deno", async () => {
  const report = await judged("return 1;", "f() // => 1", { program: "/bin/false" });
  assert.equal(report.state, "unchecked");
  assert.match(said(report), /the sandbox did not start/);
});

Deno.test("validate() runs a hole's examples and moves their places with the change's edits", async () => {
  const before = "/** f(1) // => 2 */\nexport const f = (n: number) => __;\n";
  await using made = await project({ "a.ts": before });
  const span = { start: before.indexOf("__"), end: before.indexOf("__") + 2 };
  const examples = readExamples({ file: "a.ts", text: before.slice(0, 20), start: 0 });
  const hole: Hole = {
    id: "a",
    file: "a.ts",
    span,
    snapshot: "",
    language: "typescript",
    kind: "expression",
    intent: "",
    examples,
  };
  const edits = [
    { file: "a.ts", span: { start: 0, end: 0 }, text: 'import "node:path";\n' },
    { file: "a.ts", span, text: "n + 2" },
  ];
  const text = `import "node:path";\n${before.replace("__", "n + 2")}`;
  await using validator = createExamples({ root: made.root });
  const report = await validator.validate(
    { edits, files: [{ file: "a.ts", text }] },
    hole,
    call(),
  );
  assert.equal(report.state, "invalid");
  const at = report.diagnostics[0]?.span ?? { start: 0, end: 0 };
  assert.equal(text.slice(at.start, at.end), "f(1) // => 2");
});

Deno.test("validate() runs examples of JavaScript, with JSX and as CommonJS", async () => {
  const jsx = await validate(
    "const React = { createElement: (name, props, ...kids) => [name, props, kids] };\n/** f() // => ['b', null, ['x']] */\nconst f = () => <b>x</b>;",
    {},
    "a.jsx",
  );
  const cjs = await validate(
    "/** f() // => 'b' */\nfunction f() { return require('path').basename('a/b'); }\nmodule.exports = { f };",
    {},
    "a.js",
  );
  assert.deepEqual([jsx.state, cjs.state], ["valid", "valid"], JSON.stringify([jsx, cjs]));
});

/** CommonJS that gives its exports a name nowhere else; each has a true claim and a false one. */
const assigned: Readonly<Record<string, readonly [claim: string, code: string]>> = {
  "a member of exports": ["f(1)", "exports.f = function (n) { return n; };"],
  "a member of module.exports": ["f(1)", "module.exports.f = (n) => n;"],
  "a member with a quoted name": ["f(1)", 'exports["f"] = (n) => n;'],
  "members assigned together": ["[f(1), g(1)][1]", "exports.f = exports.g = (n) => n;"],
  "the other name of a member": ["f(1)", "const g = (n) => n;\nmodule.exports = { f: g };"],
  "a method that asks its object": ["f(1)", "module.exports = { add: 0, f(n) { return n + this.add; } };"],
  "the name that only a function itself knows": ["f(1)", "module.exports = function f(n) { return n; };"],
  "a class": ["new F(1).n", "exports.E = class F { constructor(n) { this.n = n; } };"],
  "the name of a global": ["close(1)", "exports.close = (n) => n;"],
  "exports and module.exports at once": ["f(1)", "module.exports = exports = { f: (n) => n };"],
};

for (const [shape, [claim, code]] of Object.entries(assigned)) {
  Deno.test(`validate() knows in an example of CommonJS ${shape}`, async () => {
    const report = await validate(
      `/**\n * ${claim} // => 1\n * ${claim} // => 2\n */\n${code}\n`,
      {},
      "a.js",
    );
    assert.deepEqual([report.state, report.passed, report.total], ["invalid", 1, 2], JSON.stringify(report));
    assert.match(report.diagnostics[0]?.message ?? "", /gives 1, expected 2$/);
  });
}

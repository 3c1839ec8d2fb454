import assert from "node:assert/strict";
import { type Answer, scoreAll } from "../../../bench/eval/score.ts";
import type { Task } from "../../../bench/eval/task.ts";

const task: Task = {
  id: "double",
  file: "task.ts",
  files: { "task.ts": "function double(n: number): number {\n}\n" },
  tests: `declare var require: any;
const assert = require("node:assert");
function test() { assert.deepEqual(double(2), 4); }
test();
`,
};

const body = (text: string): Answer => ({
  task,
  text: `function double(n: number): number {\n${text}\n}\n`,
});

Deno.test("scoreAll() tells what compiles, with and without console, from what passes, in the order of the answers", async () => {
  const rows: readonly (readonly [string, string])[] = [
    ["return n * 2;", "compiled bare passed"],
    ["console.log(n); return n + n;", "compiled passed"],
    ["return n + 1;", "compiled bare"],
    ["return `${n * 2}`;", ""],
    ["return n * 2;", "compiled bare passed"],
    ["for (;;) n++;", "compiled bare"],
    // What ends the process has not passed.
    ["return (globalThis as unknown as { Deno: { exit(): never } }).Deno.exit();", "compiled bare"],
    // It may read nothing.
    [
      '(globalThis as unknown as { Deno: { readDirSync(path: string): unknown } }).Deno.readDirSync("/"); return 2 * n;',
      "compiled bare",
    ],
    ["", ""],
    // What can not be parsed hides nothing of the others.
    ["return n * 2 2;", ""],
    ["{ return n * 2;", ""],
  ];
  const scores = await scoreAll(rows.map(([text]) => body(text)));
  const told = scores.map(({ compiled, compiledBare, passed }) =>
    [compiled && "compiled", compiledBare && "bare", passed && "passed"].filter(Boolean).join(" ")
  );
  assert.deepEqual(told, rows.map(([, expected]) => expected));
});

Deno.test("scoreAll() sees the other files of a project, and nothing of a neighbour's", async () => {
  const helped: Task = {
    id: "helped",
    file: "src/a.ts",
    files: { "src/a.ts": "", "src/b.ts": "export const two = 2;\n" },
    tests: 'if (answer !== 2) throw new Error("no");\n',
  };
  const text = 'import { two } from "./b.ts";\nconst answer: number = two;\n';
  const [own, none] = await scoreAll([
    { task: helped, text },
    { task: { ...helped, id: "alone", files: {} }, text },
  ]);
  assert.deepEqual([own?.passed, none?.compiled], [true, false]);
});

Deno.test("scoreAll() of nothing is nothing", async () => {
  assert.deepEqual(await scoreAll([]), []);
});

Deno.test("scoreAll() tells that nothing compiles where nothing can be parsed", async () => {
  assert.deepEqual(
    (await scoreAll([body("return n *;")])).map(({ compiled, passed }) => [compiled, passed]),
    [
      [false, false],
    ],
  );
});

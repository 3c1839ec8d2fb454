import assert from "node:assert/strict";
import { readTsc } from "../../../plugins/own_compiler/native_tsc.ts";
import { codes, judged, stateOf, tscOf } from "./judged.ts";

const VERSION = "7.1.0-beta";
const FILES = {
  "tsconfig.json":
    '{"compilerOptions":{"strict":true,"noEmit":true,"target":"esnext","types":[]},"include":["src"]}',
  "src/a.ts": "export const a: string = 1 as never;\nexport const old: string = 1;\n",
  "src/b.ts": 'import { a } from "./a.ts";\nexport const b: string = a;\n',
  "other.ts": "export const c: number = 1;\n",
};

Deno.test("nativeTsc() asks the program that the config names, on a mirror", async () => {
  await using project = await judged(FILES, { typescript: VERSION, tsc: await tscOf(VERSION) });
  const before = stateOf(project.root);
  const taken = await project.replace("src/a.ts", "1 as never", '"a"');
  assert.deepEqual([taken.state, taken.notes[0]?.text], [
    "valid",
    `by the project's own TypeScript ${VERSION}`,
  ]);
  const refused = await project.replace("src/a.ts", "1 as never", "1");
  assert.deepEqual([refused.state, codes(refused)], ["invalid", ["src/a.ts TS2322"]]);
  assert.equal(refused.diagnostics[0]?.span.start, "export const ".length);
  const elsewhere = await project.replace("src/a.ts", "a: string = 1 as never", "a = 1");
  assert.deepEqual(codes(elsewhere), ["src/b.ts TS2322"]);
  assert.deepEqual(stateOf(project.root), before);
});

Deno.test("nativeTsc() has no say in a file that no config's program has", async () => {
  await using project = await judged(FILES, { typescript: VERSION, tsc: await tscOf(VERSION) });
  const { state, isOwed, notes } = await project.replace("other.ts", "= 1", '= "x"');
  assert.deepEqual([state, isOwed, notes], ["unchecked", undefined, []]);
});

Deno.test("nativeTsc() runs nothing that the config does not name, and owes nothing then", async () => {
  await using project = await judged(FILES, { typescript: VERSION });
  const { state, isOwed = false, notes } = await project.replace("src/a.ts", "1 as never", "1");
  assert.deepEqual([state, isOwed, notes.map(({ text }) => text)], ["unchecked", false, [
    `not checked by the project's own TypeScript ${VERSION}: options.own_compiler.tsc names no program`,
  ]]);
});

Deno.test("readTsc() reads faults with and without a place, further lines, and the files", () => {
  const stdout = [
    "src/a.ts(3,5): error TS2322: Type 'A' is not assignable to type 'B'.",
    "  Types of property 'x' are incompatible.",
    "error TS2688: Cannot find type definition file for 'none'.",
    "/p/lib.d.ts",
    "/p/src/a.ts",
    "",
  ].join("\n");
  const base = { length: 0 };
  assert.deepEqual(readTsc({ isSuccess: false, stdout, stderr: "" }), {
    faults: [
      {
        ...base,
        ...{ place: "src/a.ts", line: 2, column: 4, code: "TS2322" },
        message: "Type 'A' is not assignable to type 'B'.\n  Types of property 'x' are incompatible.",
      },
      {
        ...base,
        ...{ place: "", line: 0, column: 0, code: "TS2688" },
        message: "Cannot find type definition file for 'none'.",
      },
    ],
    files: ["/p/lib.d.ts", "/p/src/a.ts"],
    reason: "",
  });
  assert.equal(
    readTsc({ isSuccess: false, stdout: "", stderr: "node: not found\n" }).reason,
    "node: not found",
  );
});

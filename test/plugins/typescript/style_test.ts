import assert from "node:assert/strict";
import { applyEdits } from "../../../core/code/text.ts";
import { createIndexer } from "../../../plugins/typescript/indexer.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { shownBy } from "../../../plugins/typescript/style.ts";
import { parseFile } from "../../../plugins/typescript/syntax.ts";
import { call } from "./call.ts";
import { tree } from "./project/tree.ts";

const shown = (text: string, file = "a.ts") => shownBy(parseFile(file, text));

Deno.test("shownBy() tells semicolons by statements, whatever their lines look like", () => {
  const bare =
    'for (let i = 0; i < 3; i++) {\n  f(\n    i,\n  )\n  g("a;")\n}\nexport type A = { b: 1; c: 2 }\n';
  assert.equal(shown(bare).hasSemicolons, false);
  assert.equal(shown("f(\n  1,\n);\nconst a = () => { return 1 };\n").hasSemicolons, true);
  assert.equal(shown("export function f() {}\nclass A { b() {} }\n").hasSemicolons, undefined);
  assert.equal(shown("const a: number = // ?? the size\n").hasSemicolons, undefined);
});

Deno.test("shownBy() tells quotes by strings that could have either", () => {
  assert.equal(shown('f(\'a\', "it\'s", "don\'t", /""/, `"`)\n').quote, "'");
  assert.equal(shown('const a = <b c="d" e="f">{\'g\'}</b>;\n', "a.tsx").quote, "'");
  assert.equal(shown("const a = 1;\n").quote, undefined);
});

Deno.test("edits() writes like most files of the project, those of declarations aside", async () => {
  using project = tree({
    "tsconfig.json": '{"compilerOptions":{"strict":true,"noEmit":true}}',
    "a.ts": "export function f(): number {}\n",
    "b.ts": "export const b = 'b'\nif (b) {\n\tb.trim()\n}\n",
    "c.d.ts": 'declare const c: "c";\n',
    "d.d.ts": 'declare const d: "d";\n',
  });
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  const [hole] = await indexer.holes(["a.ts"], call);
  assert.ok(hole);
  const needs = [{ name: "b", from: "./b", kind: "named" }] as const;
  const edits = await indexer.edits({ hole, text: "return b.length;", edits: [] }, needs, call);
  assert.equal(
    applyEdits(await session.text("a.ts"), edits),
    "import { b } from './b'\n\nexport function f(): number {\n\treturn b.length\n}\n",
  );
});

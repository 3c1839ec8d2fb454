import assert from "node:assert/strict";
import { assignability } from "../../../plugins/typescript/assignable.ts";
import type { Type } from "../../../plugins/typescript/compiler.ts";
import { inMemory } from "./in_memory.ts";

const DECLARED = {
  text: "string",
  number: "number",
  truth: "boolean",
  yes: "true",
  letter: '"a"',
  letters: '"a" | "b"',
  maybe: "string | undefined",
  mixed: "string | number",
  numbers: "number[]",
  named: "{ name: string }",
  long: "{ length: number }",
  anything: "any",
  unknown: "unknown",
  nothing: "never",
  either: "string | { name: string }",
} as const;

Deno.test("assignability() agrees with the checker on every pair of common types", async () => {
  const names = Object.keys(DECLARED);
  const lines = Object.entries(DECLARED).map(([name, type]) => `declare const ${name}: ${type};`);
  const text = `${lines.join("\n")}\nvoid [${names.join(", ")}];\n`;
  await using project = await inMemory(text);
  await using moment = await project.compiler.moment(new Map());
  const at = text.indexOf("void [") + "void [".length;
  const offsets = names.map((_, index) => at + names.slice(0, index).join(", ").length + (index > 0 ? 2 : 0));
  const types = await moment.checker.getTypeAtPosition(project.path, offsets);
  const fits = assignability(moment.checker);
  const pairs = types.flatMap((source) =>
    types.map((target): [Type, Type] => [required(source), required(target)])
  );
  for (const [source, target] of pairs) {
    const right = await moment.checker.isTypeAssignableTo(source, target);
    const pair = `${names[types.indexOf(source)]} to ${names[types.indexOf(target)]}`;
    assert.equal(await fits(source, target), right, pair);
    assert.equal(await fits(source, target), right, `${pair}, again`);
  }
});

function required(type: Type | undefined): Type {
  assert.ok(type);
  return type;
}

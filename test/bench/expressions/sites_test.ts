import assert from "node:assert/strict";
import { drawSites } from "../../../bench/expressions/sites.ts";
import type { BenchProject } from "../../../bench/synth/project.ts";

const TEXT = "export function f(price: { cents: number }, all: number[]) {\n" +
  "  const sum = price.cents;\n  const same = sum;\n  f(price, all.concat(sum));\n" +
  '  f({ cents: 7 }, [1]);\n  const yes = true;\n  const text = "x";\n  return all.map((one) => one);\n}\n';
const project = { files: ["a.ts"], text: () => TEXT } as unknown as BenchProject; // the rest is not asked

Deno.test("drawSites() draws identifiers, members and arguments, the same ones each time", () => {
  const drawn = drawSites(project, 99);
  const told = drawn.map(({ form, text }) => `${form} ${text}`).sort();
  assert.deepEqual(told, [
    ...["argument all.concat(sum)", "argument price", "argument sum"],
    ...["identifier one", "identifier sum", "member price.cents"],
  ]);
  assert.deepEqual(drawSites(project, 99), drawn);
  const few = drawSites(project, 4).map(({ form }) => form);
  assert.deepEqual(few.toSorted(), ["argument", "identifier", "identifier", "member"]);
});

import assert from "node:assert/strict";
import { createMaze, type Outcome } from "../../../mod.ts";
import typescript from "../../../plugins/typescript/mod.ts";
import { answers } from "../answers.ts";
import { BASE } from "./judged.ts";
import { tree } from "./project/tree.ts";

/** What becomes of each hole, in the order of work, where answers are known by intent. */
async function filled(
  text: string,
  known: Readonly<Record<string, readonly string[]>>,
): Promise<readonly Outcome[]> {
  using project = tree({ ...BASE, "a.ts": text });
  const plugins = [{ plugin: typescript, options: { cache: false } }, { plugin: answers(known) }];
  await using maze = await createMaze({ root: project.root, plugins });
  return await Array.fromAsync(maze.fill());
}

const COUNT = "export function count(text: string): number {\n  const words = wordsOf(text);\n" +
  "  return /* ?? how many words */;\n}\n";

function told(outcomes: readonly Outcome[]): string[] {
  return outcomes.map(({ hole: { intent }, candidates: [first], filled }) =>
    `${intent}: ${filled === "yes" ? first?.text : filled}`
  );
}

Deno.test("a function without a written type is filled before its callers, which are judged by what it gives", async () => {
  const text = `${COUNT}function wordsOf(text: string) {\n  /* ?? its words */\n}\n`;
  const known = { "how many words": ["words.length", "words.size"] };
  const list = await filled(text, { ...known, "its words": ['return text.split(" ");'] });
  assert.deepEqual(told(list), ['its words: return text.split(" ");', "how many words: words.length"]);
  const set = await filled(text, { ...known, "its words": ['return new Set(text.split(" "));'] });
  assert.deepEqual(told(set), [
    'its words: return new Set(text.split(" "));',
    "how many words: words.size",
  ]);
});

Deno.test("a hole that nothing fits any more says which hole has decided that", async () => {
  const known = { "how many words": ["words.length"], "its words": ['return new Set(text.split(" "));'] };
  const of = async (type: string) => {
    const text = `${COUNT}function wordsOf(text: string)${type} {\n  /* ?? its words */\n}\n`;
    const [, last] = await filled(text, known);
    assert.equal(last?.filled, "no");
    return last?.notes.filter(({ code }) => code === "binding").map(({ text }) => text);
  };
  assert.deepEqual(await of(""), ["what was filled at a.ts:5:33 decides a type that this has to go by"]);
  assert.deepEqual(await of(": Set<string>"), []); // the type is written: nobody has decided it
});

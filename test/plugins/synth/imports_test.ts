import assert from "node:assert/strict";
import { createMaze, type Outcome } from "@maze/maze";
import examples from "../../../plugins/examples/mod.ts";
import synth from "../../../plugins/synth/mod.ts";
import typescript from "../../../plugins/typescript/mod.ts";
import { project } from "../examples/project.ts";

const FILES = {
  "tsconfig.json": '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2023", ' +
    '"allowImportingTsExtensions": true, "noEmit": true }, "include": ["src"] }',
  "src/lib/words.ts":
    'export function words(text: string): string[] {\n  return text.split(" ").filter(Boolean);\n}\n',
  "src/title.ts":
    'import { words } from "./lib/words.ts";\n\nexport function title(text: string): string {\n  return words(text).join(" ");\n}\n',
};

/** The candidates for the first hole, and whether it was filled. */
async function outcomeOf(text: string): Promise<Outcome | undefined> {
  await using made = await project({ ...FILES, "src/hole.ts": text });
  await using maze = await createMaze({
    root: made.root,
    plugins: [{ plugin: typescript, options: { cache: false } }, { plugin: examples }, { plugin: synth }],
  });
  for await (const outcome of maze.fill({ targets: ["src/hole.ts"] })) return outcome;
}

Deno.test("a body is filled with what must be imported first, and the import comes with it", async () => {
  const text = "/**\n * The number of words of a text.\n * @example wordCount('one two three') // => 3\n" +
    " * @example wordCount('to  be or   not') // => 4\n * @example wordCount('') // => 0\n */\n" +
    "export function wordCount(text: string): number {\n  throw new Error('not implemented');\n}\n";
  const outcome = await outcomeOf(text);
  assert.equal(outcome?.filled, "yes");
  const whole = outcome.candidates[0]?.change.files[0]?.text ?? "";
  assert.match(whole, /^import \{ words \} from '\.\/lib\/words\.ts';\n/);
  assert.match(whole, /return words\(text\)\.length;/);
});

Deno.test("an expression is offered what must be imported first, where types alone decide", async () => {
  const text =
    "export function shown(text: string): string[] {\n  return hole('the words of the text');\n}\n";
  const outcome = await outcomeOf(text);
  const found = outcome?.candidates.find((one) => one.text === "words(text)");
  assert.equal(found?.verdict.state, "valid");
  assert.deepEqual(found.needs, [{ name: "words", from: "./lib/words.ts", kind: "named" }]);
});

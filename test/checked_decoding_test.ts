/** Checked decoding on a real project with the real compiler: only the model is a script. */

import assert from "node:assert/strict";
import { createMaze } from "../mod.ts";
import typescript from "../plugins/typescript/mod.ts";
import { model, type Script } from "./core/fill/decode/scripted.ts";
import { tree } from "./plugins/typescript/project/tree.ts";

const CONFIG = JSON.stringify({
  compilerOptions: { strict: true, target: "es2024", module: "preserve", noEmit: true, types: [] },
});
const FILES = {
  "tsconfig.json": CONFIG,
  "prices.ts": "export interface Price { cents: number; currency: string }\n" +
    "export const format = ({ cents, currency }: Price) => `${cents / 100} ${currency}`;\n",
  "shop.ts": 'import type { Price } from "./prices";\n\n' +
    "/** All prices, dearest first, one a line. */\n" +
    "export function listed(prices: readonly Price[]): string {\n}\n",
};

/** What a scripted model's streams come to in the hole of `shop.ts`. */
async function filled(scripts: readonly Script[]) {
  using project = tree(FILES);
  const writer = model(scripts);
  const moves: string[] = [];
  await using maze = await createMaze({
    root: project.root,
    plugins: [{ plugin: typescript, options: { cache: false } }, writer.entry],
    listeners: [({ name }) => name.startsWith("mend.") && void moves.push(name.slice(5))],
  });
  const [outcome] = await Array.fromAsync(maze.fill());
  const [first] = outcome?.candidates ?? [];
  return {
    ...{ filled: outcome?.filled, moves, streams: writer.asked, text: first?.text },
    file: first?.change.files[0]?.text ?? "",
  };
}

Deno.test("a member that is not there stops the stream, and the statement is written again", async () => {
  const lines = (name: string, length: number) =>
    Array.from({ length }, (_, at) => `const ${name}${at} = prices.length + ${at};\n`).join("");
  const many = lines("n", 12);
  const { text, moves, streams, filled: state } = await filled([
    many +
    "const all = [...prices];\nall.sort((a, b) => b.cents - a.cents);\nconst lines = all.map((one) => one.amount.toFixed(2));\n" +
    lines("more", 300),
    '\nreturn all.map((one) => one.currency).join("\\n");',
  ]);
  assert.deepEqual([state, moves], ["yes", ["rewind"]]);
  assert.equal(
    text,
    many + "const all = [...prices];\nall.sort((a, b) => b.cents - a.cents);\n" +
      'return all.map((one) => one.currency).join("\\n");',
  );
  assert.ok(streams[0]?.isLeft, "nothing of a stream is waited for that can not become right");
});

Deno.test("an answer that needs another file's name brings its import, though nobody offered it", async () => {
  const { file, moves } = await filled(['return prices.map((one) => format(one)).join("\\n");']);
  assert.deepEqual(moves, []);
  assert.match(file, /import \{[^}]*\bformat\b[^}]*\} from "\.\/prices";/);
});

Deno.test("a misspelt member is mended where it stands, and nothing is asked again", async () => {
  const { text, moves, streams } = await filled(['return prices.map((one) => one.curency).join("\\n");']);
  assert.deepEqual([moves, streams.length], [["patch"], 1]);
  assert.equal(text, 'return prices.map((one) => one.currency).join("\\n");');
});

Deno.test("a helper that is called and never written is opened with its types, and the model writes it", async () => {
  const { text, moves, filled: state, streams } = await filled([
    'return prices.map((one) => shown(one.cents, one.currency)).join("\\n");',
    "  return `${cents} ${currency}`;\n}",
  ]);
  assert.deepEqual([state, moves], ["yes", ["declare"]]);
  assert.match(
    streams[1]?.request.draft.text ?? "",
    /function shown\(cents: number, currency: string\).*\{\s*$/,
  );
  assert.match(text ?? "", /return `\$\{cents\} \$\{currency\}`;\n\}$/);
});

Deno.test("what does not compile is never given out as filled", async () => {
  const { filled: state, streams } = await filled(Array(40).fill("return prices;"));
  assert.equal(state, "no");
  assert.ok(streams.length > 1 && streams.length <= 16);
});

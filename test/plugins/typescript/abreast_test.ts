import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { createMaze } from "../../../mod.ts";
import type { Call, CompletionRequest } from "../../../core/kernel/plugin.ts";
import typescript from "../../../plugins/typescript/mod.ts";
import { able } from "../../core/fill/decode/scripted.ts";
import { entryOf, plugin } from "../../core/kernel/toy.ts";
import { BASE } from "./judged.ts";
import { tree } from "./project/tree.ts";

/** A model that works on four requests, and how many were under way at once. */
function server(text: (request: CompletionRequest) => string) {
  const seen = { most: 0 };
  let underWay = 0;
  const provider = {
    capabilities: () => Promise.resolve({ ...able, slots: 4 }),
    async *complete(request: CompletionRequest, { signal }: Call) {
      seen.most = Math.max(seen.most, ++underWay);
      try {
        for (const piece of text(request).match(/.{1,4}/gs) ?? []) {
          await delay(20, undefined, { signal });
          yield { kind: "text" as const, answer: 0, text: piece };
        }
        yield { kind: "end" as const, answer: 0, reason: "complete" as const, cost: 1, needs: [] };
      } finally {
        underWay--;
      }
    },
  };
  return { seen, entry: entryOf(plugin("server", ["provider"], () => ({ provider }))) };
}

/** What stands in each body, by the file it is in. */
async function filled(files: Readonly<Record<string, string>>) {
  using project = tree({ ...BASE, ...files });
  const { seen, entry } = server(({ draft: { hole } }) => `return "${hole.file}".length;`);
  const plugins = [{ plugin: typescript, options: { cache: false } }, entry];
  await using maze = await createMaze({ root: project.root, plugins, fill: { maxMs: 60_000 } });
  const outcomes = await Array.fromAsync(maze.fill());
  return {
    most: seen.most,
    order: outcomes.map(({ hole, filled }) => `${hole.file} ${filled}`),
    texts: maze.changes().files.map(({ text }) => /return .*/.exec(text)?.[0]),
  };
}

const body = (name: string) => `export function ${name}(): number {\n}\n`;

Deno.test("holes in files that do not read one another are filled at the same time", async () => {
  const { most, order, texts } = await filled({
    "a.ts": body("a"),
    "b.ts": body("b"),
    "c.ts": body("c"),
    "d.ts": body("d"),
  });
  assert.equal(most, 4);
  assert.deepEqual(order, ["a.ts yes", "b.ts yes", "c.ts yes", "d.ts yes"]);
  assert.deepEqual(texts, ["a", "b", "c", "d"].map((name) => `return "${name}.ts".length;`));
});

Deno.test("holes in files of which one reads the other are filled one after another", async () => {
  const { most, order } = await filled({
    "a.ts": `import "./b.js";\n${body("a")}`,
    "b.ts": `import { c } from "./c.js";\nexport const b = c;\n`,
    "c.ts": body("c"),
  });
  assert.deepEqual([most, order], [1, ["a.ts yes", "c.ts yes"]]);
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CODES, meaningOf } from "../../cli/why/codes.ts";
import { inProject } from "./maze_process.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Where a code's second part is filled in by a function: the start of the code, and how the function is called. */
const FAMILIES: readonly (readonly [start: string, call: RegExp])[] = [
  ["write/", /\brefusal\(\s*"([a-z-]+)"/g],
  ["write/", /\["([a-z-]+)", "the /g],
  ["plugin/", /\breport\(\s*"([a-z-]+)",/g],
];

Deno.test("CODES claims to explain exactly the codes that stand in the tree", async () => {
  const found = new Set<string>(["internal", "interrupted", "usage"]);
  for await (const { file, text } of sources()) {
    for (const [, code = ""] of text.matchAll(/\bcode: "([a-z]+\/[a-z-]+|example|syntax)"/g)) found.add(code);
    for (const [, start = ""] of text.matchAll(/\bcode: `([A-Za-z/]+)\$\{/g)) {
      if (start === "TS" || start === "cheat/") found.add(`${start}*`);
      else {assert.ok(
          FAMILIES.some(([known]) => known === start),
          `${file} makes codes "${start}…" in a new way`,
        );}
    }
    for (const [start, call] of FAMILIES) {
      if (start === "write/" ? file.startsWith("core/write/") : file.startsWith("core/kernel/")) {
        for (const [, end] of text.matchAll(call)) found.add(start + end);
      }
    }
    if (/report\(code, |const code = isInConfig/.test(text)) {
      ["option", "manifest"].forEach((end) => found.add(`plugin/${end}`));
    }
  }
  assert.deepEqual(Object.keys(CODES).sort(), [...found].sort());
});

Deno.test("meaningOf() claims to know families of codes, and nothing else", () => {
  assert.equal(meaningOf("TS2322"), CODES["TS*"]);
  assert.equal(meaningOf("cheat/any"), CODES["cheat/*"]);
  for (const text of ["TS", "toString", "src/a.ts:42", "config/nothing"]) {
    assert.equal(meaningOf(text), undefined);
  }
});

Deno.test("maze why claims to explain a code without opening a project", async () => {
  await inProject({ "maze.toml": "broken = = " }, async ({ maze }) => {
    const { code, out } = await maze("why", "config/two-files");
    assert.deepEqual([code, out], [0, `config/two-files  ${CODES["config/two-files"]}\n`]);
  });
});

async function* sources(folder = ""): AsyncGenerator<{ readonly file: string; readonly text: string }> {
  const folders = folder === "" ? ["core", "cli", "plugins"] : [];
  for (const name of folders) yield* sources(name);
  if (folder === "") return;
  for await (const { name, isDirectory } of Deno.readDir(join(ROOT, folder))) {
    const file = `${folder}/${name}`;
    if (isDirectory) yield* sources(file);
    else if (name.endsWith(".ts")) yield { file, text: await Deno.readTextFile(join(ROOT, file)) };
  }
}

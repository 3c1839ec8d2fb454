import assert from "node:assert/strict";
import { cannedFiles } from "./canned_plugin.ts";
import { inProject, ONE_HOLE } from "./maze_process.ts";

const OURS = [
  'import { hole } from "@maze/maze/hole";',
  "export const one = (count: number): number => hole();",
  "export const two = (count: number): number => hole();",
  "",
].join("\n");
const THEIRS = "export const all = 0;\n";

/** A provider in whose first answer someone else writes a shorter text into the file. */
function meddling(): Record<string, string> {
  const files = cannedFiles({ text: "count" });
  const write = `if (!globalThis.meddled) Deno.writeTextFileSync("src/stock.ts", ${JSON.stringify(THEIRS)});
  globalThis.meddled = true;`;
  const start = "async function* complete(request, { signal }, { text, isSilent }, log) {";
  const module = files["canned/mod.js"] ?? "";
  assert.ok(module.includes(start));
  return { ...files, "canned/mod.js": module.replace(start, `${start}\n  ${write}`) };
}

Deno.test("maze fill --write claims to refuse a file that someone changed in the meantime, and to lose nothing", async () => {
  await inProject({ ...ONE_HOLE, ...meddling(), "src/stock.ts": OURS }, async ({ maze, read }) => {
    const { code, out, err } = await maze("fill", "src", "--write", "--trust");
    assert.match(
      err,
      /^error\[write\/changed\]: .*"src\/stock\.ts": someone changed it since it was read$/m,
      out,
    );
    assert.match(err, /hint: .*what someone else wrote in it is kept/);
    assert.equal(code, 3);
    assert.equal(await read("src/stock.ts"), THEIRS);
  });
});

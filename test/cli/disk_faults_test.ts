import assert from "node:assert/strict";
import { inProject, ONE_HOLE } from "./maze_process.ts";

/** Whom the system lets write is not the test's to say: root writes everywhere. So the system's answer is changed. */
const READ_ONLY = `
const open = Deno.open;
Deno.open = (path, options) => {
  if (!options?.write || !String(path).endsWith("src/stock.ts")) return open(path, options);
  throw Object.assign(new Deno.errors.PermissionDenied("Permission denied (os error 13)"), { code: "EACCES" });
};
`;

/** A disk that takes no byte of a new file in \`src/\`. */
const FULL = `
const open = Deno.open;
Deno.open = async (path, options) => {
  const file = await open(path, options);
  if (!options?.createNew || !String(path).includes("/src/.maze-")) return file;
  const write = () => Promise.reject(Object.assign(new Error("No space left on device (os error 28)"), { code: "ENOSPC" }));
  return new Proxy(file, { get: (it, key) => key === "write" ? write : typeof it[key] === "function" ? it[key].bind(it) : it[key] });
};
`;

for (
  const [name, script, code, said] of [
    ["a file that may not be written", READ_ONLY, "write/read-only", /"src\/stock\.ts": permission denied/],
    ["a full disk", FULL, "write/no-space", /"src\/stock\.ts": the disk is full/],
  ] as const
) {
  Deno.test(`maze fill --write claims to end with 3 at ${name}, and to leave every file as it was`, async () => {
    await inProject(ONE_HOLE, async ({ mazeAfter, maze, read, root }) => {
      const { code: exit, out, err } = await mazeAfter(script, "fill", "--write");
      assert.equal(exit, 3, out);
      assert.match(err, new RegExp(`^error\\[${code}\\]: `, "m"));
      assert.match(err, said);
      assert.match(err, /\n {2}hint: /);
      assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
      assert.deepEqual([...Deno.readDirSync(`${root}/src`)].map(({ name }) => name), ["stock.ts"]);
      assert.match((await maze("fill", "--write")).out, /as shown at .*\n[\s\S]*^Wrote src\/stock\.ts/m);
    });
  });
}

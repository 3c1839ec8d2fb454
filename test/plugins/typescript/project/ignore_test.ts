import assert from "node:assert/strict";
import fc from "fast-check";
import { realDisk } from "../../../../plugins/typescript/project/disk.ts";
import { ignoreRules } from "../../../../plugins/typescript/project/ignore.ts";
import { tree } from "./tree.ts";

const paths = [
  "a.ts",
  "b.log",
  "src/a.ts",
  "src/b.log",
  "src/gen/x.ts",
  "src/gen/deep/y.ts",
  "out/z.js",
  "doc/out/w.md",
];
const lines = [
  "*.log",
  "/a.ts",
  "gen/",
  "out",
  "/out/",
  "src/gen",
  "**/deep",
  "src/**",
  "!src/a.ts",
  "!*.log",
  "doc/*/w.md",
  "# a.ts",
  "\\#x",
  "?.ts",
  "[ab].*",
  "[!a].ts",
  "out/**",
  "**/gen/**",
  "!gen/",
  "a.ts ",
];

/** Asks git which of the paths it ignores. */
async function ignoredByGit(root: string): Promise<readonly string[]> {
  const child = new Deno.Command("git", {
    args: ["check-ignore", "--no-index", "--stdin"],
    cwd: root,
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(paths.join("\n") + "\n"));
  await writer.close();
  const { stdout } = await child.output();
  return new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "").sort();
}

Deno.test("ignoreRules() leaves out what git leaves out, nested files included", async () => {
  using made = tree(Object.fromEntries(paths.map((path) => [path, ""])));
  await new Deno.Command("git", { args: ["init", "-q", made.root] }).output();
  const some = fc.uniqueArray(fc.constantFrom(...lines), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(some, some, async (top, nested) => {
      made.write(".gitignore", top.join("\n") + "\n");
      made.write("src/.gitignore", nested.join("\r\n"));
      const rules = ignoreRules(made.root, realDisk);
      const own = paths.filter((path) => rules.ignored(`${made.root}/${path}`, false)).sort();
      assert.deepEqual(own, await ignoredByGit(made.root));
    }),
    { numRuns: 60 },
  );
});

Deno.test("ignoreRules() reads ignore files above the root, unless they leave out the root", () => {
  using made = tree({
    ".git/HEAD": "",
    ".gitignore": "*.gen.ts\nvendor/\n",
    "app/a.gen.ts": "",
    "vendor/lib/a.gen.ts": "",
  });
  const inApp = ignoreRules(`${made.root}/app`, realDisk);
  assert.equal(inApp.ignored(`${made.root}/app/a.gen.ts`, false), "git");
  const inVendor = ignoreRules(`${made.root}/vendor/lib`, realDisk);
  assert.equal(inVendor.ignored(`${made.root}/vendor/lib/a.gen.ts`, false), undefined);
});

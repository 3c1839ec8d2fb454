import assert from "node:assert/strict";
import { denoProject } from "../../../plugins/own_compiler/deno_project.ts";
import { tree } from "../typescript/project/tree.ts";

function found(files: Readonly<Record<string, string>>, below = "") {
  using project = tree(files);
  const { top, args } = denoProject(`${project.root}${below}`) ?? {};
  return top === undefined ? undefined : { top: top.slice(project.root.length), args };
}

Deno.test("denoProject() begins where deno.json lies, or at the workspace above it", () => {
  assert.deepEqual(found({ "deno.json": "{}" }), { top: "", args: [] });
  assert.deepEqual(found({ "deno.jsonc": "{ /* c */ }", "src/a.ts": "" }, "/src"), { top: "", args: [] });
  const members = { "deno.json": '{"workspace": ["./a"]}', "a/deno.json": "{}" };
  assert.deepEqual(found(members, "/a"), { top: "", args: [] });
  assert.deepEqual(found({ "deno.json": "{}", "a/deno.json": "{}" }, "/a"), { top: "/a", args: [] });
});

Deno.test("denoProject() is none where TypeScript's own config is nearer", () => {
  assert.equal(found({ "deno.json": "{}", "tsconfig.json": "{}" }), undefined);
  assert.equal(found({ "deno.json": "{}", "a/jsconfig.json": "{}" }, "/a"), undefined);
  assert.equal(found({ "deno.json": "{}", "a/tsconfig.json": "{}", "a/b/c.ts": "" }, "/a/b"), undefined);
  assert.equal(found({ "package.json": "{}" }), undefined);
});

Deno.test("denoProject() lets no check install packages", () => {
  const none = ["--node-modules-dir=none"];
  assert.deepEqual(found({ "deno.json": '{"nodeModulesDir": "auto"}' })?.args, none);
  assert.deepEqual(found({ "deno.json": '{"nodeModulesDir":true}' })?.args, none);
  assert.deepEqual(found({ "deno.json": '{"nodeModulesDir": "manual"}' })?.args, []);
  const members = { "deno.json": '{"workspace": ["./a"], "nodeModulesDir": "auto"}', "a/deno.json": "{}" };
  assert.deepEqual(found(members, "/a")?.args, none);
});

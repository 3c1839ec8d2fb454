import assert from "node:assert/strict";
import type { Example } from "../../../core/code/hole.ts";
import { createKernel, type KernelOptions } from "../../../core/kernel/kernel.ts";
import type { Action } from "../../../core/kernel/plugin.ts";
import examples from "../../../plugins/examples/mod.ts";
import { entryOf, plugin } from "../../core/kernel/toy.ts";
import { draftOf, project } from "./project.ts";

const TEXT = 'import { six } from "./b";\n/** f() // => 7 */\nexport const f = () => __;\n';

/** A kernel with the plugin over a real project, and what it makes of a hole filled with `six + 1`. */
async function ask(
  options: { config?: unknown; read?: KernelOptions["read"]; permit?: (action: Action) => boolean },
) {
  const { config = {}, read, permit = () => true } = options;
  await using made = await project({ "a.ts": TEXT, "b.ts": "export const six = 6;" });
  const policy = plugin("policy", ["integration"], () => ({
    integration: { authorize: (action) => Promise.resolve({ permit: permit(action), reason: "policy" }) },
  }));
  const entries = [entryOf(policy), entryOf(examples, config)];
  await using kernel = await createKernel({ root: made.root, entries, ...(read && { read }) });
  const draft = draftOf("a.ts", TEXT);
  const example: Example = { call: "f()", value: "7", file: "a.ts", span: { start: 31, end: 41 } };
  const hole = { ...draft.hole, examples: [example] };
  const edits = [{ file: "a.ts", span: hole.span, text: "six + 1" }];
  const change = { edits, files: [{ file: "a.ts", text: TEXT.replace("__", "six + 1") }] };
  const reports = await kernel.ask("validator.validate", [change, hole]);
  const rows = await kernel.ask("validator.execute", [draft, ["six", "six + 1"], ["f()"]]);
  return { reports, rows };
}

Deno.test("examples answers validate and execute through the kernel, as data", async () => {
  const { reports, rows } = await ask({});
  assert.deepEqual([reports].flat().map(({ state, passed }) => [state, passed]), [["valid", 1]]);
  assert.deepEqual(rows?.map((row) => row.map(({ shown }) => shown)), [["6"], ["7"]]);
});

Deno.test("examples sees fills that are not written yet", async () => {
  const { rows } = await ask({
    read: (file) => Promise.resolve(file === "b.ts" ? "export const six = 60;" : TEXT),
  });
  assert.deepEqual(rows?.map((row) => row.map(({ shown }) => shown)), [["60"], ["61"]]);
});

Deno.test("examples goes without the memory limit where policy forbids the program that sets it", async () => {
  const { reports } = await ask({ permit: ({ kind, target }) => kind !== "run" || target === "deno" });
  assert.match(
    [reports].flat()[0]?.notes.map(({ text }) => text).join("\n") ?? "",
    /memory outside the heap not limited/,
  );
});

Deno.test("examples is refused where policy forbids Deno", async () => {
  await assert.rejects(ask({ permit: ({ target }) => target !== "deno" }), /policy/);
});

Deno.test("examples refuses an option it does not know", async () => {
  await assert.rejects(ask({ config: { exampleMS: 1 } }), /unknown option "exampleMS"/);
});

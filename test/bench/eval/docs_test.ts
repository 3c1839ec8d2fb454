import assert from "node:assert/strict";
import { ARMS } from "../../../bench/eval/arms.ts";
import { tasksOf } from "../../../bench/eval/task.ts";

const text = await Deno.readTextFile(new URL("../../../docs/evaluation.md", import.meta.url));

Deno.test("docs/evaluation.md names every arm, in the order of the table, and no other", () => {
  const [, section = ""] = text.split("## Arms");
  const rows = (section.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("| `"));
  const named = rows.flatMap((line) =>
    Array.from((line.split("|")[1] ?? "").matchAll(/`([^`]+)`/g), ([, name]) => name)
  );
  assert.deepEqual(named, ARMS.map(({ name }) => name));
});

Deno.test("tasksOf() takes the holes of a folder, and leaves the tests out of its project", async () => {
  const folder = await Deno.makeTempDir({ prefix: "maze-eval-folder-" });
  try {
    await Deno.mkdir(`${folder}/src`);
    await Deno.mkdir(`${folder}/node_modules`);
    const files = {
      "src/a.ts": "export function one(): number {\n}\n",
      "src/b.ts": "export const two = 2;\n",
      "src/a.check.ts": "if (one() !== 1) throw 1;\n",
      "node_modules/x.ts": "",
      "eval.json": '[{ "id": "one", "file": "src/a.ts", "tests": "src/a.check.ts" }]',
    };
    for (const [file, content] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/${file}`, content);
    }
    const [task] = await tasksOf(folder);
    assert.deepEqual(Object.keys(task?.files ?? {}).sort(), ["src/a.ts", "src/b.ts"]);
    assert.deepEqual([task?.id, task?.file, task?.tests], ["one", "src/a.ts", files["src/a.check.ts"]]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

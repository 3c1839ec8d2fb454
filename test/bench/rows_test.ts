import assert from "node:assert/strict";
import { RowFile } from "../../bench/rows.ts";

interface Row {
  readonly id: string;
  readonly n: number;
}
const keyOf = ({ id }: Row) => id;

Deno.test("RowFile goes on where it was, behind the last line that is whole", async () => {
  const folder = await Deno.makeTempDir({ prefix: "maze-rows-" });
  try {
    const path = `${folder}/rows.jsonl`;
    const first = await RowFile.open(path, keyOf);
    await first.add({ id: "a", n: 1 });
    await first.add({ id: "b", n: 2 }, { id: "c", n: 3 });
    assert.deepEqual(first.get("c"), { id: "c", n: 3 });
    await Deno.writeTextFile(path, '{"id":"d","n', { append: true });
    const second = await RowFile.open(path, keyOf);
    assert.deepEqual(["a", "b", "c", "d"].map((id) => second.get(id)?.n), [1, 2, 3, undefined]);
    await second.add({ id: "d", n: 4 });
    assert.equal((await RowFile.open(path, keyOf)).get("d")?.n, 4);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("RowFile without a file keeps rows for itself", async () => {
  const file = await RowFile.open(undefined, keyOf);
  await file.add({ id: "a", n: 1 });
  assert.equal(file.get("a")?.n, 1);
});

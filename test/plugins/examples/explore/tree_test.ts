import assert from "node:assert/strict";
import { answers, known } from "./answers.ts";

interface Folder {
  readonly name: string;
  readonly bytes: number;
  readonly folders: readonly Folder[];
}

const folder = (name: string, bytes: number, ...folders: Folder[]): Folder => ({ name, bytes, folders });
const FOLDERS = [
  folder("a", 5),
  folder("a", 5, folder("b", 7), folder("c", 2)),
  folder("x", 1, folder("y", 2, folder("z", 30))),
];
const own = (text: string, param: string) => ({ own: { text, params: [param] } });

Deno.test("Trees sum up and collect what a value and its parts have", async () => {
  const sum = await answers({ folder: FOLDERS }, { ...own("weight", "folder"), wanted: [5, 14, 33] });
  assert.equal(sum[0], "folder.bytes + folder.folders.reduce((total, child) => total + weight(child), 0)");
  const names = await answers({ folder: FOLDERS }, {
    ...own("names", "folder"),
    wanted: [["a"], ["a", "b", "c"], ["x", "y", "z"]],
  });
  assert.equal(names[0], "[folder.name, ...folder.folders.flatMap((child) => names(child))]");
  const deep = await answers({ folder: FOLDERS }, { ...own("depth", "folder"), wanted: [1, 2, 3] });
  assert.equal(deep[0], "1 + Math.max(0, ...folder.folders.map((child) => depth(child)))");
});

Deno.test("Trees go down two ways, and end where there is nothing", async () => {
  const branch = (value: number, left: unknown = null, right: unknown = null) => ({ value, left, right });
  const branches = [null, branch(4), branch(4, branch(1), branch(9))];
  const size = await answers({ branch: branches }, { ...own("size", "branch"), wanted: [0, 1, 3] });
  assert.equal(size[0], "branch === null ? 0 : 1 + size(branch.left) + size(branch.right)");
  const list = await answers({ branch: branches }, {
    ...own("values", "branch"),
    wanted: [[], [4], [1, 4, 9]],
  });
  assert.equal(
    list[0],
    "branch === null ? [] : [...values(branch.left), branch.value, ...values(branch.right)]",
  );
});

Deno.test("Trees go on to the next as long as there is one", async () => {
  const node = (value: number, next?: unknown) => next ? { value, next } : { value };
  const given = { node: [node(3), node(1, node(2)), node(5, node(1, node(4)))] };
  const values = await answers(given, { ...own("values", "node"), wanted: [[3], [1, 2], [5, 1, 4]] });
  assert.equal(values[0], "[node.value, ...(node.next ? values(node.next) : [])]");
  const sum = await answers(given, { ...own("total", "node"), wanted: [3, 3, 10] });
  assert.equal(sum[0], "node.value + (node.next ? total(node.next) : 0)");
});

Deno.test("Trees make a tree of the same form, with what else is given to each part", async () => {
  interface Tree {
    readonly value: number;
    readonly children: readonly Tree[];
  }
  const tree = (value: number, ...children: Tree[]): Tree => ({ value, children });
  const given = { tree: [tree(1, tree(2)), tree(3)], by: [10, 5] };
  const wanted = [tree(11, tree(12)), tree(8)];
  const found = await answers(given, { own: { text: "raised", params: ["tree", "by"] }, wanted });
  assert.match(
    found[0] ?? "",
    /^\{ value: (?:by \+ tree\.value|tree\.value \+ by), children: tree\.children\.map\(\(child\) => raised\(child, by\)\) \}$/,
  );
});

Deno.test("Trees are none where the function's own calls are promises", async () => {
  const wait = { ...own("weight", "folder"), wanted: [5, 14, 33], mayWait: true };
  const found = await answers({ folder: FOLDERS }, wait);
  assert.ok(!found.some((text) => text.includes("weight(child)")), found.join("\n"));
});

Deno.test("Trees are none where a value has no parts of its own form, or the function no name", async () => {
  const flat = await answers({ item: [{ tags: ["a"] }, { tags: ["b", "c"] }] }, {
    ...own("count", "item"),
    wanted: [1, 2],
  });
  assert.equal(flat[0], "item.tags.length");
  const names = [known("weight", () => 0, [{ kind: "record" }], 3)];
  const nameless = await answers({ folder: FOLDERS }, { wanted: [5, 14, 33], names });
  assert.ok(!nameless.some((text) => text.includes("weight(child)")));
});

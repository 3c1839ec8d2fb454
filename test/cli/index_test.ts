import assert from "node:assert/strict";
import { inProject, ONE_HOLE } from "./maze_process.ts";

const PROJECT = {
  ...ONE_HOLE,
  "notes.md": "",
  "src/box.ts": [
    "/** Holds one value. */",
    "export class Box<T> {",
    "  constructor(readonly value: T) {}",
    "  map<U>(",
    "    change: (value: T) => U,",
    "  ): Box<U> {",
    "    return new Box(change(this.value));",
    "  }",
    "}",
    "const BOXES = 3;",
    "",
  ].join("\n"),
};

Deno.test("maze index claims the files that the project's tools see, and counts what they declare", async () => {
  await inProject(PROJECT, async ({ maze, root }) => {
    const { out } = await maze("index", "--list");
    const [first, second, third, files, declarations, where = ""] = out.split("\n");
    assert.deepEqual([first, second, third], ["maze-hole.d.ts", "src/box.ts", "src/stock.ts"]);
    assert.equal(files, "3 files: 3 .ts");
    assert.match(
      declarations ?? "",
      /^6 declarations, 4 exported: 2 function, 1 class, 1 const, 1 interface, /,
    );
    assert.ok(where.startsWith(`in ${root}, read in `));
    const found = JSON.parse((await maze("index", "--json")).out);
    assert.deepEqual(found.files, [first, second, third]);
    assert.deepEqual([found.declarations.total, found.declarations.kinds.function], [6, 2]);
  });
});

Deno.test("maze index and doctor claim to name the files that are left out, and why", async () => {
  const vue = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`src/${at}.vue`, "<template></template>"]),
  );
  await inProject({ ...ONE_HOLE, "src/App.svelte": "", ...vue }, async ({ maze }) => {
    const { out } = await maze("index");
    assert.match(out, /^1 file is left out: Svelte files need their own compiler: src\/App\.svelte$/m);
    assert.match(
      out,
      /^12 files are left out: Vue files need their own compiler: src\/0\.vue, .*, and 2 more$/m,
    );
    assert.match((await maze("index", "--list")).out, /^12 files are left out: .*, src\/9\.vue$/m);
    const { leftOut } = JSON.parse((await maze("index", "--json")).out);
    assert.deepEqual([leftOut.length, leftOut[0].file], [13, "src/0.vue"]);
    assert.match((await maze("doctor")).out, /^! files: 12 files are left out: Vue .*, and 7 more$/m);
  });
});

Deno.test("maze index NAME claims the declarations of a name with place, signature, doc and members", async () => {
  await inProject(PROJECT, async ({ maze, mazeIn }) => {
    const { code, out } = await maze("index", "Box");
    assert.equal(code, 0);
    assert.equal(
      out,
      [
        "src/box.ts:2:14  class, exported",
        "  export class Box<T>",
        "  Holds one value.",
        "    constructor(readonly value: T)",
        "    readonly value: T",
        "    map<U>(change: (value: T) => U): Box<U>",
        "src/box.ts:10:7  const",
        "  const BOXES = 3",
        "",
      ].join("\n"),
    );
    const { symbols } = JSON.parse((await mazeIn("src", "index", "--json", "countOf")).out);
    assert.deepEqual(symbols, [{
      name: "countOf",
      kind: "function",
      file: "src/stock.ts",
      isExported: true,
      container: "",
      signature: "export function countOf(item: Item): number",
      doc: "",
      members: [],
      line: 8,
      column: 17,
    }]);
  });
});

Deno.test("maze index FILE claims what a file declares, in order", async () => {
  await inProject(PROJECT, async ({ maze, mazeIn }) => {
    const { out } = await maze("index", "src/stock.ts");
    assert.deepEqual(out.match(/^\S+:\d+:\d+/gm), ["src/stock.ts:3:18", "src/stock.ts:8:17"]);
    assert.equal((await mazeIn("src", "index", "./stock.ts")).out, out);
    const { symbols } = JSON.parse((await maze("index", "--json", "src/box.ts")).out);
    assert.deepEqual(symbols.map(({ name }: { readonly name: string }) => name), ["Box", "BOXES"]);
  });
});

Deno.test("maze index claims to end with 2 where nothing has the name, and to say what is near", async () => {
  await inProject(PROJECT, async ({ maze }) => {
    const slip = await maze("index", "cuontOf");
    assert.deepEqual([slip.code, slip.out], [2, ""]);
    assert.match(slip.err, /hint: Did you mean "countOf"\?$/m);
    assert.match(
      (await maze("index", "notes.md")).err,
      /it is no file that the project's tools see\n {2}hint: `maze index --list`/,
    );
    assert.equal((await maze("index", "src/none.ts")).code, 2);
    assert.equal((await maze("index", "--list", "Box")).code, 2);
  });
});

Deno.test("maze index claims what an installed package exports where the project has no such name", async () => {
  const installed = {
    ...PROJECT,
    "node_modules/@acme/lib/package.json": '{"name":"@acme/lib","types":"index.d.ts"}',
    "node_modules/@acme/lib/index.d.ts":
      "export declare const lib: number;\n/** Adds. */\nexport declare function add(n: number): number;\n",
  };
  await inProject(installed, async ({ maze }) => {
    assert.match((await maze("index", "@acme/lib")).out, /declare function add[\s\S]*declare const lib/);
    assert.equal(
      (await maze("index", "@acme/lib#add")).out,
      "node_modules/@acme/lib/index.d.ts:3:25  function, exported\n" +
        "  export declare function add(n: number): number\n  Adds.\n",
    );
    const none = await maze("index", "@acme/none");
    assert.deepEqual([none.code, none.out], [2, ""]);
  });
});

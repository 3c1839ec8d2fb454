import assert from "node:assert/strict";
import { z } from "zod";
import { cannedFiles } from "./canned_plugin.ts";
import { inProject, ONE_HOLE } from "./maze_process.ts";

const FILLED = "  return item.count;";
const SCHEMA = JSON.parse(await Deno.readTextFile(new URL("../../docs/fill.schema.json", import.meta.url)));

Deno.test("maze fill claims to show place, diff, verdict and cost, and to write nothing by itself", async () => {
  await inProject(ONE_HOLE, async ({ maze, read }) => {
    const { code, out, err } = await maze("fill", "src/");
    assert.equal(code, 0, err);
    assert.match(out, /^✓ src\/stock\.ts:9:10 {2}the count of the item$/m);
    assert.match(out, /^ {3}9 - return hole\("the count of the item"\);$/m);
    assert.match(out, /^ {3}\d \+ return item\.count;$/m);
    assert.match(out, /^ {2}compiles; no examples · .* judged$/m);
    assert.match(
      out,
      /^1 of 1 hole filled in .*\n1 fill compiles and was never run: .*\nNothing is written yet: --write does it\.$/m,
    );
    assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
  });
});

Deno.test("maze fill --write claims to write, and maze undo to take it back", async () => {
  await inProject(ONE_HOLE, async ({ maze, read }) => {
    const { code, out, err } = await maze("fill", "--write");
    assert.equal(code, 0, err);
    assert.match(out, /Wrote src\/stock\.ts; `maze undo` takes it back/);
    const text = await read("src/stock.ts");
    assert.ok(text.includes(FILLED), text);
    assert.ok(!text.includes("@maze/maze/hole"), "the import that nothing uses any more goes");
    assert.equal((await maze("undo")).out, "src/stock.ts\n1 file has the old text again\n");
    assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
    const again = await maze("undo");
    assert.equal(again.code, 1);
    assert.match(again.err, /^Nothing is left to undo: /);
  });
});

Deno.test("maze fill --check claims to list holes and end with 1 while there are any", async () => {
  await inProject(ONE_HOLE, async ({ maze, write, read }) => {
    const found = await maze("fill", "--check");
    assert.deepEqual([found.code, found.out], [
      1,
      "src/stock.ts:9:10  the count of the item\n1 hole is left\n",
    ]);
    assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
    await write("src/stock.ts", "export const none = 1;\n");
    const none = await maze("fill", "--check");
    assert.deepEqual([none.code, none.out], [0, "No hole found in the project\n"]);
  });
});

Deno.test("maze fill --json claims to print one object of the documented shape", async () => {
  await inProject(ONE_HOLE, async ({ maze }) => {
    const { code, out } = await maze("fill", "--json", "src/stock.ts:9");
    const found = JSON.parse(out);
    assert.deepEqual(z.fromJSONSchema(SCHEMA).safeParse(found).error?.issues ?? [], []);
    assert.equal(code, 0);
    assert.deepEqual([found.filled, found.total, found.holes[0].text], [1, 1, "item.count"]);
    assert.match(found.holes[0].diff, /^--- a\/src\/stock\.ts\n\+\+\+ b\/src\/stock\.ts\n@@ /);
  });
});

Deno.test("maze fill --json claims to print errors of the documented shape too", async () => {
  await inProject({ ...ONE_HOLE, "maze.toml": "[fil]\n" }, async ({ maze }) => {
    const { code, out, err } = await maze("fill", "--json");
    const found = JSON.parse(out);
    assert.deepEqual(z.fromJSONSchema(SCHEMA).safeParse(found).error?.issues ?? [], []);
    assert.equal(code, 3);
    assert.equal(found.errors[0].code, "config/unknown-key");
    assert.match(err, /error\[config\/unknown-key\]/);
  });
});

Deno.test("maze fill --choose claims to take the reading of that number, and to refuse what is not there", async () => {
  await inProject(ONE_HOLE, async ({ maze }) => {
    const first = JSON.parse((await maze("fill", "--json")).out).holes[0];
    assert.equal(first.shownAt, null);
    const valid = first.candidates.filter(({ state }: { state: string }) => state === "valid");
    assert.ok(valid.length > 1, "the hole has two readings at least");
    const second = JSON.parse((await maze("fill", "--json", "--choose", `${first.id}=2`)).out).holes[0];
    assert.equal(second.text, valid[1].text);
    const beyond = await maze("fill", "--choose", `${first.id}=99`);
    assert.equal(beyond.code, 2);
    assert.match(beyond.err, /Cannot choose reading 99/);
    const nowhere = await maze("fill", "--choose", "src/stock.ts:1:1=1");
    assert.equal(nowhere.code, 2);
    assert.match(nowhere.err, /no such hole\n {2}hint: The holes are src\/stock\.ts:9:10/);
  });
});

Deno.test("maze fill --record claims the same bytes twice, and --replay the same fill without plugins", async () => {
  const files = { ...ONE_HOLE, ...cannedFiles({ text: "item.count" }) };
  await inProject(files, async ({ maze, read, write }) => {
    const [first, second] = [
      await maze("fill", "--trust", "--record", "1"),
      await maze("fill", "--trust", "--record", "2"),
    ];
    assert.deepEqual([first.code, second.code], [0, 0], first.err + second.err);
    assert.equal(await read("1"), await read("2"));
    await write("canned/mod.js", "throw new Error('must not be loaded');");
    const replayed = await maze("fill", "--trust", "--replay", "1");
    assert.equal(replayed.code, 0, replayed.err);
    const untimed = (text: string) => text.replaceAll(/[\d.]+ m?s\b/g, "");
    assert.equal(untimed(replayed.out), untimed(first.out));
    assert.match(replayed.out, /1 judged · 12 tokens in, 3 out/);
    await write("src/stock.ts", `// other\n${ONE_HOLE["src/stock.ts"]}`);
    await write("1", "");
    const missing = await maze("fill", "--trust", "--replay", "1");
    assert.equal(missing.code, 3);
    assert.match(missing.err, /error\[replay\/missing\].*\n {2}hint: .*\. Record anew, or go back to/);
  });
});

Deno.test("maze fill claims to show the best answer and its fault where no answer is valid, and to end with 1", async () => {
  await inProject({ ...ONE_HOLE, ...cannedFiles({ text: "item.label" }) }, async ({ maze, read }) => {
    const { code, out } = await maze("fill", "--trust", "--write");
    assert.equal(code, 1);
    assert.match(out, /^✗ src\/stock\.ts:9:10/m);
    assert.match(out, /^ {2}item\.label\n {4}TS2322: Type 'string' is not assignable to type 'number'\./m);
    assert.match(out, /a model would go on from here/);
    assert.match(out, /^0 of 1 hole filled .*\nNothing was written\.$/m);
    assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
  });
});

Deno.test("maze fill claims to say that nothing is there: no hole, no file, nothing outside", async () => {
  await inProject({ ...ONE_HOLE, "src/none.ts": "export const none = 1;\n" }, async ({ maze }) => {
    const none = await maze("fill", "src/none.ts");
    assert.deepEqual([none.code, none.out], [0, "No hole found in src/none.ts\n"]);
    const missing = await maze("fill", "src/mising.ts");
    assert.deepEqual([missing.code, missing.out], [2, ""]);
    assert.match(missing.err, /Cannot find "src\/mising\.ts": no such file or folder/);
    const outside = await maze("fill", "..");
    assert.equal(outside.code, 2);
    assert.match(outside.err, /lies outside the project/);
  });
});

Deno.test("maze fill and validate claim to refuse what the project's tools do not see", async () => {
  const files = {
    ...ONE_HOLE,
    ".gitignore": "hidden.ts\n",
    "hidden.ts": ONE_HOLE["src/stock.ts"] ?? "",
    "notes/a.md": "",
  };
  await inProject(files, async ({ maze }) => {
    for (const target of ["hidden.ts", "hidden.ts:9", "notes", "notes/a.md"]) {
      for (const command of ["fill", "validate"]) {
        const { code, out, err } = await maze(command, target);
        assert.deepEqual([code, out], [2, ""], `${command} ${target}`);
        assert.match(err, /: no file that the project's tools see lies there\n {2}hint: `maze index --list`/);
      }
    }
    const line = await maze("validate", "src/stock.ts:9");
    assert.match(line.out, /^1 file, no fault/);
  });
});

Deno.test("maze fill claims to refuse a line without a hole, and to name the nearest ones", async () => {
  const files = { ...ONE_HOLE, "src/none.ts": "export const none = 1;\n" };
  await inProject(files, async ({ maze, mazeIn }) => {
    for (
      const args of [["src/stock.ts:2"], ["src/stock.ts:2", "--check"], ["src/stock.ts:9:11"], [
        "src",
        "src/stock.ts:99",
      ]]
    ) {
      const { code, out, err } = await maze("fill", ...args);
      assert.deepEqual([code, out], [2, ""], args.join(" "));
      assert.match(err, /^error\[usage\]: Cannot find a hole at "src\/stock\.ts:\d+(:11)?": there is none\n/);
      assert.match(err, /^ {2}hint: The nearest is src\/stock\.ts:9:10$/m);
    }
    const none = await maze("fill", "--json", "src/none.ts:1");
    assert.equal(none.code, 2);
    assert.match(JSON.parse(none.out).errors[0].hint, /^The file has no hole; `maze fill --check` lists/);
    const below = await mazeIn("src", "fill", "--check", "stock.ts:9:10");
    assert.deepEqual([below.code, below.out.split("\n")[1]], [1, "1 hole is left"]);
  });
});

Deno.test("maze fill claims to take one of two holes on a line by its column", async () => {
  const stock = ONE_HOLE["src/stock.ts"]?.replace(
    'hole("the count of the item")',
    'hole<number>("one") + hole<number>("other")',
  ) ?? "";
  await inProject({ ...ONE_HOLE, "src/stock.ts": stock }, async ({ maze }) => {
    const ids = async (target: string) => {
      const { holes } = JSON.parse((await maze("fill", "--check", "--json", target)).out);
      return holes.map(({ id }: { readonly id: string }) => id);
    };
    const both = await ids("src/stock.ts:9");
    assert.equal(both.length, 2);
    assert.deepEqual(await ids(both[1]), [both[1]]);
  });
});

Deno.test("maze fill claims to fill a project that has no tsconfig", async () => {
  const { "tsconfig.json": _, ...files } = ONE_HOLE;
  await inProject({ ...files, "package.json": "{}" }, async ({ maze }) => {
    const { code, out } = await maze("fill", "--json");
    assert.equal(code, 0);
    assert.equal(JSON.parse(out).filled, 1);
  });
});

Deno.test("maze fill claims to refuse options that exclude each other or make no sense, and to ask only at a terminal", async () => {
  await inProject(ONE_HOLE, async ({ maze }) => {
    for (
      const args of [["--check", "--write"], ["--record", "a", "--replay", "b"], ["--interactive"], [
        "--max-seconds",
        "0",
      ]]
    ) {
      const { code, err } = await maze("fill", ...args);
      assert.equal(code, 2);
      assert.match(err, /error\[usage\]/);
    }
  });
});

Deno.test("maze fill --write claims to say, and not to refuse, that git does not hold a file's text", async () => {
  await inProject(ONE_HOLE, async ({ root, maze, read }) => {
    const git = async (...args: readonly string[]) => {
      const names = ["-c", "user.name=t", "-c", "user.email=t@localhost"];
      const command = new Deno.Command("git", { args: [...names, ...args], cwd: root, stdout: "null" });
      assert.ok((await command.output()).success);
    };
    await git("init", "-q");
    await git("add", ".");
    const dirty = await maze("fill", "--write");
    assert.equal(dirty.code, 0, dirty.err);
    assert.match(dirty.err, /note: some of these files have text that git does not hold/);
    await maze("undo");
    await git("commit", "-q", "-m", "all");
    const clean = await maze("fill", "--write");
    assert.equal(clean.err, "");
    assert.ok((await read("src/stock.ts")).includes(FILLED));
  });
});

Deno.test("maze fill claims to number the readings of an ambiguous hole, and to write none unless one is chosen", async () => {
  const stock = [
    'import { hole } from "@maze/maze/hole";',
    "/**",
    " * @example",
    " * pick(2, 2) // => 2",
    " */",
    "export function pick(first: number, second: number): number {",
    "  return hole();",
    "}",
    "",
  ].join("\n");
  await inProject({ ...ONE_HOLE, "src/stock.ts": stock }, async ({ maze, read }) => {
    const { code, out } = await maze("fill", "--write");
    const found = JSON.parse((await maze("fill", "--json")).out).holes[0];
    assert.equal(found.filled, "ambiguous");
    assert.equal(found.telling.results.length, 2);
    assert.equal(code, 1);
    assert.match(out, /^\? src\/stock\.ts:7:10/m);
    assert.match(out, /1 ambiguous \(choose with --choose ID=N\)/);
    assert.equal(await read("src/stock.ts"), stock);
    assert.equal((await maze("fill", "--write", "--choose", "src/stock.ts:7:10=2")).code, 0);
    assert.ok((await read("src/stock.ts")).includes("return "));
  });
});

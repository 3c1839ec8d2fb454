import assert from "node:assert/strict";
import { inProject, ONE_HOLE, type TestProject } from "./maze_process.ts";

const GOOD = ONE_HOLE["src/stock.ts"] ?? "";
const LATIN = new Uint8Array([...new TextEncoder().encode(GOOD), 0x2f, 0x2f, 0xe9, 0x0a]);

/** Each form of a file that can not be worked on: how it is made, its code, and what is said of it. */
const FORMS: Readonly<
  Record<string, [make: (path: string) => Promise<unknown>, code: string, said: RegExp]>
> = {
  "a file that is not UTF-8": [(path) => Deno.writeFile(path, LATIN), "write/encoding", /it is not UTF-8/],
  "a file of more than 2 MiB": [
    (path) => Deno.writeTextFile(path, GOOD + "/".repeat(2 ** 21)),
    "write/too-large",
    /more than 2097152/,
  ],
  "a link out of the project": [
    async (path) => {
      const outside = path.replace("project/src/bad.ts", "outside.ts");
      await Deno.writeTextFile(outside, GOOD);
      await Deno.symlink(outside, path);
    },
    "write/outside",
    /is not a file of the project/,
  ],
  "a file that can not be read": [
    // A pipe: not even root gets a text from it.
    (path) => new Deno.Command("mkfifo", { args: [path] }).output(),
    "write/unreadable",
    /it is not a regular file/,
  ],
};

/** A project of one good file and one bad one, in which the bad one is named `src/bad.ts`. */
async function withBad(
  make: (path: string) => Promise<unknown>,
  run: (project: TestProject) => Promise<void>,
): Promise<void> {
  await inProject(ONE_HOLE, async (project) => {
    await make(`${project.root}/src/bad.ts`);
    await run(project);
  });
}

for (const [name, [make, code, said]] of Object.entries(FORMS)) {
  Deno.test(`maze fill --write claims to fill the other holes beside ${name}, to tell of it and to end with 1`, async () => {
    await withBad(make, async ({ maze, read }) => {
      const ended = await maze("fill", "src", "--write");
      assert.equal(ended.code, 1, ended.err);
      assert.match(ended.out, new RegExp(`^✗ src/bad\\.ts.*\\n  ${code}: `, "m"));
      assert.match(ended.out, said);
      assert.match(ended.out, /^✓ src\/stock\.ts:9:10/m);
      assert.match(ended.out, /^Wrote src\/stock\.ts/m);
      assert.match(await read("src/stock.ts"), /return item\.count;/);
    });
  });

  Deno.test(`maze fill --json claims to give ${name} an entry with its code`, async () => {
    await withBad(make, async ({ maze }) => {
      const ended = await maze("fill", "src", "--json");
      const { holes, unread, filled } = JSON.parse(ended.out);
      type Hole = {
        readonly file: string;
        readonly filled: string;
        readonly refusal: { readonly code: string };
      };
      const refused = holes.flatMap((hole: Hole) =>
        hole.filled === "no" ? [[hole.file, hole.refusal.code]] : []
      );
      const told = [...refused, ...unread.map((one: { file: string; code: string }) => [one.file, one.code])];
      assert.deepEqual([ended.code, filled, told], [1, 1, [["src/bad.ts", code]]]);
    });
  });

  Deno.test(`maze fill claims to say it clearly when ${name} is the only target`, async () => {
    await withBad(make, async ({ maze }) => {
      const ended = await maze("fill", "src/bad.ts");
      // What a link leads to is not in the project: that is a wrong target, as with any other path.
      assert.equal(ended.code, code === "write/outside" ? 2 : 1);
      assert.match(ended.out + ended.err, code === "write/outside" ? /lies outside the project/ : said);
    });
  });

  Deno.test(`maze validate claims ${name} as a fault, beside the faults of the others`, async () => {
    await withBad(make, async ({ maze, write }) => {
      await write("src/faulty.ts", 'export const count: number = "three";\n');
      const { code: ended, out } = await maze("validate");
      assert.equal(ended, 1);
      assert.match(out, new RegExp(`^src/bad\\.ts:1:1: error ${code}: .*${said.source}`, "m"));
      assert.match(out, /^src\/faulty\.ts:1:14: error TS2322: /m);
    });
  });
}

Deno.test("maze fill --check claims that a file nobody can look into may have holes", async () => {
  const [make] = FORMS["a file that can not be read"] ?? [];
  assert.ok(make);
  await withBad(make, async ({ maze, root }) => {
    await Deno.remove(`${root}/src/stock.ts`);
    const { code, out } = await maze("fill", "--check");
    assert.equal(code, 1);
    assert.match(out, /write\/unreadable/);
    assert.deepEqual(JSON.parse((await maze("fill", "--check", "--json")).out).unread[0].file, "src/bad.ts");
  });
});

Deno.test("maze fill claims not to check an example that needs a bad file, and to go on", async () => {
  await withBad((path) => Deno.writeFile(path, LATIN), async ({ maze, write }) => {
    const lines = [
      'import { hole } from "@maze/maze/hole";',
      'import { countOf } from "./bad";',
      "/** twice(2) // => 4 */",
      "export function twice(n: number): number {",
      '  if (n < 0) return countOf({ label: "", count: n });',
      "  return hole();",
      "}",
      "",
    ];
    await write("src/uses.ts", lines.join("\n"));
    const { code, out } = await maze("fill", "src");
    assert.equal(code, 1);
    assert.match(out, /^✗ src\/uses\.ts:6:10/m);
    assert.match(out, /the example could not be run/);
    assert.match(out, /^✓ src\/stock\.ts:9:10/m);
  });
});

Deno.test("maze fill --write claims to keep line ends of Windows and a byte order mark, beside a file without", async () => {
  await inProject(ONE_HOLE, async ({ maze, read, write }) => {
    await write("src/windows.ts", "\ufeff" + GOOD.replaceAll("\n", "\r\n"));
    const { code, out, err } = await maze("fill", "src", "--write");
    assert.equal(code, 0, out + err);
    const text = await read("src/windows.ts");
    assert.ok(text.startsWith("\ufeffexport interface Item {\r\n"), JSON.stringify(text.slice(0, 40)));
    assert.ok(text.includes("  return item.count;\r\n"));
    assert.doesNotMatch(text, /[^\r]\n/);
    assert.equal(text.slice(1).replaceAll("\r\n", "\n"), await read("src/stock.ts"));
  });
});

Deno.test("maze fill --write claims all files or none: a read-only file keeps the one beside it as it was", async () => {
  await inProject(ONE_HOLE, async ({ maze, read, root, write }) => {
    await write("src/locked.ts", GOOD);
    await Deno.chmod(`${root}/src/locked.ts`, 0o444);
    // Root may write everything: what it can not do stands in test/core/write, where it is given up.
    const isRefused = Deno.uid() !== 0;
    const { code, err } = await maze("fill", "src", "--write");
    assert.equal(code, isRefused ? 3 : 0);
    if (isRefused) assert.match(err, /error\[write\/read-only\]: .*src\/locked\.ts/);
    const texts = [await read("src/stock.ts"), await read("src/locked.ts")];
    assert.deepEqual(texts.map((text) => text === GOOD), [isRefused, isRefused]);
    assert.equal((await Deno.stat(`${root}/src/locked.ts`)).mode, 0o100444);
  });
});

Deno.test("maze fill and maze doctor claim to name a file that is no code, and the place of its first fault", async () => {
  const make = (path: string) => Deno.writeTextFile(path, `const = ;\n${GOOD}`);
  await withBad(make, async ({ maze }) => {
    const said = 'Cannot read "src/bad.ts": line 1, column 7 is no code: ';
    const checked = await maze("fill", "src/bad.ts", "--check");
    assert.equal(checked.code, 1, checked.err);
    assert.ok(checked.out.includes(`✗ src/bad.ts\n  syntax: ${said}`), checked.out);
    assert.match(checked.out, /^No hole found in what could be read$/m);
    const filled = await maze("fill", "src");
    assert.equal(filled.code, 1, filled.err);
    assert.match(filled.out, /^1 of 1 hole filled, 1 file not read/m);
    const json = JSON.parse((await maze("fill", "src", "--check", "--json")).out);
    assert.deepEqual([json.total, json.unread.length, json.unread[0].code], [1, 1, "syntax"]);
    assert.ok((await maze("doctor")).out.includes(said));
  });
});

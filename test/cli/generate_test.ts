import assert from "node:assert/strict";
import { serveChat } from "./chat_server.ts";
import { inProject, type TestProject } from "./maze_process.ts";

const FILES: Readonly<Record<string, string>> = {
  "tsconfig.json": '{ "compilerOptions": { "strict": true, "noEmit": true, "target": "esnext" } }\n',
  "src/text.ts": [
    "/** Takes white space off a title. */",
    "export function trimTitle(title: string): string {",
    "  return title.trim();",
    "}",
    "",
    "export default trimTitle;",
    "",
  ].join("\n"),
  "src/math.ts": "export function half(all: any): any {\n  return all / 2;\n}\n",
};
const EXAMPLES = ["--example", "slug('A b') => 'a-b'", "--example", "slug('Cd e F') => 'cd-e-f'"];

Deno.test("maze generate claims new code without a model, from examples: shown, written, and taken back", async () => {
  await inProject(FILES, async ({ maze, read }) => {
    const shown = await maze("generate", "slugify a title", ...EXAMPLES);
    assert.equal(shown.code, 0, shown.err);
    assert.match(
      shown.out,
      /^✓ src\/text\.ts:4:2 {2}slugify a title\n {2}in src\/text\.ts: its names say "title"; beside "trimTitle"$/m,
    );
    assert.match(shown.out, /^ +\d+ \+ export function slug\(text: string\): string \{$/m);
    assert.match(shown.out, /compiles; 2 of 2 examples/);
    assert.match(shown.out, /^New code in .*\nNothing is written yet: --write does it\.$/m);
    assert.equal(await read("src/text.ts"), FILES["src/text.ts"]);
    const { code, out } = await maze("generate", "slugify a title", ...EXAMPLES, "--write");
    assert.deepEqual([code, /^Wrote src\/text\.ts; `maze undo`/m.test(out)], [0, true]);
    const text = await read("src/text.ts");
    assert.match(
      text,
      /trim\(\);\n\}\n\n\/\*\*\n \* Slugify a title\.\n \*\n \* @example\n \* slug\('A b'\) \/\/ => 'a-b'\n/,
    );
    assert.match(text, /\n\}\n\nexport default trimTitle;\n$/);
    assert.equal((await maze("undo")).code, 0);
    assert.equal(await read("src/text.ts"), FILES["src/text.ts"]);
  });
});

Deno.test("maze generate claims to make a file, and undo to take it away", async () => {
  await inProject(FILES, async ({ maze, mazeIn, read }) => {
    const { code, out, err } = await mazeIn(
      "src",
      "generate",
      "slugify a title",
      "--into",
      "slug.ts",
      ...EXAMPLES,
      "-w",
    );
    assert.equal(code, 0, err);
    assert.match(out, /^ {2}makes src\/slug\.ts: a new file$/m);
    assert.match(await read("src/slug.ts"), /^\/\*\*\n[^]*export function slug\(text: string\): string \{\n/);
    assert.equal((await maze("undo")).out, "src/slug.ts\n1 file has the old text again\n");
    await assert.rejects(read("src/slug.ts"), Deno.errors.NotFound);
  });
});

Deno.test("maze generate claims to ask a model for the head, again with its fault, and then for the body", async () => {
  const answers = [
    ["```ts\nexport function slug(title: Title): string {\n```"],
    ["Sorry:\n```ts\n", "export function slug(title: string): string {\n", "  return title;\n}\n```"],
    ["```ts\nreturn title.toLowerCase();\n```"],
  ];
  await using server = serveChat((chat) => answers[Math.min(chat, 2)] ?? []);
  const toml =
    `plugins = ["typescript", "openai"]\n[options.openai]\nbaseUrl = "${server.url}"\nsamples = 1\n`;
  await inProject({ ...FILES, "maze.toml": toml }, async ({ maze, read }) => {
    const { code, out, err } = await maze(
      "generate",
      "slugify a title",
      "--trust",
      "--into",
      "src/text.ts#trimTitle",
      "-w",
    );
    assert.equal(code, 0, err);
    assert.match(out, /1 fill compiles and was never run: an --example is run, and decides\./);
    assert.match(
      await read("src/text.ts"),
      /\n\nexport function slug\(title: string\): string \{\n {2}return title\.toLowerCase\(\);\n\}\n\nexport default/,
    );
    const chats = server.asked.filter(({ path }) => path.endsWith("/completions")).map(({ body }) =>
      JSON.parse(body).messages[1].content
    );
    assert.equal(chats.length, 3);
    assert.match(
      chats[0],
      /What is wanted there: slugify a title\.[^]*Write only its head[^]*export function NAME/,
    );
    assert.match(
      chats[1],
      /wrong:\n\nexport function slug\(title: Title\): string\n\nWhat is wrong with it:\n- Cannot find name 'Title'\. At: Title/,
    );
  });
});

Deno.test("maze generate claims that a head that never type-checks is said, with what was wrong", async () => {
  await using server = serveChat(["```ts\nexport function slug(title: Title): string {\n```"]);
  const toml =
    `plugins = ["typescript", "openai"]\n[options.openai]\nbaseUrl = "${server.url}"\nsamples = 1\n`;
  await inProject({ ...FILES, "maze.toml": toml }, async ({ maze, read }) => {
    const { code, out } = await maze("generate", "slugify a title", "--trust", "-w");
    assert.equal(code, 1);
    assert.equal(out.match(/function slug\(title: Title\): string: TS2304/g)?.length, 3);
    assert.match(out, /no head was found right, so nothing could be written below it/);
    assert.match(out, /^No new code in .*\nNothing was written\.$/m);
    assert.equal(await read("src/text.ts"), FILES["src/text.ts"]);
  });
});

Deno.test("maze generate claims that a model is needed where there is none and the examples say too little", async () => {
  await inProject(FILES, async ({ maze }) => {
    const { code, out } = await maze("generate", "slugify a title", "--example", "slug(title) => 'a'");
    assert.equal(code, 1);
    assert.match(
      out.replaceAll(/\s+/g, " "),
      /what begins new code is written by a model, and none is listed; examples with literal values/,
    );
  });
});

const MISTAKES: readonly (readonly [claim: string, args: readonly string[], code: number, error: RegExp])[] =
  [
    ["an empty intent", [" "], 2, /error\[usage\]: Cannot write new code: nothing says what is wanted/],
    ["no intent", [], 2, /INTENT/],
    [
      "a file outside the project",
      ["slug", "--into", "../slug.ts"],
      2,
      /Cannot make "\.\.\/slug\.ts": it lies outside the project/,
    ],
    ["a folder", ["slug", "--into", "src"], 2, /Cannot write new code into "src": it is a folder/],
    [
      "a file whose folder is not there",
      ["slug", "--into", "no/slug.ts"],
      2,
      /Cannot make "no\/slug\.ts": its folder is not there/,
    ],
    ["a file that is not the project's", ["slug", "--into", "tsconfig.json"], 2, /error\[generate\/unseen\]/],
    [
      "a name that is not there",
      ["slug", "--into", "src/text.ts#trimTitel"],
      2,
      /error\[generate\/no-name\][^]*Did you mean "trimTitle"\?/,
    ],
    [
      "a language that nobody knows",
      ["slug", "--language", "typscript"],
      2,
      /error\[generate\/language\][^]*Did you mean "typescript"\?/,
    ],
    ["a file of such a language", ["slug", "--into", "src/slug.py"], 2, /error\[generate\/language\]/],
    [
      "an example that is no code",
      ["slug", "--into", "src/text.ts", "--example", "slug(A b => c"],
      2,
      /error\[generate\/example\]: Cannot read the example "slug\(A b => c"/,
    ],
    ["words that no file's names say", ["qqq"], 2, /error\[generate\/no-file\][^]*--into/],
    ["no provider", ["slug", "--set", 'plugins=["typescript"]'], 3, /error\[plugin\/missing\]/],
    ["two ways to decide", ["slug", "-i", "-w"], 2, /--interactive with --write/],
    ["no time", ["slug", "--max-seconds", "0"], 2, /new code needs time/],
    ["a question without a terminal", ["slug", "-i"], 2, /this is no terminal/],
  ];

for (const [claim, args, wanted, error] of MISTAKES) {
  Deno.test(`maze generate claims to refuse ${claim}`, async () => {
    await inProject(FILES, async ({ maze, root }) => {
      const { code, err } = await maze("generate", ...args);
      assert.equal(code, wanted, err);
      assert.match(err, error);
      assert.deepEqual([...Deno.readDirSync(`${root}/src`)].map(({ name }) => name).sort(), [
        "math.ts",
        "text.ts",
      ]);
    });
  });
}

/** A project whose model answers every chat with this text for lines. */
async function withLines(answer: string, work: (project: TestProject) => Promise<void>): Promise<void> {
  await using server = serveChat([`\`\`\`ts\n${answer}\n\`\`\``]);
  const toml =
    `plugins = ["typescript", "openai"]\n[options.openai]\nbaseUrl = "${server.url}"\nsamples = 1\n`;
  await inProject({ ...FILES, "maze.toml": toml }, async (project) => {
    await work(project);
    const [, chat] = server.asked;
    if (chat) assert.match(chat.body, /This stands there now and is replaced[^]*return all \/ 2;/);
  });
}

Deno.test("maze fill claims to write lines anew, as --intent says, with the types of their file", async () => {
  const safe =
    "export function half(all: any): any {\n  if (typeof all !== 'number') throw new TypeError('no number');\n  return all / 2;\n}";
  await withLines(safe, async ({ maze, read }) => {
    const { code, out, err } = await maze(
      "fill",
      "src/math.ts:1-3",
      "--intent",
      "make this type-safe",
      "--trust",
      "-w",
    );
    assert.equal(code, 0, err + out);
    assert.match(
      await read("src/math.ts"),
      /throw new TypeError\('no number'\);\n {2}return all \/ 2;\n\}\n$/,
    );
  });
  await withLines("export function half(all: number): number {\n  return all / 2;\n}", async ({ maze }) => {
    const { code, out } = await maze(
      "fill",
      "src/math.ts:1-3",
      "--intent",
      "make this type-safe",
      "--trust",
      "--max-seconds",
      "3",
    );
    assert.equal(code, 1);
    assert.match(out, /range\/type: "half" was \(all: any\) => any, and is \(all: number\) => number/);
  });
});

Deno.test("maze fill claims to refuse lines without --intent, that are not there, and --intent without lines", async () => {
  await inProject(FILES, async ({ maze }) => {
    const refused = async (error: RegExp, ...args: readonly string[]) => {
      const { code, err } = await maze("fill", ...args);
      assert.deepEqual([code, error.test(err)], [2, true], err);
    };
    await refused(/error\[range\/intent\]/, "src/math.ts:1-2");
    await refused(/error\[range\/empty\]/, "src/math.ts:9-12", "--intent", "safer");
    await refused(/no lines are named/, "src/math.ts", "--intent", "safer");
    await refused(/Cannot find "src\/no\.ts"/, "src/no.ts:1-2", "--intent", "safer");
    await refused(/Cannot use --check with lines/, "src/math.ts:1-2", "--intent", "safer", "--check");
    await refused(
      /Cannot use --choose with lines/,
      "src/math.ts:1-2",
      "--intent",
      "safer",
      "--choose",
      "a=1",
    );
  });
});

Deno.test("maze generate claims the same from a recording", async () => {
  await inProject(FILES, async ({ maze }) => {
    const words = ["generate", "slugify a title", ...EXAMPLES, "--json"];
    const recorded = await maze(...words, "--record", "run.jsonl");
    const replayed = await maze(...words, "--replay", "run.jsonl");
    assert.equal(replayed.code, 0, replayed.err);
    assert.equal(JSON.parse(replayed.out).diff, JSON.parse(recorded.out).diff);
  });
});

Deno.test("maze generate claims that a new file of a Deno project is checked by deno", async () => {
  await inProject(
    { "deno.json": "{}\n", "a.ts": "export const a: number = 1;\n" },
    async ({ maze, read }) => {
      const words = ["generate", "slugify a title", "--into", "slug.ts", ...EXAMPLES, "--trust", "-w"];
      const { code, out, err } = await maze(...words, "--max-seconds", "60");
      assert.equal(code, 0, err + out);
      assert.match(out, /accepted by `deno check`/);
      assert.match(await read("slug.ts"), /^export function slug/m);
    },
  );
});

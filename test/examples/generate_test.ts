import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { serveChat } from "../cli/chat_server.ts";
import { tree } from "../plugins/typescript/project/tree.ts";

const HOME = fileURLToPath(new URL("../../", import.meta.url));

/** What the model says, chat by chat: a head that names no type of the project, a right one, a wrong body, a right one. */
const SCRIPT = [
  "```ts\nexport function slug(title: Heading): string {\n```",
  "The head:\n```ts\nexport function slug(title: Title): string {\n  return title;\n}\n```",
  "```ts\nreturn title.text.toLowerCase();\n```",
  "```ts\nreturn title.toLowerCase().replaceAll(' ', '-');\n```",
];

Deno.test("examples/library/generate writes new code with a scripted model: head, imports, body and barrel in one", async () => {
  await using server = serveChat((chat) => [SCRIPT[Math.min(chat, SCRIPT.length - 1)] ?? ""]);
  using project = tree({
    "tsconfig.json":
      '{ "compilerOptions": { "strict": true, "noEmit": true, "target": "es2024", "module": "preserve" } }',
    "src/title.ts": "// Copyright the authors.\n\nexport type Title = string;\n",
    "src/sum.ts":
      "// Copyright the authors.\n\nexport const sum = (a: number, b: number): number => a + b;\n",
    "src/index.ts": '// Copyright the authors.\n\nexport * from "./sum";\nexport * from "./title";\n',
  });
  const { root } = project;
  const command = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", "--no-check", `--config=${HOME}deno.json`, `${HOME}examples/library/generate.ts`],
      ...[root, server.url, "slugify a title", "src/slug.ts"],
    ],
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await command.output();
  const out = new TextDecoder().decode(stdout);
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  assert.match(
    out,
    /^src\/slug\.ts a new file yes\n- export function slug\(title: Heading\): string: TS2304/,
  );
  assert.match(out, /^written: src\/index\.ts src\/slug\.ts$/m);
  assert.equal(
    await Deno.readTextFile(`${root}/src/slug.ts`),
    [
      "// Copyright the authors.",
      "",
      'import type { Title } from "./title";',
      "",
      "/**",
      " * Slugify a title.",
      " *",
      " * @example",
      " * slug('A b') // => 'a-b'",
      " */",
      "export function slug(title: Title): string {",
      "  return title.toLowerCase().replaceAll(' ', '-');",
      "}",
      "",
    ].join("\n"),
  );
  assert.match(
    await Deno.readTextFile(`${root}/src/index.ts`),
    /\n\nexport \* from "\.\/slug";\nexport \* from "\.\/sum";\n/,
  );
});

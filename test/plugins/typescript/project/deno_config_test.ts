import assert from "node:assert/strict";
import { API } from "@typescript/native/unstable/async";
import { mapDenoConfig, memoryFileSystem } from "../../../../plugins/typescript/project/deno_config.ts";
import { realDisk } from "../../../../plugins/typescript/project/disk.ts";
import { openProject } from "../../../../plugins/typescript/project/project.ts";
import { tree } from "./tree.ts";

/** What the child may do, and where it keeps its cache. */
interface Rights {
  readonly env?: Record<string, string>;
  readonly rights?: readonly string[];
}

/** The faults that TypeScript 7 finds in a file of a Deno project, by code and text. */
async function faults(root: string, file: string, { env = {}, rights = [] }: Rights = {}) {
  using scratch = tree({});
  const mapped = await mapDenoConfig(openProject(root), {
    disk: realDisk,
    entryPath: `${scratch.root}/entry.ts`,
    write: (path, text) => Deno.writeTextFileSync(path, text),
    async run([command = "", ...rest]) {
      const args = command === "info" ? [command, ...rights, ...rest] : [command, ...rest];
      const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), { args, env })
        .output();
      assert.ok(success, new TextDecoder().decode(stderr));
      return new TextDecoder().decode(stdout);
    },
  });
  const api = new API({ cwd: root, fs: memoryFileSystem(mapped) });
  try {
    const snapshot = await api.updateSnapshot({ openProjects: [mapped.configPath] });
    const program = snapshot.getProjects()[0]?.program;
    const found = await program?.getSemanticDiagnostics(`${root}/${file}`) ?? [];
    return { notes: mapped.notes, codes: found.map(({ code, pos }) => [code, pos]) };
  } finally {
    await api.close();
  }
}

// The API's `close()` ends its process without a way to await its end.
const unwatched = { sanitizeOps: false, sanitizeResources: false };

Deno.test({
  name: "mapDenoConfig() lets TypeScript 7 check npm:, import maps, Deno globals and .ts imports",
  ...unwatched,
  async fn() {
    const main = `import { z } from "zod";
import * as fc from "npm:fast-check@4.10.2";
import { up } from "@/up.ts";
import data from "./data.json" with { type: "json" };
import { readFileSync } from "node:fs";
const schema = z.object({ a: z.string() });
export const ok: string = up(await Deno.readTextFile(schema.parse({}).a)) + data.text + readFileSync("x");
export const wrong1: number = schema.parse({}).a;
export const wrong2: number = fc.integer();
export const wrong3: number = Deno.cwd();
export const wrong4: number = up("");
export const wrong5: number = data.text;
`;
    using made = tree({
      "deno.json": `{ "imports": { "zod": "npm:zod@4.6.7", "@/": "./lib/" } }`,
      "main.ts": main,
      "lib/up.ts": "export const up = (s: string): string => s.toUpperCase();",
      "data.json": `{ "text": "x" }`,
    });
    const before = [...Deno.readDirSync(made.root)].map(({ name }) => name).sort();
    const { codes, notes } = await faults(made.root, "main.ts");
    const wanted = [1, 2, 3, 4, 5].map((n) => [2322, main.indexOf(`wrong${n}`)]);
    assert.deepEqual(codes, wanted);
    assert.deepEqual(notes, ["node:fs has no declarations here: what comes from it is any"]);
    assert.deepEqual([...Deno.readDirSync(made.root)].map(({ name }) => name).sort(), before);
  },
});

Deno.test({
  name: "mapDenoConfig() lets TypeScript 7 see remote modules and what they import",
  ...unwatched,
  async fn() {
    const served: Readonly<Record<string, string>> = {
      "/pkg/mod": `export { part } from "./part.ts";`,
      "/pkg/part.ts": `export const part: { readonly size: number } = { size: 1 };`,
    };
    await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
      const text = served[new URL(request.url).pathname];
      return new Response(text ?? "", {
        status: text ? 200 : 404,
        headers: { "content-type": "text/typescript" },
      });
    });
    const main = `import { part } from "http://127.0.0.1:${server.addr.port}/pkg/mod";
export const ok: number = part.size;
export const wrong: string = part.size;
`;
    using made = tree({ "deno.json": "{}", "main.ts": main });
    using cache = tree({});
    const env = { DENO_DIR: cache.root };
    const refused = await faults(made.root, "main.ts", { env });
    assert.deepEqual(refused.codes, [[2307, main.indexOf('"http')]]);
    assert.match(refused.notes.join(), /^http:.*mod is not loaded: Requires import access/);
    const { codes, notes } = await faults(made.root, "main.ts", { env, rights: ["--allow-import"] });
    assert.deepEqual(codes, [[2322, main.indexOf("wrong")]]);
    assert.deepEqual(notes, []);
  },
});

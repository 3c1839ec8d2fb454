import assert from "node:assert/strict";
import { API } from "@typescript/native/unstable/async";
import { obtained, packages } from "../../../../bench/packages.ts";
import { openIndex } from "../../../../plugins/typescript/index/declaration_index.ts";
import { tree } from "../project/tree.ts";
import { shapes } from "./shapes.ts";

/** The project's own files in tsc's program, relative to its root. */
async function programOfTsc(root: string): Promise<readonly string[]> {
  const api = new API({ cwd: root });
  try {
    const snapshot = await api.updateSnapshot({ openProjects: [`${root}/tsconfig.json`] });
    const names = await snapshot.getProjects()[0]?.program.getSourceFileNames() ?? [];
    const own = names.filter((name) => name.startsWith(`${root}/`)).map((name) =>
      name.slice(root.length + 1)
    );
    return own.filter((name) => !name.startsWith("node_modules/")).sort();
  } finally {
    await api.close();
  }
}

async function assertSame(root: string): Promise<void> {
  using index = await openIndex({ root });
  assert.deepEqual(index.files(), await programOfTsc(root));
}

// The API's `close()` ends its process without a way to await its end.
const unwatched = { sanitizeOps: false, sanitizeResources: false };

for (const [shape, files] of Object.entries(shapes)) {
  Deno.test({
    name: `openIndex() reads the files of tsc's program: ${shape}`,
    ...unwatched,
    async fn() {
      using made = tree(files);
      await assertSame(made.root);
    },
  });
}

for (const wanted of packages.filter(({ name }) => name !== "effect")) {
  const root = obtained(wanted);
  Deno.test({
    name: `openIndex() reads the files of tsc's program: ${wanted.name}@${wanted.version}`,
    // `deno task bench index` installs the packages.
    ignore: root === undefined,
    ...unwatched,
    fn: () => assertSame(root ?? ""),
  });
}

Deno.test({
  name: "openIndex() resolves what tsc resolves, in installed packages too",
  ...unwatched,
  async fn() {
    using made = tree(shapes["installed packages"] ?? {});
    using index = await openIndex({ root: made.root });
    assert.deepEqual(index.imports("main.ts").map(({ specifier, target }) => [specifier, target]), [
      ["plain", "node_modules/plain/lib/main.d.ts"],
      ["@s/scoped/x", "node_modules/@s/scoped/x.d.ts"],
      ["untyped", "node_modules/@types/untyped/index.d.ts"],
    ]);
  },
});

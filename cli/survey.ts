/**
 * What `maze init` finds out about a project before it writes its config.
 *
 * @module
 */

import { join } from "node:path";
import type { InitFacts } from "./config/init.ts";
import { typedConfig } from "./config/schema.ts";
import { readConfigText } from "./config/read_file.ts";
import { isThere } from "./project.ts";

/** What was found. */
export interface Survey {
  readonly facts: InitFacts;
  /** What a person should know, in words. */
  readonly notes: readonly string[];
}

/** Looks at a folder. */
export async function surveyProject(root: string): Promise<Survey> {
  const has = (name: string) => isThere(join(root, name));
  const isDeno = await has("deno.json") || await has("deno.jsonc");
  const isTyped = isDeno || await has("tsconfig.json");
  const isNode = await has("package.json");
  const notes = isTyped || isNode ? [] : [
    "no tsconfig.json, deno.json or package.json is here: TypeScript files are judged by the compiler's defaults",
  ];
  if (await has("tsconfig.json") && !await coversRoot(root)) {
    notes.push('tsconfig.json does not include maze-hole.d.ts: add it to "include"');
  }
  return {
    facts: {
      plugins: typedConfig({}).plugins,
      options: {},
      canResolveHole: await resolvesHole(root),
    },
    notes,
  };
}

/** True when an import of `@maze/maze/hole` finds its package: installed, or named in an import map. */
async function resolvesHole(root: string): Promise<boolean> {
  if (await isThere(join(root, "node_modules", "@maze", "maze"))) return true;
  for (const name of ["deno.json", "deno.jsonc", "import_map.json"]) {
    const text = await readConfigText(join(root, name));
    if (text !== undefined && /"@maze\/maze(?:\/hole|\/)?"\s*:/.test(text)) return true;
  }
  return false;
}

/** Whether a file at the root belongs to the project: nothing said means all files do. */
async function coversRoot(root: string): Promise<boolean> {
  const text = await readConfigText(join(root, "tsconfig.json")) ?? "";
  const list = /"(?:include|files)"\s*:\s*\[([^\]]*)\]/.exec(text)?.[1];
  return list === undefined || /"(?:\.\/)?(?:\*\*?\/?\*?[^"/]*|\.|maze-hole\.d\.ts)"/.test(list);
}

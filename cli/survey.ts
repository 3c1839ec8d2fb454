/**
 * What `maze init` finds out about a project before it writes its config.
 *
 * @module
 */

import { join } from "node:path";
import type { InitFacts } from "./config/init.ts";
import { typedConfig } from "./config/schema.ts";
import { readConfigText } from "./config/read_file.ts";
import { isThere, MARKS, projectRoot } from "./project.ts";
import { type Machine, offerServers } from "./servers/offer.ts";

/** What was found. */
export interface Survey {
  readonly facts: InitFacts;
  /** Whether the project's tools resolve `@maze/maze/hole`. */
  readonly canResolveHole: boolean;
  /** What a person should know, in words. */
  readonly notes: readonly string[];
}

/**
 * Looks at a folder.
 *
 * @param machine What the config may be made from beside the folder; nothing when absent.
 */
export async function surveyProject(root: string, machine?: Machine): Promise<Survey> {
  const plain = { plugins: typedConfig({}).plugins, options: {} };
  const { facts, notes } = machine ? offerServers(plain, machine) : { facts: plain, notes: [] };
  const canResolveHole = await resolvesHole(root);
  return {
    facts,
    canResolveHole,
    notes: [...await rootNotes(root), ...await denoNotes(root, canResolveHole), ...notes],
  };
}

async function rootNotes(root: string): Promise<readonly string[]> {
  const nearest = await projectRoot(root, undefined);
  if (nearest !== root) {
    return [`the project seems to be "${nearest}", and this is a part of it: \`maze init\` there covers all`];
  }
  const marks = await Promise.all(MARKS.map((name) => isThere(join(root, name))));
  return marks.some((isMark) => isMark)
    ? []
    : ["no tsconfig.json, deno.json or package.json is here: files are judged by the compiler's defaults"];
}

/** Deno follows imports; an ambient declaration beside them is nothing to it. */
async function denoNotes(root: string, canResolveHole: boolean): Promise<readonly string[]> {
  const has = (name: string) => isThere(join(root, name));
  const isDeno = !await has("tsconfig.json") && (await has("deno.json") || await has("deno.jsonc"));
  if (!isDeno || canResolveHole) return [];
  return [
    "`deno check` does not read maze-hole.d.ts: `deno add jsr:@maze/maze` lets it find hole(), and a comment `// ?? what you want` needs neither",
  ];
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

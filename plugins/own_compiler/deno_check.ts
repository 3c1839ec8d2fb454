/**
 * `deno check` as the compiler of a project with a `deno.json`.
 *
 * @module
 */

import type { OwnCompiler } from "./compiler.ts";
import { readDenoCheck } from "./deno_output.ts";
import type { DenoProject } from "./deno_project.ts";
import { DenoRoots } from "./deno_roots.ts";
import { Mirrored, type MirroredOptions } from "./mirrored.ts";

/** Nothing is fetched, nobody is asked, and what is printed is for programs. */
const ARGS = ["check", "--cached-only", "--quiet"];
const ENV = { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", DENO_NO_PROMPT: "1" };

/**
 * `deno check` of all files that a change can make faults in.
 *
 * @example
 * ```ts
 * import { denoCheck } from "./deno_check.ts";
 * import assert from "node:assert/strict";
 *
 * const root = await Deno.realPath(await Deno.makeTempDir());
 * await Deno.writeTextFile(`${root}/deno.json`, "{}");
 * await Deno.writeTextFile(`${root}/a.ts`, "export const a: number = 1;");
 * {
 *   const options = { root, program: Deno.execPath(), checkMs: 60_000 };
 *   await using compiler = denoCheck({ top: root, args: [] }, options);
 *   const after = new Map([["a.ts", 'export const a: number = "1";']]);
 *   const call = { signal: new AbortController().signal, deadline: performance.now() + 60_000 };
 *   const answer = await compiler.check({ files: ["a.ts"], before: new Map(), after, isAsItStands: false }, call);
 *   assert.ok(answer && "after" in answer);
 *   assert.deepEqual(answer.after.map(({ code }) => code), ["TS2322"]);
 * }
 * await Deno.remove(root, { recursive: true });
 * ```
 */
export function denoCheck(
  { top, args }: DenoProject,
  { program, ...options }: MirroredOptions & { readonly program: string },
): OwnCompiler {
  const roots = new DenoRoots();
  return new Mirrored({
    ...{ name: "`deno check`", program, top, env: ENV, version: versionIn, read: readDenoCheck },
    hasSay: () => true,
    runs: async (files, shown) => [[...ARGS, ...args, ...await roots.of(files, shown) ?? []]],
  }, options);
}

function versionIn(stdout: string): string {
  const version = (name: string) => new RegExp(`^${name} (\\S+)`, "m").exec(stdout)?.[1] ?? "?";
  return `${version("deno")} (TypeScript ${version("typescript")})`;
}

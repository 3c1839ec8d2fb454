import type { Draft, HoleKind } from "../../../core/code/hole.ts";
import type { Call } from "../../../core/kernel/hooks.ts";

/** A real project in a temporary folder. */
export interface Project extends AsyncDisposable {
  readonly root: string;
  /** Path of a folder outside the project. */
  readonly outside: string;
}

/** Writes a project; a text that starts with `-> ` makes a link to the path after it. */
export async function project(files: Readonly<Record<string, string>>): Promise<Project> {
  const base = await Deno.realPath(await Deno.makeTempDir());
  const root = `${base}/project`;
  const outside = `${base}/outside`;
  await Deno.mkdir(outside);
  for (const [file, text] of Object.entries(files)) {
    const path = file.startsWith("../") ? `${base}/${file.slice(3)}` : `${root}/${file}`;
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    if (text.startsWith("-> ")) await Deno.symlink(text.slice(3), path);
    else await Deno.writeTextFile(path, text);
  }
  return { root, outside, [Symbol.asyncDispose]: () => Deno.remove(base, { recursive: true }) };
}

/** A call with half a minute. */
export function call(): Call {
  return { signal: new AbortController().signal, deadline: performance.now() + 30_000 };
}

/** A draft for the hole `__` in a text. */
export function draftOf(file: string, text: string, kind: HoleKind = "expression"): Draft {
  const start = text.indexOf("__");
  const span = { start, end: start + 2 };
  const hole = { id: file, file, span, snapshot: "", language: "typescript", kind, intent: "", examples: [] };
  return { hole, text: "", edits: [] };
}

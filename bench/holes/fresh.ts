/**
 * What of a package was first published in 2026.
 *
 * @module
 */

import { callablesIn } from "./functions.ts";
import { type HolePackage, projectFor, sourcesOf } from "./projects.ts";
import { textIn } from "./task.ts";

/** Tells functions that were there before, by their name or their body. */
export type IsKnown = (name: string, body: string) => boolean;

/**
 * Tells functions that the package's last version of 2025 has already, in any of its files.
 *
 * @throws {Error} If npm can not install that version.
 */
export async function knownBefore(wanted: HolePackage): Promise<IsKnown> {
  const { name, version, before = version, sourceBefore = "src" } = wanted;
  const { root } = await projectFor({ name, version: before, source: sourceBefore });
  return knownIn(await sourcesOf(root));
}

/**
 * Tells functions that stand in files: those of the same name, since most bodies are edited and few are new, and those
 * of the same body, comments and spaces aside.
 */
export function knownIn(files: ReadonlyMap<string, string>): IsKnown {
  const all = [...files].flatMap(([file, text]) =>
    callablesIn(file, text).map(({ name, body }) => ({ name, body: dense(textIn(text, body)) }))
  );
  const [names, bodies] = [new Set(all.map(({ name }) => name)), new Set(all.map(({ body }) => body))];
  return (name, body) => names.has(name) || bodies.has(dense(body));
}

/** What is cut out of a text as if it were a comment is cut out of its equal as well. */
function dense(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|\s+/g, "");
}

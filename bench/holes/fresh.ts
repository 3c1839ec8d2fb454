/**
 * What of a package was first published in 2026.
 *
 * @module
 */

import { callablesIn } from "./functions.ts";
import { type HolePackage, projectFor, sourcesOf } from "./projects.ts";
import { textIn } from "./task.ts";

/**
 * Tells bodies that the package's last version of 2025 has already, in any of its files.
 *
 * @throws {Error} If npm can not install that version.
 */
export async function knownBefore(wanted: HolePackage): Promise<(body: string) => boolean> {
  const { root } = await projectFor({ ...wanted, version: wanted.before ?? wanted.version });
  return knownIn(await sourcesOf(root));
}

/** Tells bodies that stand in files, spaces aside. */
export function knownIn(files: ReadonlyMap<string, string>): (body: string) => boolean {
  const known = new Set(
    [...files].flatMap(([file, text]) =>
      callablesIn(file, text).map(({ body }) => dense(textIn(text, body)))
    ),
  );
  return (body) => known.has(dense(body));
}

function dense(text: string): string {
  return text.replaceAll(/\s+/g, "");
}

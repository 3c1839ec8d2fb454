/**
 * The JSON Schema of a project's config as a file that editors read: `.maze/schema.json`.
 *
 * @module
 */

import { MazeError } from "@maze/maze/plugin";
import { join, relative } from "node:path";
import { readConfigText } from "./read_file.ts";
import type { ConfigRules } from "./rules.ts";
import { isLink, writeWhole } from "./write_whole.ts";

/** The schema that the rules check against. */
export function schemaText(rules: Pick<ConfigRules, "schema">): string {
  return JSON.stringify(rules.schema, null, 2) + "\n";
}

/**
 * Writes the file, and its folder where there is none.
 *
 * @param root The folder of the config, absolute.
 * @returns The file's absolute path.
 * @throws {MazeError} `config/unwritable`, also where a link would lead out of the project.
 */
export async function writeSchema(root: string, rules: Pick<ConfigRules, "schema">): Promise<string> {
  const file = join(root, ".maze", "schema.json");
  for (const path of [join(root, ".maze"), file]) if (await isLink(path)) throw linked(root, path);
  await writeWhole(file, schemaText(rules));
  return file;
}

/**
 * Writes the file anew where there is one and it says something else. Nothing but editors reads it, so what keeps it
 * from being written is told and stops nothing.
 *
 * @param tell Hears why it could not be written.
 */
export async function refreshSchema(
  { root, rules }: { readonly root: string; readonly rules: Pick<ConfigRules, "schema"> },
  tell: (text: string) => void,
): Promise<void> {
  try {
    const before = await readConfigText(join(root, ".maze", "schema.json"));
    if (before !== undefined && before !== schemaText(rules)) await writeSchema(root, rules);
  } catch (error) {
    if (!(error instanceof MazeError)) throw error;
    tell(`note: the schema for editors is not up to date: ${error.message}\n`);
  }
}

function linked(root: string, path: string): MazeError {
  return new MazeError(`Cannot write ".maze/schema.json": "${relative(root, path)}" is a link`, {
    code: "config/unwritable",
    hint: "Remove the link, and run again",
  });
}

/**
 * The table of functions that a module of a run exports.
 *
 * @module
 */

import { TABLE } from "./child_text.ts";
import { readModule } from "./module.ts";

/** A module's text with the functions of a run behind it: expressions that see the module's names. */
export function withTable(file: string, text: string, functions: readonly string[]): string {
  const target = readModule(file, text).format === "cjs"
    ? `module.exports.${TABLE}`
    : `export const ${TABLE}`;
  return `${text}\n;${target} = [${functions.join(",\n")}\n];\n`;
}

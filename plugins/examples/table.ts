/**
 * The table of functions that a module of a run exports.
 *
 * @module
 */

import { parseSync } from "oxc-parser";
import { amongAssigned } from "./assigned_names.ts";
import { TABLE } from "./child_text.ts";
import { readModule } from "./module.ts";

/** A module's text with the functions of a run behind it: expressions that see the module's names. */
export function withTable(file: string, text: string, functions: readonly string[]): string {
  return readModule(file, text).format === "cjs"
    ? `${text}\n;module.exports.${TABLE} = ${amongAssigned(parseSync(file, text).program, functions)};\n`
    : `${text}\n;export const ${TABLE} = [${functions.join(",\n")}\n];\n`;
}

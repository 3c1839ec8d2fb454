/**
 * Imports that candidates lean on and the file lacks.
 *
 * @module
 */

import type { ImportNeed } from "../../core/code/scope.ts";
import { readModule } from "./module.ts";

/** A module's text with the imports at its end, where they move no offset; what they bring is there from the start. */
export function withImports(file: string, text: string, needs: readonly ImportNeed[]): string {
  if (needs.length === 0) return text;
  const line = readModule(file, text).format === "cjs" ? requireLine : importLine;
  return `${text}\n${needs.map(line).join("\n")}\n`;
}

function importLine({ name, from, kind }: ImportNeed): string {
  const names = kind === "named" ? `{ ${name} }` : kind === "default" ? name : `* as ${name}`;
  return `import ${names} from ${JSON.stringify(from)};`;
}

function requireLine({ name, from, kind }: ImportNeed): string {
  return `var ${kind === "named" ? `{ ${name} }` : name} = require(${JSON.stringify(from)});`;
}

/**
 * Which texts are one whole expression each: a broken one would make its neighbours unreliable in a common check.
 *
 * @module
 */

import { parseFile } from "./syntax.ts";

/** One answer for each text: all are parsed at once, and one by one only when some text is broken. */
export function areExpressions(file: string, texts: readonly string[]): boolean[] {
  const all = texts.map((one, at) => `_${at}: ${one},\n`).join("");
  if (isObject(file, all, texts.length)) return texts.map(() => true);
  return texts.map((one) => isObject(file, `_: ${one},\n`, 1));
}

function isObject(file: string, body: string, size: number): boolean {
  const { program, isWhole } = parseFile(file, `async function* f() { ({\n${body}}) }`);
  if (!isWhole) return false;
  const text = JSON.stringify(program, ["body", "expression", "properties", "type"]);
  return (JSON.parse(text).body[0].body.body[0]?.expression?.properties?.length ?? 0) === size;
}

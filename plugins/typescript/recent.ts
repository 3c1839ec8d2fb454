/**
 * The trees of the last few texts, so that one question does not parse a text once for each of its parts.
 *
 * @module
 */

import { parseFile, type Syntax } from "./syntax.ts";

/** A text before and after a change, and those of one other file. */
const MOST = 4;

const recent: Syntax[] = [];

/** The tree of a text, parsed again only when it is not among the last few. Not to be changed. */
export function parsed(file: string, text: string): Syntax {
  const at = recent.findIndex((one) => one.text === text && one.file === file);
  const [known = parseFile(file, text)] = at < 0 ? [] : recent.splice(at, 1);
  recent.push(known);
  if (recent.length > MOST) recent.shift();
  return known;
}

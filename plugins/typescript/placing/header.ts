/**
 * What stands at the head of every file of a project: a licence, a directive.
 *
 * @module
 */

import { posix } from "node:path";
import type { Session } from "../session.ts";
import { isDeclarationFile, list, parseFile } from "../syntax.ts";

/** Files that are looked at. */
const MOST_FILES = 40;

/** The head that most files have in common, those of the same folder first; empty where they have none. */
export async function headerFor(session: Session, file: string): Promise<string> {
  const files = (await session.files()).filter((one) => !isDeclarationFile(one) && one !== file);
  const folder = posix.dirname(file);
  const near = files.filter((one) => posix.dirname(one) === folder);
  for (const group of [near, files]) {
    const texts = await Promise.all(group.slice(0, MOST_FILES).map((one) => session.textIfAny(one)));
    const heads = group.flatMap((one, at) => texts[at] === undefined ? [] : [headOf(one, texts[at])]);
    const counts = Map.groupBy(heads.filter(Boolean), (head) => head);
    const [most] = [...counts].sort(([, a], [, b]) => b.length - a.length);
    if (most && most[1].length > 1 && most[1].length * 2 > heads.length) return most[0];
  }
  return "";
}

/** Comments and directives that stand apart from the first statement, one after the other. */
function headOf(file: string, text: string): string {
  const { program, comments } = parseFile(file, text);
  const body = list(program, "body");
  const first = body.find((one) => typeof one.directive !== "string");
  const directives = body.filter((one) => typeof one.directive === "string");
  const parts = [...comments.filter(({ value }) => !value.startsWith("?")), ...directives]
    .filter(({ end }) => end <= (first?.start ?? text.length)).sort((a, b) => a.start - b.start);
  let end = 0;
  for (const part of parts) {
    if (text.slice(end, part.start).trim() !== "") break;
    end = part.end;
  }
  // What stands right above a statement speaks of it.
  const isApart = /^[ \t]*\r?\n[ \t]*(?:\r?\n|$)/.test(text.slice(end)) || end === text.trimEnd().length;
  const isDirective = directives.some((one) => one.end === end);
  return isApart || isDirective ? text.slice(0, end).trim() : "";
}

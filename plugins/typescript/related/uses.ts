/**
 * Where other files call what a hole is part of: the nearest file, and a test.
 *
 * @module
 */

import type { ContextItem } from "../../../core/code/completion.ts";
import { isSecretFile } from "../../../core/code/secret_forms.ts";
import { partsOf } from "../../_words/words.ts";
import type { Session } from "../session.ts";
import type { Statistics } from "../statistics.ts";
import { isTestFile } from "../test_files.ts";
import { closeness } from "./closeness.ts";
import type { Links } from "./links.ts";
import type { Seeds } from "./seeds.ts";

const SCORE = 0.75;
const LINES = 4;
const UNITS = 280;

/** Calls of the function around the hole, or of a method of its class, in other files: one of a test, one of another. */
export async function usesOf(
  { file, seeds: { name, className }, links, statistics, session }: {
    readonly file: string;
    readonly seeds: Seeds;
    readonly links: Links;
    readonly statistics: Statistics;
    readonly session: Session;
  },
): Promise<ContextItem[]> {
  if (name === "") return [];
  const wanted = className === "" || name === "constructor" ? className || name : className;
  const others = [...links.files].filter((other) => other !== file && !isSecretFile(other));
  const callers = others.flatMap((other) => {
    const link = links.row(other).links.find(({ place }) => place?.file === file && place.name === wanted);
    const at = link && calledAt(other, { name, local: link.local, isMethod: className !== "" }, statistics);
    return at === undefined ? [] : [{ other, at, near: closeness(file, other) }];
  }).sort((a, b) => b.near - a.near || (a.other < b.other ? -1 : 1));
  const test = callers.find(({ other }) => isTestFile(other));
  const plain = callers.find(({ other }) => !isTestFile(other));
  const items: ContextItem[] = [];
  for (const one of [test, plain]) {
    const text = one && await session.textIfAny(one.other);
    if (!one || text === undefined) continue;
    items.push({
      text: `// ${one.other}\n${linesAt(text, one.at)}`,
      short: linesAt(text, one.at).split("\n", 1)[0] ?? "",
      reason: `${isTestFile(one.other) ? "a test that calls" : "a call of"} "${name}"`,
      score: SCORE,
    });
  }
  return items;
}

function calledAt(
  file: string,
  { name, local, isMethod }: { readonly name: string; readonly local: string; readonly isMethod: boolean },
  statistics: Statistics,
): number | undefined {
  const isCall = ({ keys }: { readonly keys: readonly string[] }) => keys.at(-1) === "callee";
  return statistics.usagesIn(file).find((one) =>
    isMethod && name !== "constructor"
      ? one.shape === "MemberExpression" && one.text.endsWith(`.${name}`) && isCall(one)
      : one.shape === "Identifier" && one.text === local &&
        (isCall(one) || partsOf(one.keys.join(" ")).includes("new"))
  )?.start;
}

/** The line of a place with those that follow, as far as its brackets; as far left as it goes. */
function linesAt(text: string, at: number): string {
  const start = text.lastIndexOf("\n", at) + 1;
  const lines: string[] = [];
  let depth = 0;
  for (const line of text.slice(start, start + UNITS * 2).split(/\r?\n/).slice(0, LINES)) {
    lines.push(line);
    for (const sign of line) depth += "([{".includes(sign) ? 1 : ")]}".includes(sign) ? -1 : 0;
    if (depth <= 0 || lines.join("\n").length > UNITS) break;
  }
  const indent = /^[ \t]*/.exec(lines[0] ?? "")?.[0] ?? "";
  return lines.map((line) => line.startsWith(indent) ? line.slice(indent.length) : line).join("\n");
}

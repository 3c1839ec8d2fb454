/**
 * The second closing of a cut: it does what a continuation could do to take a fault away. Whatever can be assigned is
 * assigned, loops go round again, functions return something, and missing functions are declared.
 *
 * @module
 */

import { type VisibleName, visibleNames } from "../names.ts";
import { parseFile, pathTo } from "../syntax.ts";
import { anyIn, type Frame } from "./frame.ts";

/** Names and member paths assigned in one closing. */
const MOST_NAMES = 60;
const MOST_MEMBERS = 20;

/** What the second closing needs to know. */
export interface SecondClosing {
  readonly frame: Frame;
  /** The file as the first closing left it. */
  readonly text: string;
  /** The code in the hole. */
  readonly code: string;
  /** Where blocks end, the innermost first. */
  readonly ends: readonly number[];
  /** Names that a later function may have. */
  readonly missing: readonly string[];
}

/** What to write before each end of a block. */
export function continuations({ frame, text, code, ends, missing }: SecondClosing): string[] {
  const any = anyIn(frame);
  const words = new Set(code.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []);
  const members = [...new Set(code.match(/\bthis(?:\.[\p{ID_Start}$_#][\p{ID_Continue}$]*)+/gu) ?? [])];
  const { program } = parseFile(frame.file, text);
  return ends.map((end, at) => {
    const place = { start: end, end: end + 1 };
    const names = visibleNames(pathTo(program, place), place).filter((one) => isAssigned(one, words));
    const targets = [
      ...names.slice(0, MOST_NAMES).map(({ name }) => name),
      ...members.slice(0, MOST_MEMBERS),
    ];
    const assigned = targets.map((target) => `${target} = ${any};`).join(" ");
    const isOutermost = at === ends.length - 1;
    const functions = isOutermost ? missing.map((name) => functionNamed(name, frame)).join(" ") : "";
    const ways = `if (${any}) break; if (${any}) continue; return ${any};`;
    return `${functions} if (${any}) { ${assigned} ${ways} }`;
  });
}

function isAssigned({ kind, name }: VisibleName, words: ReadonlySet<string>): boolean {
  return (kind === "local" || kind === "parameter") && words.has(name);
}

function functionNamed(name: string, { isJs }: Frame): string {
  return isJs
    ? `/** @type {(...all: any[]) => any} */ function ${name}(...all) { throw 0; }`
    : `function ${name}(...all: any[]): any { throw 0; }`;
}

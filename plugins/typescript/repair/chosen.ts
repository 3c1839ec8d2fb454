/**
 * Names that may stand where one is written that is not there: the members of what is read, else what is visible.
 *
 * @module
 */

import type { Choosing } from "../../../core/code/remedy.ts";
import type { Diagnostic, Span } from "../../../core/kernel/plugin.ts";
import { TypeFlags } from "../compiler.ts";
import { membersOf } from "../fits/atoms.ts";
import { visibleNames } from "../names.ts";
import { child, type SyntaxNode } from "../syntax.ts";
import { UNKNOWN_NAME } from "./fix.ts";
import type { WrittenCode } from "./written.ts";

const MEMBER: ReadonlySet<string> = new Set(["TS2339", "TS2551", "TS2550"]);
/** What every program sees without declaring it, and the words that begin an operand. */
const EVERYWHERE = [
  ...["Array", "BigInt", "Boolean", "Date", "Error", "Infinity", "Intl", "JSON", "Map", "Math", "NaN"],
  ...["Number", "Object", "Promise", "Reflect", "RegExp", "Set", "String", "Symbol", "WeakMap", "WeakSet"],
  ...["console", "globalThis", "isFinite", "isNaN", "parseFloat", "parseInt", "structuredClone"],
  ...["async", "await", "false", "function", "new", "null", "this", "true", "typeof", "undefined", "void"],
];

/** The names; `undefined` where the fault is about none, or of their object nothing is known. */
export async function choiceAt(
  written: WrittenCode,
  { code }: Diagnostic,
  span: Span,
): Promise<Pick<Choosing, "kind" | "names" | "reason"> | undefined> {
  const path = written.path(span);
  if (UNKNOWN_NAME.has(code)) {
    const place = { start: span.start + written.start, end: span.end + written.start };
    const visible = visibleNames(path, place).map(({ name }) => name);
    return choice([...visible, ...EVERYWHERE], "reads a name that is there");
  }
  if (!MEMBER.has(code) || written.frame.isJs) return undefined;
  const holder = path.findLast(({ type }) => type === "MemberExpression");
  const object = holder && child(holder, "object");
  const names = object && !holder.computed ? await namesOf(written, object) : [];
  return names.length === 0 ? undefined : choice(names, "reads a member that is there");
}

function choice(names: readonly string[], reason: string) {
  return { kind: "choose" as const, names: [...new Set(names)], reason };
}

/** None where anything may be read. */
async function namesOf(written: WrittenCode, object: SyntaxNode): Promise<readonly string[]> {
  return await written.ask(async (moment, path) => {
    const [node] = await moment.expressions(path, [{ start: object.start, end: object.end }]);
    const type = node && await moment.checker.getTypeAtLocation(node);
    if (!type || type.flags & TypeFlags.AnyOrUnknown) return [];
    const { symbols } = await membersOf(type, moment.checker);
    return symbols.map(({ name }) => name).filter((name) => !name.startsWith("__"));
  });
}

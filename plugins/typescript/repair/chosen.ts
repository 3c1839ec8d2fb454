/**
 * Names that may stand where one is written that is not there: the members of what is read, else what is visible.
 *
 * @module
 */

import type { Choosing } from "../../../core/code/remedy.ts";
import type { Diagnostic, Span } from "../../../core/kernel/plugin.ts";
import { TypeFlags } from "../compiler.ts";
import { hasNull } from "../fits/atoms.ts";
import { visibleNames } from "../names.ts";
import { child, type SyntaxNode } from "../syntax.ts";
import type { WrittenCode } from "./written.ts";

const MEMBER: ReadonlySet<string> = new Set(["TS2339", "TS2551", "TS2550"]);
const UNKNOWN: ReadonlySet<string> = new Set(["TS2304", "TS2552"]);
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
  if (UNKNOWN.has(code)) {
    const place = { start: span.start + written.start, end: span.end + written.start };
    const visible = visibleNames(path, place).map(({ name }) => name);
    return choice([...visible, ...EVERYWHERE], "reads a name that is there");
  }
  if (!MEMBER.has(code) || written.frame.isJs) return undefined;
  const holder = path.findLast(({ type }) => type === "MemberExpression");
  const object = holder && child(holder, "object");
  const names = object && !holder.computed ? await membersOf(written, object) : [];
  return names.length === 0 ? undefined : choice(names, "reads a member that is there");
}

function choice(names: readonly string[], reason: string) {
  return { kind: "choose" as const, names: [...new Set(names)], reason };
}

/** None where anything may be read. */
async function membersOf(written: WrittenCode, object: SyntaxNode): Promise<readonly string[]> {
  return await written.ask(async (moment, path) => {
    const { checker } = moment;
    const [node] = await moment.expressions(path, [{ start: object.start, end: object.end }]);
    const type = node && await checker.getTypeAtLocation(node);
    if (!type || type.flags & TypeFlags.AnyOrUnknown) return [];
    const solid = await hasNull(type) ? await checker.getNonNullableType(type) : type;
    const apparent = solid && (solid.flags & TypeFlags.Object ? solid : await checker.getApparentType(solid));
    const symbols = apparent ? await checker.getPropertiesOfType(apparent) : [];
    return symbols.map(({ name }) => name).filter((name) => !name.startsWith("__"));
  });
}

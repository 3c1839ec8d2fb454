/**
 * Which faults of the code that leans on a hole a fill may mend: those it has to. The others stay whatever is filled in.
 *
 * @module
 */

import type { Hole } from "../../core/code/hole.ts";
import type { Span } from "../../core/code/text.ts";
import type { CompilerDiagnostic } from "./compiler.ts";
import { isFunction, type SyntaxNode } from "./syntax.ts";
import { UNKNOWN_NAME } from "./watch/codes.ts";

/** What is missing around the code: nothing in it brings it. */
const SURROUNDINGS: ReadonlySet<number> = new Set([
  ...[2602, 2874, 2875, 7026, 17004], // the types, the runtime or the option for JSX
  ...[2305, 2306, 2307, 2614, 2732, 2792, 2834, 2835, 5097, 7016], // modules and what they export
  ...[2300, 2440, 2451], // names that are declared twice
]);

/** What a class owes to what it implements or extends: no value and no body brings a member. */
const OWED: ReadonlySet<number> = new Set([2420, 2515, 2653, 2654, 2655, 2656, 2720, 18052]);

/** True for a fault that is there whatever fills the hole. Statements and members bring names, a value brings none. */
export function isOfSurroundings({ code }: CompilerDiagnostic, { kind }: Pick<Hole, "kind">): boolean {
  const bringsMember = kind === "members" || kind === "range";
  return SURROUNDINGS.has(code) || OWED.has(code) && !bringsMember ||
    kind === "expression" && UNKNOWN_NAME.has(code);
}

/** Beside a hole in these stand others, whose faults are their own. */
const LISTS =
  /^(?!Expression|Return|Throw)\w*Statement$|^(?:Program|ClassBody|StaticBlock|SwitchCase|CatchClause|TSModuleBlock)$/;

/**
 * True for a fault of an expression, member or declaration that the hole is part of: a call or an object around it takes
 * its type from what fills it, however far before the hole the fault begins.
 *
 * @param path The nodes from the program down to the hole, outermost first.
 */
export function isAround({ span }: CompilerDiagnostic, path: readonly SyntaxNode[]): boolean {
  const shared = path.findLast(({ start, end }) => start <= span.start && span.start < end);
  return shared !== undefined && !LISTS.test(shared.type) && !isFunction(shared);
}

/** True for a fault that begins within one of the spans. */
export function beginsIn({ span }: CompilerDiagnostic, spans: readonly Span[]): boolean {
  return spans.some(({ start, end }) => span.start >= start && span.start < end);
}

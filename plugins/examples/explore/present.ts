/**
 * An expression as a person would write it in a body: a long choice as a guard, what is computed twice under a name,
 * a sum as a loop where the file writes loops.
 *
 * @module
 */

import { parseSync } from "oxc-parser";
import { isNode, type Node } from "../node.ts";
import { childrenOf } from "../tree.ts";
import { applyEdits } from "../../../core/code/text.ts";
import type { Answer } from "./inside/telling.ts";
import type { Thrown } from "./throwing.ts";

/** Where a body will stand. */
export interface Room {
  /** The function's own name; empty where it has none. */
  readonly own?: string;
  /** What is thrown under the first condition, the second, and so on. */
  readonly errors?: readonly Thrown[];
  /** The file's text. */
  readonly text: string;
  /** Names that mean something already. */
  readonly taken: ReadonlySet<string>;
}

/** A choice longer than this is a guard and a return. */
const MAX_CHOICE = 72;
/** What is shorter may be written twice. */
const MIN_SHARED = 12;

/** Statements that throw where they must, and return the answer's value. */
export function bodyOf(
  { text, guards = [], isBody }: Pick<Answer, "text" | "guards" | "isBody">,
  room: Room,
): string {
  const { errors = [], own = "", taken } = room;
  const missing = guards.map((guard) => guard.replace(/ === undefined$/, ""))
    .find((one, at) => one !== guards[at] && text.includes(one));
  const name = missing && ["found", "value", "result"].find((one) => !taken.has(one));
  // What is missing there has a name, so that its type is known to be narrower behind it.
  const named = (one: string) =>
    missing && name ? memberless(one, missing, name).replaceAll(missing, name) : one;
  const head = missing && name ? `const ${name} = ${missing};\n` : "";
  const throws = guards.map((guard, at) => {
    const { name = "Error", message = "" } = errors[at] ?? {};
    // Not the condition: two bodies that throw alike would say so differently.
    const told = message || `Cannot run ${own} with these arguments`;
    return `if (${named(guard)}) throw new ${name}(${JSON.stringify(told)});\n`;
  });
  return head + throws.join("") + (isBody ? named(text) : returning(named(text), room));
}

/** A name in place of an expression in parentheses whose members are read. */
function memberless(text: string, inner: string, name: string): string {
  return text.split(`(${inner})`).reduce((before, after) =>
    /^(?:\.|\?\.|\[)/.test(after) && !/[\p{ID_Continue}$)\]]$/u.test(before)
      ? `${before}${name}${after}`
      : `${before}(${inner})${after}`
  );
}

/** Statements that return an expression's value. */
function returning(expression: string, room: Room): string {
  const root = parsed(expression);
  if (!root) return `return ${expression};`;
  const loop = asLoop(root, expression, room);
  if (loop) return loop;
  const shared = sharedIn(root, expression, room.taken);
  const head = shared ? `const ${shared.name} = ${shared.text};\n` : "";
  const rest = shared ? replaced(expression, shared.places, shared.name) : expression;
  const again = shared ? parsed(rest) : root;
  return head + (again && guarded(again, rest) || `return ${rest};`);
}

/** The expression's syntax; offsets are those of the text alone. */
function parsed(expression: string): Node | undefined {
  const { program, errors } = parseSync("a.ts", `(${expression})`);
  const [statement] = program.body;
  if (errors.length > 0 || program.body.length !== 1 || statement?.type !== "ExpressionStatement") {
    return undefined;
  }
  let node: unknown = statement.expression;
  while (isNode(node) && node.type === "ParenthesizedExpression") node = node.expression;
  return isNode(node) ? node : undefined;
}

function textOf({ start, end }: Node, expression: string): string {
  return expression.slice(start - 1, end - 1);
}

function inner(node: unknown): Node | undefined {
  let found = node;
  while (isNode(found) && found.type === "ParenthesizedExpression") found = found.expression;
  return isNode(found) ? found : undefined;
}

/** `if (a) return b;` and the rest, the shorter way out first where that needs no more than a `!`. */
function guarded(root: Node, expression: string): string | undefined {
  if (root.type !== "ConditionalExpression" || expression.length <= MAX_CHOICE) return undefined;
  const [test, yes, no] = [inner(root.test), inner(root.consequent), inner(root.alternate)];
  if (!test || !yes || !no) return undefined;
  const [condition, first, second] = [test, yes, no].map((one) => textOf(one, expression));
  const isPlain = ["CallExpression", "Identifier", "MemberExpression"].includes(test.type);
  if (isPlain && (second?.length ?? 0) < (first?.length ?? 0)) {
    return `if (!${condition}) return ${second};\nreturn ${first};`;
  }
  return `if (${condition}) return ${first};\nreturn ${second};`;
}

interface Shared {
  readonly text: string;
  readonly name: string;
  readonly places: readonly Node[];
}

const SHARED: ReadonlySet<string> = new Set(["AwaitExpression", "BinaryExpression", "CallExpression"]);

/** The longest expression that is written more than once, and once at least where it is always computed. */
function sharedIn(root: Node, expression: string, taken: ReadonlySet<string>): Shared | undefined {
  const places = new Map<string, { readonly nodes: Node[]; isSure: boolean }>();
  visit(root, true, (node, isSure) => {
    const bare = inner(node) ?? node;
    const text = textOf(bare, expression);
    if (!SHARED.has(bare.type) || text.length < MIN_SHARED) return;
    const row = places.get(text) ?? { nodes: [], isSure: false };
    row.nodes.push(node);
    row.isSure ||= isSure;
    places.set(text, row);
  });
  const [best] = [...places].filter(([, { nodes, isSure }]) => isSure && nodes.length > 1)
    .sort((a, b) => b[0].length - a[0].length);
  if (!best) return undefined;
  const [text, { nodes }] = best;
  const [node] = nodes;
  const name = node && nameFor(inner(node) ?? node, taken, expression);
  return name ? { text, name, places: nodes } : undefined;
}

/** What may not be computed, or not in this scope, is not sure; what a function literal holds is left out. */
function visit(node: Node, isSure: boolean, see: (node: Node, isSure: boolean) => void): void {
  const bare = inner(node) ?? node;
  if (/Function/.test(bare.type)) return;
  see(node, isSure);
  const first = bare.type === "ConditionalExpression"
    ? bare.test
    : bare.type === "LogicalExpression"
    ? bare.left
    : undefined;
  // Parentheses are seen once, with what is in them.
  for (const child of childrenOf(bare)) {
    visit(child, isSure && (first === undefined || child === first), see);
  }
}

/** A name from what is called; none where nothing free comes to mind. */
function nameFor(node: Node, taken: ReadonlySet<string>, expression: string): string | undefined {
  const callee = inner((inner(node.argument) ?? node).callee);
  const property = callee && inner(callee.property);
  const called = property ?? callee;
  const verbless = called?.type === "Identifier" && typeof called.name === "string"
    ? called.name.replace(/^(?:get|find|compute|make|to|is|has)(?=\p{Lu})/u, "")
    : "";
  const last = verbless.split(/(?=\p{Lu})/u).at(0)?.toLowerCase() ?? "";
  const words = new Set(expression.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  return [last, "value", "result"].find((one) =>
    one.length > 1 && !taken.has(one) && !words.has(one) && !RESERVED.has(one)
  );
}

const RESERVED: ReadonlySet<string> = new Set(
  "in of do if for new let var try case else enum null this true void with await break catch class const false super throw while yield delete export import return switch typeof default extends finally continue debugger function arguments eval"
    .split(" "),
);

function replaced(expression: string, places: readonly Node[], name: string): string {
  const edits = places.map(({ start, end }) => ({
    file: "",
    span: { start: start - 1, end: end - 1 },
    text: name,
  }));
  return applyEdits(expression, edits);
}

/** `xs.reduce((total, x) => total + …, 0)` as a loop, in a file that has loops and no `reduce`. */
function asLoop(root: Node, expression: string, { text, taken }: Room): string | undefined {
  if (!/\bfor \(const /.test(text) || /\.reduce\(/.test(text) || taken.has("total")) return undefined;
  const callee = inner(root.callee);
  const [arrow, start] = Array.isArray(root.arguments) ? root.arguments : [];
  if (
    root.type !== "CallExpression" || callee?.type !== "MemberExpression" || !isNode(arrow) || !isNode(start)
  ) return undefined;
  const list = inner(callee.object);
  const body = inner(arrow.body);
  const [, item] = Array.isArray(arrow.params) ? arrow.params : [];
  const added = body && inner(body.right);
  const isSum = textOf(callee, expression).endsWith(".reduce") && arrow.type === "ArrowFunctionExpression" &&
    body?.type === "BinaryExpression" && body.operator === "+" && body.left && isNode(body.left) &&
    textOf(body.left, expression) === "total";
  if (!isSum || !list || !added || !isNode(item)) return undefined;
  const [of, what, by, from] = [list, item, added, start].map((one) => textOf(one, expression));
  return `let total = ${from};\nfor (const ${what} of ${of}) total += ${by};\nreturn total;`;
}

/**
 * Where in a file a new declaration goes.
 *
 * @module
 */

import { nearest } from "../../../core/nearest.ts";
import { MazeError } from "../../../core/kernel/errors.ts";
import { isAlike, partsOf } from "../../_words/words.ts";
import { endWithComments } from "../own_lines.ts";
import { child, list, type Syntax, type SyntaxNode, word } from "../syntax.ts";

/** A place between statements, or between the members of a class. */
export interface Spot {
  readonly at: number;
  /** `behind`: an empty line goes before the new text; `before`: after it; `inside`: it is all that braces hold. */
  readonly side: "behind" | "before" | "inside" | "alone";
  /** The class that it is a member of; absent for a declaration of the file. */
  readonly owner?: SyntaxNode;
  /** For people. */
  readonly reason: string;
}

/** What a statement declares. */
interface Declared {
  readonly statement: SyntaxNode;
  readonly kind: string;
  readonly name: string;
}

/** What is to be placed. */
export interface Placing {
  readonly intent: string;
  /** A declaration that it goes beside, or into. */
  readonly name?: string | undefined;
  /** Its own, when they are known. */
  readonly own?: { readonly kind: string; readonly name: string } | undefined;
}

/**
 * Finds the place.
 *
 * @throws {MazeError} `generate/no-name` if the file declares no such name.
 */
export function spotIn(syntax: Syntax, { intent, name, own }: Placing): Spot {
  const all = declaredIn(syntax);
  if (name !== undefined) return namedSpot(syntax, all, name);
  const kind = own?.kind ?? "function";
  const words = [...partsOf(own?.name ?? ""), ...intent.split(/\W+/).map((one) => one.toLowerCase())];
  const like = mostAlike(all.filter((one) => one.kind === kind), words);
  if (like) return behind(syntax, like.statement, `beside "${like.name}"`);
  const anchor = all.findLast((one) => one.kind === kind) ?? all.at(-1);
  if (anchor) return behind(syntax, anchor.statement, `behind "${anchor.name}"`);
  const body = list(syntax.program, "body").filter((one) => typeof one.directive !== "string");
  const imported = body.findLast(({ type }) => type === "ImportDeclaration");
  if (imported) return behind(syntax, imported, "behind the imports");
  const [first] = body;
  return first
    ? { at: startOf(syntax, first), side: "before", reason: "at its start" }
    : { at: syntax.text.length, side: "alone", reason: "at its end" };
}

function namedSpot(syntax: Syntax, all: readonly Declared[], name: string): Spot {
  const own = all.findLast((one) => one.name === name);
  if (!own) {
    const known = all.map((one) => one.name);
    const near = nearest(name, known);
    throw new MazeError(`Cannot find "${name}" in "${syntax.file}": it declares no such name`, {
      code: "generate/no-name",
      hint: near === undefined ? `It declares ${known.join(", ") || "none"}` : `Did you mean "${near}"?`,
    });
  }
  if (own.kind !== "class") return behind(syntax, own.statement, `beside "${name}"`);
  const owner = own.statement.type.startsWith("Export")
    ? child(own.statement, "declaration") ?? own.statement
    : own.statement;
  const body = child(owner, "body") ?? owner;
  const last = list(body, "body").at(-1);
  const reason = `in class "${name}"`;
  return last
    ? { at: endWithComments(syntax, last) ?? last.end, side: "behind", owner, reason }
    : { at: body.start + 1, side: "inside", owner, reason };
}

/** Behind a statement, and the comment on its line. */
function behind(syntax: Syntax, statement: SyntaxNode, reason: string): Spot {
  return { at: endWithComments(syntax, statement) ?? statement.end, side: "behind", reason };
}

/** Above a statement's own comments. */
function startOf({ text, comments }: Syntax, statement: SyntaxNode): number {
  let at = statement.start;
  for (const { start, end } of comments.filter((one) => one.end <= at).reverse()) {
    if (!/^[ \t]*\r?\n?[ \t]*$/.test(text.slice(end, at))) break;
    at = start;
  }
  return at;
}

const KINDS: Readonly<Record<string, string>> = {
  FunctionDeclaration: "function",
  TSDeclareFunction: "function",
  ClassDeclaration: "class",
  TSInterfaceDeclaration: "type",
  TSTypeAliasDeclaration: "type",
  TSEnumDeclaration: "type",
};

/** What the statements of a file declare, in order; a default export at its end is none to go behind. */
export function declaredIn({ program }: Syntax): readonly Declared[] {
  const body = list(program, "body");
  const last = body.at(-1);
  return body.flatMap((statement): Declared[] => {
    if (statement === last && statement.type === "ExportDefaultDeclaration") return [];
    const node = statement.type.startsWith("Export") ? child(statement, "declaration") : statement;
    const kind = KINDS[node?.type ?? ""];
    if (node && kind) return [{ statement, kind, name: word(child(node, "id"), "name") }];
    if (node?.type !== "VariableDeclaration") return [];
    return list(node, "declarations").map((one) => ({
      statement,
      kind: /Function/.test(child(one, "init")?.type ?? "") ? "function" : "const",
      name: word(child(one, "id"), "name"),
    }));
  });
}

/** The declaration whose name shares most words; `undefined` where none shares any. */
function mostAlike(all: readonly Declared[], words: readonly string[]): Declared | undefined {
  const long = words.filter(({ length }) => length > 2);
  const counted = all.map((one) => ({
    one,
    count: partsOf(one.name).filter((part) => long.some((word) => isAlike(part, word))).length,
  }));
  const most = Math.max(0, ...counted.map(({ count }) => count));
  return most === 0 ? undefined : counted.findLast(({ count }) => count === most)?.one;
}

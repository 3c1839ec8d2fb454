/**
 * What a file shows to others: its exported names with their types, as the compiler sees them. Code that is written anew
 * must show the same.
 *
 * @module
 */

import type { Change } from "../../core/code/text.ts";
import {
  type Checker,
  type Compiler,
  type Moment,
  NodeBuilderFlags,
  type Symbol,
  SymbolFlags,
} from "./compiler.ts";
import { child, list, parseFile, type SyntaxNode, word } from "./syntax.ts";
import type { Session } from "./session.ts";

/** One difference. */
export interface ChangedType {
  readonly name: string;
  /** `undefined` where it was not, or is no more. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A difference in words. */
export function wordsOf({ name, before, after }: ChangedType): string {
  if (after === undefined) return `"${name}" is gone, and others may read it`;
  if (before === undefined) {
    return `"${name}" is new: other code than what was chosen may not see anything else`;
  }
  return `"${name}" was ${before}, and is ${after}`;
}

const SHOWN = NodeBuilderFlags.NoTruncation | NodeBuilderFlags.InTypeAlias;

/** The names of a file whose types a change of it has changed, in order of name. */
export async function changedTypes(
  session: Session,
  compiler: Compiler,
  change: Change,
  file: string,
): Promise<ChangedType[]> {
  const after = change.files.find((one) => one.file === file)?.text;
  if (after === undefined) return [];
  const path = session.path(file);
  const [old, text] = [
    await compiler.ask(new Map(), (moment) => typesOf(moment, path)),
    await session.text(file),
  ];
  const now = await compiler.ask(session.overlays(change.files), (moment) => typesOf(moment, path));
  const [before, later] = [told(old, file, text), told(now, file, after)];
  return [...new Set([...before.keys(), ...later.keys()])].sort()
    .map((name) => ({ name, before: before.get(name), after: later.get(name) }))
    .filter((one) => one.before !== one.after);
}

/** Printed types: of what is exported, and of all that the file declares. */
interface Types {
  readonly exported: ReadonlyMap<string, readonly string[]>;
  readonly declared: ReadonlyMap<string, readonly string[]>;
}

/** What is exported, and what of the file's own declarations their types speak of. */
function told({ exported, declared }: Types, file: string, text: string): ReadonlyMap<string, string> {
  const written = writtenTypes(file, text);
  const found = new Map<string, string>();
  const queue = [...exported].map(([name, types]) => [name, types] as const);
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [name, types] = next;
    if (found.has(name)) continue;
    const own = [written.get(name) ?? "", ...types].filter((one) => one !== "").join("; ");
    found.set(name, own);
    const words = own.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [];
    for (const word of words) {
      const inner = written.has(word) ? declared.get(word) : undefined;
      if (inner && !exported.has(word)) queue.push([word, inner]);
    }
  }
  return found;
}

/** What the compiler does not print of a type: its parameters, what is read alone, and all of an enum. */
function writtenTypes(file: string, text: string): ReadonlyMap<string, string> {
  const all = list(parseFile(file, text).program, "body").map((one) => child(one, "declaration") ?? one)
    .filter(({ type }) => /^(?:TS(?:Interface|TypeAlias|Enum)|Class)Declaration$/.test(type));
  return new Map(all.map((node) => [word(child(node, "id"), "name"), writtenOf(node, text)]));
}

function writtenOf(node: SyntaxNode, text: string): string {
  const own = (part: SyntaxNode) => text.slice(part.start, part.end).replaceAll(/\s+/g, " ");
  if (node.type === "TSEnumDeclaration") return own(node);
  const parameters = child(node, "typeParameters");
  const body = child(node, "body");
  const fixed = (body ? list(body, "body") : []).filter((one) => one.readonly === true)
    .map((one) => `readonly ${word(child(one, "key"), "name")}`).sort();
  return [...parameters ? [own(parameters)] : [], ...fixed].join("; ");
}

async function typesOf({ project, checker }: Moment, path: string): Promise<Types> {
  const source = await project.program.getSourceFile(path);
  const module = source && await checker.getSymbolAtLocation(source);
  const exports = module ? await checker.getExportsOfModule(module) : [];
  const positions = source ? namesIn(path, source.text) : [];
  const symbols = await checker.getSymbolAtPosition(path, positions.map(({ start }) => start));
  const own = symbols.flatMap((symbol) => symbol ? [symbol] : []);
  const declared = new Map(await Promise.all(own.map((one) => printed(checker, one))));
  // Where nothing is a module's, all is everybody's.
  const exported = module
    ? new Map(await Promise.all(exports.map((one) => printed(checker, one))))
    : declared;
  return { exported, declared };
}

/** Where the names of a file's own declarations stand. */
function namesIn(path: string, text: string): readonly SyntaxNode[] {
  return list(parseFile(path, text).program, "body").flatMap((one) => {
    const node = child(one, "declaration") ?? one;
    const ids = node.type === "VariableDeclaration"
      ? list(node, "declarations").map((each) => child(each, "id"))
      : [child(node, "id")];
    return ids.filter((id) => id?.type === "Identifier").flatMap((id) => id ? [id] : []);
  });
}

async function printed(checker: Checker, symbol: Symbol): Promise<[string, readonly string[]]> {
  const own = symbol.flags & SymbolFlags.Alias ? await checker.getAliasedSymbol(symbol) : symbol;
  const types: string[] = [];
  if (own.flags & SymbolFlags.Value) {
    const type = await checker.getTypeOfSymbol(own);
    if (type) types.push(await checker.typeToString(type, undefined, SHOWN));
  }
  if (own.flags & SymbolFlags.TypeAlias) {
    types.push(await checker.typeToString(await checker.getDeclaredTypeOfSymbol(own), undefined, SHOWN));
  }
  if (own.flags & (SymbolFlags.Interface | SymbolFlags.Class)) types.push(...await members(checker, own));
  return [symbol.name, types];
}

/** What an interface or an instance has, each member with its type. */
async function members(checker: Checker, symbol: Symbol): Promise<readonly string[]> {
  const type = await checker.getDeclaredTypeOfSymbol(symbol);
  const all = (await checker.getPropertiesOfType(type)).filter(({ name }) => !name.includes("#"));
  const types = await checker.getTypeOfSymbol(all);
  const shown = await Promise.all(all.map(async ({ name, flags }, at) => {
    const own = types[at];
    const mark = flags & SymbolFlags.Optional ? "?" : "";
    return `${name}${mark}: ${own ? await checker.typeToString(own, undefined, SHOWN) : ""}`;
  }));
  return shown.sort();
}

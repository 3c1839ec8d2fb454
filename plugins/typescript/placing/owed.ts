/**
 * What a class still owes: members that an interface it implements, or an abstract class it extends, asks for and that
 * it has not got.
 *
 * @module
 */

import type { Hole } from "../../../core/code/hole.ts";
import { applyEdits } from "../../../core/code/text.ts";
import {
  type Checker,
  ModifierFlags,
  type Moment,
  NodeBuilderFlags,
  SignatureKind,
  type Symbol,
  SymbolFlags,
  type Type,
} from "../compiler.ts";
import type { Session } from "../session.ts";
import { child, list, parseFile, pathTo, type SyntaxNode } from "../syntax.ts";

/** A member that is owed, as a class writes it. */
export interface Owed {
  /** A field is a declaration whose value is open. */
  readonly kind: "method" | "field";
  /** Without its body or its value: `async find(id: string): Promise<Item>`. */
  readonly head: string;
  /** The first sentence of its doc comment; empty without one. */
  readonly purpose: string;
}

/** Whose members are owed: its type as the class names it. */
interface Heir {
  readonly type: string;
  readonly isBase: boolean;
}

const OWN = "__maze_own";
const FROM = "__maze_from";
const SHOWN = NodeBuilderFlags.NoTruncation | NodeBuilderFlags.UseAliasDefinedOutsideCurrentScope |
  NodeBuilderFlags.AllowUniqueESSymbolType;
const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/**
 * The members that the class around a hole owes, those of its base class first, each in order of its declaration. None
 * where one of them has no head that can be written before the others: overloads, names that are computed, index and
 * call signatures.
 *
 * @param text The file's text with the hole in it.
 */
export async function owedAt(session: Session, text: string, { file, span }: Hole): Promise<readonly Owed[]> {
  const path = pathTo(parseFile(file, text).program, span);
  const owner = path[path.findLastIndex(({ type }) => type === "ClassBody") - 1];
  const heirs = owner ? heirsOf(owner, text) : [];
  if (!owner || heirs.length === 0 || /\.[cm]?jsx?$/.test(file)) return [];
  const names = [OWN, ...heirs.map((_, at) => `${FROM}${at}`)];
  const types = ["this", ...heirs.map(({ type }) => type)];
  const probe = names.map((name, at) => `${name}!: ${types[at]};`).join(" ");
  const asked = applyEdits(text, [{ file, span, text: `\n${probe}\n` }]);
  const place = session.path(file);
  const compiler = await session.compiler(file);
  return await compiler.ask(new Map([[place, asked]]), async (moment) => {
    const starts = names.map((name) => asked.indexOf(`${name}!: `, span.start));
    const [own, ...from] = await moment.checker.getTypeAtPosition(place, starts);
    const sources = from.flatMap((type, at) => type ? [{ type, isBase: heirs[at]?.isBase === true }] : []);
    return own ? await new Owing(moment, own, owner.abstract === true).of(sources) : [];
  });
}

/** The types that a class has taken on, its base class first. */
function heirsOf(owner: SyntaxNode, text: string): readonly Heir[] {
  const base = child(owner, "superClass");
  const given = child(owner, "superTypeArguments");
  const own = (node: SyntaxNode) => text.slice(node.start, node.end);
  const isNamed = base && /^(?:Identifier|MemberExpression)$/.test(base.type);
  const bases = base && isNamed ? [{ type: own(base) + (given ? own(given) : ""), isBase: true }] : [];
  return [...bases, ...list(owner, "implements").map((one) => ({ type: own(one), isBase: false }))];
}

/** A type whose members are owed. */
interface Source {
  readonly type: Type;
  readonly isBase: boolean;
}

/** Compares what a class has with what it should have. */
class Owing {
  readonly #checker: Checker;
  readonly #moment: Moment;
  readonly #own: Type;
  /** An abstract class may leave to others what its base class asks for. */
  readonly #isAbstract: boolean;

  constructor(moment: Moment, own: Type, isAbstract: boolean) {
    this.#moment = moment;
    this.#checker = moment.checker;
    this.#own = own;
    this.#isAbstract = isAbstract;
  }

  async of(sources: readonly Source[]): Promise<readonly Owed[]> {
    const has = new Map((await this.#checker.getPropertiesOfType(this.#own)).map((one) => [one.name, one]));
    const found = new Map<string, Owed>();
    for (const { type, isBase } of sources) {
      if (!isBase && !await this.#isPlain(type)) return [];
      for (const wanted of await this.#checker.getPropertiesOfType(type)) {
        const missing = await this.#missing(wanted, has.get(wanted.name), isBase);
        const heads = missing.length === 0 ? [] : await this.#heads(wanted, missing);
        if (missing.length > 0 && heads.length === 0) return [];
        for (const one of heads) if (!found.has(keyOf(one))) found.set(keyOf(one), one);
      }
    }
    return [...found.values()];
  }

  /** True for a type that asks for members with names alone. */
  async #isPlain(type: Type): Promise<boolean> {
    const [calls, makers, indexes] = await Promise.all([
      this.#checker.getSignaturesOfType(type, SignatureKind.Call),
      this.#checker.getSignaturesOfType(type, SignatureKind.Construct),
      this.#checker.getIndexInfosOfType(type),
    ]);
    return calls.length + makers.length + indexes.length === 0;
  }

  /** What is missing of a member: all of it, or the half of an accessor. */
  async #missing(
    wanted: Symbol,
    own: Symbol | undefined,
    isBase: boolean,
  ): Promise<readonly ("all" | "get" | "set")[]> {
    if (isBase && (this.#isAbstract || !(await this.#modifiers(wanted) & ModifierFlags.Abstract))) return [];
    if (!isBase && wanted.flags & SymbolFlags.Optional) return [];
    const isOpen = !own || isBase && (await this.#modifiers(own) & ModifierFlags.Abstract) !== 0;
    const isAccessor = (wanted.flags & SymbolFlags.Accessor) !== 0;
    if (!isAccessor) return isOpen ? ["all"] : [];
    const isHalf = own && !isOpen && (own.flags & SymbolFlags.Accessor) !== 0;
    if (!isOpen && !isHalf) return [];
    const lacks = (flag: SymbolFlags) =>
      (wanted.flags & flag) !== 0 && (isOpen || own === undefined || !(own.flags & flag));
    return [
      ...(lacks(SymbolFlags.GetAccessor) ? ["get" as const] : []),
      ...(lacks(SymbolFlags.SetAccessor) ? ["set" as const] : []),
    ];
  }

  async #modifiers({ declarations: [first] }: Symbol): Promise<number> {
    const node = await first?.resolve(this.#moment.project);
    return node && "modifierFlags" in node && typeof node.modifierFlags === "number" ? node.modifierFlags : 0;
  }

  /** The heads of what is missing; none where there is one that can not be written. */
  async #heads(wanted: Symbol, missing: readonly ("all" | "get" | "set")[]): Promise<readonly Owed[]> {
    const type = await this.#checker.getTypeOfSymbol(wanted);
    const name = NAME.test(wanted.name) ? wanted.name : JSON.stringify(wanted.name);
    if (!type || wanted.name.includes("@") || wanted.name.startsWith("#")) return [];
    const modifiers = await this.#modifiers(wanted);
    const access = modifiers & ModifierFlags.Protected ? "protected " : "";
    const said = await this.#checker.getDocumentationCommentOfSymbol(wanted);
    const purpose = /^[^]*?[.!?](?=\s|$)/.exec(said.trim())?.[0].replace(/\.$/, "") ?? said.trim();
    const shown = await this.#checker.typeToString(type, undefined, SHOWN);
    const of = (kind: Owed["kind"], head: string): Owed => ({ kind, head: access + head, purpose });
    if (wanted.flags & SymbolFlags.Method) {
      const signatures = await this.#checker.getSignaturesOfType(type, SignatureKind.Call);
      const head = signatures.length === 1 ? methodHead(name, shown) : undefined;
      return head === undefined ? [] : [of("method", head)];
    }
    const fixed = modifiers & ModifierFlags.Readonly ? "readonly " : "";
    return missing.map((what) => {
      if (what === "get") return of("method", `get ${name}(): ${shown}`);
      if (what === "set") return of("method", `set ${name}(value: ${shown})`);
      return of("field", `${fixed}${name}: ${shown}`);
    });
  }
}

function keyOf({ head }: Owed): string {
  return /^(?:protected )?(?:readonly |async )?(?:[gs]et )?[^(<:]+/.exec(head)?.[0].replace("async ", "") ??
    head;
}

/** `<T>(a: A) => R` as a method's head; `undefined` where it is printed in another form. */
function methodHead(name: string, type: string): string | undefined {
  const lead = "type T = ";
  const text = `${lead}${type};`;
  const { program, isWhole } = parseFile("head.ts", text);
  const [alias] = list(program, "body");
  const node = alias && child(alias, "typeAnnotation");
  const returned = node && child(node, "returnType");
  const result = returned && child(returned, "typeAnnotation");
  if (!isWhole || node?.type !== "TSFunctionType" || !returned || !result) return undefined;
  const generic = child(node, "typeParameters");
  const own = (part: SyntaxNode) => text.slice(part.start, part.end);
  const parameters = list(node, "params").map((one) => parameterText(one, text)).join(", ");
  const value = text.slice(result.start, result.end);
  const isAsync = /^Promise<.*>$/s.test(value);
  return `${isAsync ? "async " : ""}${name}${generic ? own(generic) : ""}(${parameters}): ${value}`;
}

/** What may be left out may be `undefined` anyway. */
function parameterText(node: SyntaxNode, text: string): string {
  const own = text.slice(node.start, node.end);
  return node.optional === true ? own.replace(/ \| undefined$/, "") : own;
}

/**
 * Calls of the function whose body is missing, made from the types of its parameters.
 *
 * @module
 */

import type { Draft } from "../../../core/code/hole.ts";
import { type Checker, type Moment, type Signature, SignatureKind, SymbolFlags } from "../compiler.ts";
import { child, isFunction, parseFile, pathTo, type SyntaxNode, word } from "../syntax.ts";
import { type Form, formOf } from "./form.ts";
import { textsOf } from "./texts.ts";

/** Equal projects have equal inputs. */
const SEED = 1;
/** Calls drawn for each one that is wanted: small values come several times. */
const SURPLUS = 3;

/** What is called, and with what. */
interface Callee {
  readonly name: string;
  /** An offset in its name where that is declared. */
  readonly at: number;
}

/**
 * Up to `most` calls, each once; none for what is no function of the module, takes nothing, or takes what can not be
 * written down.
 *
 * @param path The file's absolute path.
 * @param text The file's text with the hole in it.
 */
export async function inputsFor(
  moment: Moment,
  { path, text, draft }: { readonly path: string; readonly text: string; readonly draft: Draft },
  most: number,
): Promise<readonly string[]> {
  const { hole } = draft;
  const callee = hole.kind === "body"
    ? calleeAt(pathTo(parseFile(hole.file, text).program, hole.span))
    : undefined;
  const [type] = callee ? await moment.checker.getTypeAtPosition(path, [callee.at]) : [];
  const [signature] = type ? await moment.checker.getSignaturesOfType(type, SignatureKind.Call) : [];
  const given = signature ? await argumentsFor(signature, moment.checker, most) : [];
  return callee ? given.map((texts) => `${callee.name}(${texts.join(", ")})`) : [];
}

/**
 * Up to `most` lists of arguments as source texts, no two alike; none for what takes nothing, or takes what can not be
 * written down. The last one may be a spread (`...[1, 2]`).
 */
export async function argumentsFor(
  signature: Signature,
  checker: Checker,
  most: number,
): Promise<readonly (readonly string[])[]> {
  const parameters = await parametersOf(signature, checker);
  if (!parameters || parameters.length === 0) return [];
  const fc = await import("fast-check");
  const lists = fc.tuple(...parameters.map(({ form, isRest }) => {
    if (!isRest) return textsOf(form, fc);
    return textsOf(form, fc).map((list) => `...${list}`);
  })).map(withoutMissing);
  const drawn = fc.sample(lists, { seed: SEED, numRuns: most * SURPLUS });
  return [...new Map(drawn.map((texts) => [texts.join(", "), texts])).values()].slice(0, most);
}

/** A function with a name in the module's own scope. */
function calleeAt(path: readonly SyntaxNode[]): Callee | undefined {
  const at = path.findLastIndex(isFunction);
  const own = path[at];
  const outer = path.slice(0, at).filter(({ type }) =>
    !/^(Program|Export(Named|Default)Declaration)$/.test(type)
  );
  const [declaration, declarator, ...others] = outer;
  const id = own?.type === "FunctionDeclaration" && !declaration
    ? child(own, "id")
    : declaration?.type === "VariableDeclaration" && declarator?.type === "VariableDeclarator" &&
        others.length === 0
    ? child(declarator, "id")
    : undefined;
  return id?.type === "Identifier" ? { name: word(id, "name"), at: id.start } : undefined;
}

interface Parameter {
  readonly form: Form;
  readonly isRest: boolean;
}

/** `undefined` where one of them can not be made. */
async function parametersOf(
  signature: Signature,
  checker: Checker,
): Promise<readonly Parameter[] | undefined> {
  const symbols = await signature.getParameters();
  const types = symbols.length > 0 ? await checker.getTypeOfSymbol(symbols) : [];
  const found: Parameter[] = [];
  for (const [at, symbol] of symbols.entries()) {
    const type = types[at];
    const form = type && await formOf(type, checker);
    if (!form) return undefined;
    const isRest = signature.hasRestParameter && at === symbols.length - 1;
    if (isRest && form.kind !== "list" && form.kind !== "tuple") return undefined;
    const missing: Form = { kind: "fixed", texts: ["undefined"] };
    const isOptional = (symbol.flags & SymbolFlags.Optional) !== 0 && !isRest;
    found.push({ form: isOptional ? { kind: "union", of: [form, missing] } : form, isRest });
  }
  return found;
}

/** What is left out at the end is not written. */
function withoutMissing(given: readonly string[]): readonly string[] {
  return given.slice(0, given.findLastIndex((text) => text !== "undefined") + 1);
}

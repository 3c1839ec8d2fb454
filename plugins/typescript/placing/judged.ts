/**
 * Judges a new head in its place: its types, and whether the claims about it can be made at all.
 *
 * @module
 */

import type { Diagnostic } from "../../../core/code/diagnostic.ts";
import { applyEdits, type Edit, type FileText, type Span } from "../../../core/code/text.ts";
import { newFaults } from "../../_faults/new_faults.ts";
import type { CompilerDiagnostic } from "../compiler.ts";
import { tail } from "../place.ts";
import type { Session } from "../session.ts";
import { child, list, word } from "../syntax.ts";
import { callsOf, type Claim, expressionOf, isThrown } from "./claims.ts";
import type { Head } from "./head.ts";

/** A head that is laid into its file. */
export interface Laid {
  readonly file: string;
  /** Of all files. */
  readonly edits: readonly Edit[];
  /** Texts before, by file. */
  readonly before: ReadonlyMap<string, string>;
  /** The declaration in the file after the edits. */
  readonly span: Span;
  readonly head: Head;
  readonly claims: readonly Claim[];
}

const SOURCE = "typescript";

/** What can be told without the compiler. */
export function plainFaults({ file, span, head, claims }: Laid): Diagnostic[] {
  const fault = (told: Pick<Diagnostic, "code" | "message">): Diagnostic => ({
    ...{ file, span, severity: "error", ...told, source: SOURCE },
  });
  const { name, lack, takes: [least, most] } = head;
  const found = lack === "" ? [] : [fault({ code: "head/type", message: `${name}: ${lack}` })];
  for (const { call } of claims) {
    const calls = callsOf(expressionOf(call, file)?.node ?? { type: "", start: 0, end: 0 });
    const own = calls.filter((one) => tail(child(one, "callee")) === name);
    const [first] = own;
    if (!first) {
      found.push(fault({ code: "head/name", message: `the example ${call} calls no ${name}` }));
      continue;
    }
    const given = list(first, "arguments");
    if (given.some(({ type }) => type === "SpreadElement") || head.kind === "class") continue;
    if (given.length >= least && given.length <= most) continue;
    const count = given.length === 1 ? "1 argument" : `${given.length} arguments`;
    const message = `the example ${call} gives ${name} ${count}, and it takes ${least} to ${most}`;
    found.push(fault({ code: "head/arity", message }));
  }
  return found;
}

/** What the compiler finds that was not there before, of the head and of the claims' types. */
export async function compiledFaults(session: Session, laid: Laid): Promise<Diagnostic[]> {
  const { file, edits, before, span, claims } = laid;
  const names = [...before.keys()];
  const after = names.map((one) => {
    const own = edits.filter((edit) => edit.file === one);
    return { file: one, text: applyEdits(before.get(one) ?? "", own) };
  });
  const whole = after.find((one) => one.file === file)?.text ?? "";
  const tried = claimsText(laid);
  const texts = after.map((one) => one.file === file ? { file, text: whole + tried.text } : one);
  const isThere = names.filter((one) => before.get(one) !== "");
  const [old, now] = [await faultsIn(session, isThere, []), await faultsIn(session, names, texts)];
  return names.flatMap((one) => {
    const own = edits.filter((edit) => edit.file === one);
    const fresh = newFaults(old.get(one) ?? [], now.get(one) ?? [], own);
    return fresh.flatMap((fault) => {
      if (one !== file || fault.span.start < whole.length) return [diagnosticOf(fault, one)];
      const place = fault.span.start - whole.length;
      const claim = claims[tried.starts.findLastIndex((start) => start <= place)];
      const message = `the example ${claim?.call ?? ""} does not fit: ${fault.message}`;
      return [{ ...diagnosticOf(fault, one), span, message }];
    });
  });
}

/** The faults of files, each under its own configuration, with texts laid over them. */
async function faultsIn(
  session: Session,
  files: readonly string[],
  texts: readonly FileText[],
): Promise<ReadonlyMap<string, readonly CompilerDiagnostic[]>> {
  const found = new Map<string, readonly CompilerDiagnostic[]>();
  for (const file of files) {
    const compiler = await session.compiler(file);
    const path = session.path(file);
    found.set(file, await compiler.ask(session.overlays(texts), (moment) => moment.diagnostics(path)));
  }
  return found;
}

/** Statements that are right where claims can be made, and where each begins. */
function claimsText(laid: Laid): { readonly text: string; readonly starts: readonly number[] } {
  const { head, claims } = laid;
  const starts: number[] = [];
  let text = "";
  for (const claim of claims) {
    starts.push(text.length);
    const typed = isTyped(claim, laid)
      ? ` void ((${claim.value}\n) satisfies Awaited<ReturnType<typeof ${head.name}>>);`
      : "";
    text += `\nvoid (async () => { void (${claim.call}\n);${typed} });`;
  }
  return { text, starts };
}

/** True where the value is what the call itself gives, and types are written down in this language. */
function isTyped(claim: Claim, { file, head }: Laid): boolean {
  if (/\.[cm]?jsx?$/.test(file) || isThrown(claim) || !["function", "arrow"].includes(head.kind)) {
    return false;
  }
  const node = expressionOf(claim.call, file)?.node;
  const call = node?.type === "AwaitExpression" ? child(node, "argument") : node;
  return call?.type === "CallExpression" && word(child(call, "callee"), "name") === head.name;
}

function diagnosticOf({ span, code, message }: CompilerDiagnostic, file: string): Diagnostic {
  return { file, span, severity: "error", code: `TS${code}`, message, source: SOURCE };
}

/**
 * Finds the faults in a change that the compiler was kept from seeing.
 *
 * @module
 */

import type { Diagnostic } from "../../../core/code/diagnostic.ts";
import { applyEdits, type Change, type Edit, type Span } from "../../../core/code/text.ts";
import { newFaults } from "../../_faults/new_faults.ts";
import { type CompilerDiagnostic, type Moment, TypeFlags } from "../compiler.ts";
import { Marker } from "../marker.ts";
import { parsed } from "../recent.ts";
import type { Session } from "../session.ts";
import { childrenOf, isFunction, pathTo, type Syntax, type SyntaxNode } from "../syntax.ts";
import { type Cheat, type CheatForm, cheatsIn } from "./find.ts";
import { isHabit } from "./habit.ts";

const TEST_FILE = /(^|\/)(?:__tests__|tests?)\/|[._](?:test|spec)\.[cm]?[jt]sx?$/;

/** What judging needs of the run. */
export interface CheatSetting {
  readonly session: Session;
  /** Forms that the options allow. */
  readonly allowed: ReadonlySet<CheatForm>;
}

/** One changed file that compiles. */
export interface Written {
  readonly file: string;
  /** The text after the change. */
  readonly text: string;
  /** The change's edits of this file. */
  readonly edits: readonly Edit[];
  /** The project after the change. */
  readonly moment: Moment;
  /** The file's faults after the change. */
  readonly faults: readonly CompilerDiagnostic[];
}

/** Faults for tests that a change edits. `home` is the file with the hole: a hole in a test may be filled. */
export function editedTests({ files }: Change, home: string | undefined): Diagnostic[] {
  return files.filter(({ file }) => TEST_FILE.test(file) && file !== home)
    .map(({ file }) => fault(file, { start: 0, end: 0 }, "test", "a test is edited that holds no hole"));
}

/** Faults for holes that a change brings in: what is filled in is no hole again, whatever the options allow. */
export async function newHoles(session: Session, { edits, files }: Change): Promise<Diagnostic[]> {
  const markers = await session.markers();
  return files.flatMap(({ file, text }) => {
    const spans = spansAfter(edits.filter((edit) => edit.file === file));
    const reads = new Marker(parsed(file, text).program, markers.from(file)).reads();
    return reads.filter((read) => spans.some(({ start, end }) => start <= read.start && read.end <= end))
      .map(({ start, end }) => fault(file, { start, end }, "hole", "what is written here is itself a hole"));
  });
}

/** The ways around the compiler in what was written, those aside that are allowed, idle, or the project's habit. */
export async function cheatFaults(setting: CheatSetting, written: Written): Promise<Diagnostic[]> {
  const { file, text } = written;
  const { session, allowed } = setting;
  const syntax = parsed(file, text);
  const spans = spansAfter(written.edits);
  const found: Diagnostic[] = [];
  for (const cheat of spans.flatMap((span) => cheatsIn(syntax, span))) {
    if (allowed.has(cheat.form) || !await hides(session, written, cheat)) continue;
    const files = (await session.index()).files();
    if (await isHabit(cheat, syntax, files, (other) => session.text(other))) continue;
    found.push(fault(file, cheat.span, cheat.form, messageOf(cheat)));
  }
  if (found.length > 0 || allowed.has("any")) return found;
  for (const span of spans.flatMap((one) => valuesIn(syntax, one))) {
    if (await isInferredAny(session, written, span)) {
      found.push(fault(file, span, "any", "its type is `any`, and as `unknown` it does not fit"));
    }
  }
  return found;
}

/** True when an error shows without it, or when it can not be taken out. */
async function hides(session: Session, written: Written, { span, without }: Cheat): Promise<boolean> {
  return without === undefined || await breaks(session, written, { file: written.file, span, text: without });
}

/** True for an expression of type `any` where another type is asked for, and nothing but `any` makes it fit. */
async function isInferredAny(session: Session, written: Written, span: Span): Promise<boolean> {
  const { file, text, moment } = written;
  const [node] = await moment.expressions(session.path(file), [span]);
  const type = node && await moment.checker.getTypeAtLocation(node);
  if (!type || !(type.flags & TypeFlags.Any)) return false;
  const filled = text.slice(span.start, span.end);
  const statistics = await session.statistics();
  if (statistics.countAnywhere(filled) > 1) return false;
  return await breaks(session, written, { file, span, text: `(${filled} as unknown)` });
}

/** True when an edit makes a fault that was not there before it. */
async function breaks(session: Session, { file, text, faults }: Written, edit: Edit): Promise<boolean> {
  const compiler = await session.compiler(file);
  const path = session.path(file);
  const overlay = new Map([[path, applyEdits(text, [edit])]]);
  const after = await compiler.ask(overlay, (moment) => moment.diagnostics(path));
  return newFaults(faults, after, [edit]).length > 0;
}

/** Expressions that can not be `any`, or are by a word that is judged by itself. */
const PLAIN =
  /^(?:TSAsExpression|TSTypeAssertion|Literal|TemplateLiteral|ObjectExpression|ArrayExpression|\w*FunctionExpression|NewExpression|ClassExpression)$/;

/** The values that written code gives: the expression itself, or what it returns. */
function valuesIn({ program }: Syntax, span: Span): Span[] {
  const path = pathTo(program, span);
  if (path.some(({ type }) => type === "ImportDeclaration")) return [];
  const own = path.find((node) => node.start === span.start && node.end === span.end && !isStatement(node));
  const values = own ? [own] : returnedIn(path.at(-1) ?? program, span);
  return values.filter(({ type }) => !PLAIN.test(type)).map(({ start, end }) => ({ start, end }));
}

function returnedIn(node: SyntaxNode, span: Span): SyntaxNode[] {
  if (node.end <= span.start || node.start >= span.end) return [];
  const isWritten = node.start >= span.start && node.end <= span.end;
  if (isWritten && isFunction(node)) return [];
  if (isWritten && node.type === "ReturnStatement") return childrenOf(node);
  return childrenOf(node).flatMap((one) => returnedIn(one, span));
}

function isStatement({ type }: SyntaxNode): boolean {
  return type.endsWith("Statement") || type.endsWith("Declaration") || type === "Program";
}

/** Where edits of one file lie after all of them; what only takes text away is left out. */
function spansAfter(edits: readonly Edit[]): Span[] {
  let shift = 0;
  return [...edits].sort((a, b) => a.span.start - b.span.start).flatMap(({ span, text }) => {
    const start = span.start + shift;
    shift += text.length - (span.end - span.start);
    return text === "" ? [] : [{ start, end: start + text.length }];
  });
}

function messageOf({ form, target }: Cheat): string {
  const what = target ? `${form} (${target})` : form;
  return `${what} hides an error, and the project has no such habit`;
}

function fault(file: string, span: Span, form: string, message: string): Diagnostic {
  return { file, span, severity: "error", code: `cheat/${form}`, message, source: "typescript" };
}

/**
 * Finds the faults in a change that the compiler was kept from seeing.
 *
 * @module
 */

import type { Diagnostic } from "../../../core/code/diagnostic.ts";
import { applyEdits, type Change, type Edit, type Span } from "../../../core/code/text.ts";
import { TypeFlags } from "../compiler.ts";
import type { Session } from "../session.ts";
import { parseFile } from "../syntax.ts";
import { type Cheat, type CheatForm, cheatsIn } from "./find.ts";
import { isHabit } from "./habit.ts";

const TEST_FILE = /(^|\/)(?:__tests__|tests?)\/|[._](?:test|spec)\.[cm]?[jt]sx?$/;

/** What judging needs of the run. */
export interface CheatSetting {
  readonly session: Session;
  /** Forms that the options allow. */
  readonly allowed: ReadonlySet<CheatForm>;
}

/** The cheats of a change that compiles. `home` is the file with the hole: a hole in a test may be filled. */
export async function cheatFaults(
  setting: CheatSetting,
  change: Change,
  home: string | undefined,
): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const { file, text } of change.files) {
    const own = change.edits.filter((edit) => edit.file === file);
    if (TEST_FILE.test(file) && file !== home) {
      found.push(fault(file, { start: 0, end: 0 }, "test", "a test is edited that holds no hole"));
    }
    for (const span of spansAfter(own)) found.push(...await inSpan(setting, { file, text, span }));
  }
  return found;
}

interface Written {
  readonly file: string;
  readonly text: string;
  /** What was written, in the text after the change. */
  readonly span: Span;
}

async function inSpan(setting: CheatSetting, written: Written): Promise<Diagnostic[]> {
  const { file, text, span } = written;
  const syntax = parseFile(file, text);
  const found: Diagnostic[] = [];
  for (const cheat of cheatsIn(syntax, span)) {
    if (setting.allowed.has(cheat.form) || !await hides(setting, written, cheat)) continue;
    const { session } = setting;
    const files = (await session.index()).files();
    if (await isHabit(cheat, syntax, files, (other) => session.text(other))) continue;
    found.push(fault(file, cheat.span, cheat.form, messageOf(cheat)));
  }
  if (found.length === 0 && !setting.allowed.has("any")) found.push(...await inferredAny(setting, written));
  return found;
}

/** True when an error shows without it, or when it can not be taken out. */
async function hides({ session }: CheatSetting, { file, text }: Written, cheat: Cheat): Promise<boolean> {
  if (cheat.without === undefined) return true;
  return await hasErrors(
    session,
    file,
    applyEdits(text, [{ file, span: cheat.span, text: cheat.without }]),
    text,
  );
}

/** An expression of type `any` where another type is asked for, and nothing but `any` makes it fit. */
async function inferredAny({ session }: CheatSetting, { file, text, span }: Written): Promise<Diagnostic[]> {
  const compiler = await session.compiler(file);
  const path = session.path(file);
  await using moment = await compiler.moment(new Map([[path, text]]));
  const [node] = await moment.expressions(path, [span]);
  const type = node && await moment.checker.getTypeAtLocation(node);
  if (!type || !(type.flags & TypeFlags.Any)) return [];
  const statistics = await session.statistics();
  const filled = text.slice(span.start, span.end);
  if (statistics.countAnywhere(filled) > 1) return [];
  const guarded = applyEdits(text, [{ file, span, text: `(${filled} as unknown)` }]);
  if (!await hasErrors(session, file, guarded, text)) return [];
  return [fault(file, span, "any", "its type is `any`, and as `unknown` it does not fit")];
}

async function hasErrors(session: Session, file: string, text: string, before: string): Promise<boolean> {
  const compiler = await session.compiler(file);
  const path = session.path(file);
  const count = async (one: string) => {
    await using moment = await compiler.moment(new Map([[path, one]]));
    return (await moment.diagnostics(path)).filter(({ isError }) => isError).length;
  };
  return await count(text) > await count(before);
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

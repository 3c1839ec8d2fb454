/**
 * Opens prefix checks.
 *
 * @module
 */

import type { Draft } from "../../../core/code/hole.ts";
import { applyEdits } from "../../../core/code/text.ts";
import type { Validator, WatchSession } from "../../../core/kernel/hooks.ts";
import type { Baseline } from "../baseline.ts";
import { parsed } from "../recent.ts";
import type { Session } from "../session.ts";
import { fillingOf } from "./filling.ts";
import { frameOf } from "./frame.ts";
import { Importable } from "./importable.ts";
import { stubbed } from "./stubs.ts";
import { TypescriptWatch } from "./watch_session.ts";

/** Kinds of holes whose text is code that runs: of others nothing is known before they are filled. */
const WATCHED: ReadonlySet<string> = new Set(["expression", "statements", "body", "members"]);

/**
 * Files of this length, about 300 lines, are checked without the insides of their other declarations. `deno task bench
 * prefix`: in shorter ones the time goes elsewhere.
 */
const STUBS_FROM_UNITS = 10_000;

/** How prefixes are checked. */
export interface WatchOptions {
  /** Length in UTF-16 units from which on a file is checked without the insides of its other declarations. */
  readonly stubsFromUnits?: number;
}

/** The prefix checks of a session. */
export function watchBy(
  session: Session,
  baseline: Baseline,
  { stubsFromUnits = STUBS_FROM_UNITS }: WatchOptions = {},
): NonNullable<Validator["watch"]> {
  const importable = new Importable(session);
  return async (draft) => {
    const { hole } = draft;
    if (!WATCHED.has(hole.kind)) return unwatched();
    const [compiler, text] = await Promise.all([session.compiler(hole.file), session.text(hole.file)]);
    const less = text.length < stubsFromUnits ? text : shortened(text, draft);
    const prefix = fillingOf(less, draft, false);
    return new TypescriptWatch({
      ...{ hole, prefix, whole: fillingOf(text, draft, true), compiler, baseline, importable },
      frame: frameOf(hole, prefix.path),
      path: session.path(hole.file),
      others: await otherTexts(session, draft),
    });
  };
}

/** The hole's file with less to check, every offset where it was. */
function shortened(text: string, { hole: { file, span }, edits }: Draft): string {
  const edited = edits.filter((one) => one.file === file).map((one) => one.span);
  return stubbed(parsed(file, text), [span, ...edited]);
}

/** The files beside the hole's own that a draft's edits touch. */
async function otherTexts(session: Session, { hole, edits }: Draft): Promise<ReadonlyMap<string, string>> {
  const files = new Set(edits.map(({ file }) => file).filter((file) => file !== hole.file));
  const texts = new Map<string, string>();
  for (const file of files) {
    const own = edits.filter((edit) => edit.file === file);
    texts.set(session.path(file), applyEdits(await session.textIfAny(file) ?? "", own));
  }
  return texts;
}

function unwatched(): WatchSession {
  const judge = (revision: number) =>
    Promise.resolve({ revision, checkedTo: 0, isComplete: false, faults: [], starts: [] });
  return { check: judge, whole: judge, [Symbol.asyncDispose]: () => Promise.resolve() };
}

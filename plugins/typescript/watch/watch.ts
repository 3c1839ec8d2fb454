/**
 * Opens prefix checks.
 *
 * @module
 */

import type { Draft } from "../../../core/code/hole.ts";
import { applyEdits } from "../../../core/code/text.ts";
import type { Validator, WatchSession } from "../../../core/kernel/hooks.ts";
import type { Baseline } from "../baseline.ts";
import { relativeTo } from "../project/project.ts";
import { changedTypes } from "../public_types.ts";
import { parsed } from "../recent.ts";
import type { Session } from "../session.ts";
import { isFunction } from "../syntax.ts";
import { frameOf } from "./frame.ts";
import { Importable } from "./importable.ts";
import { leaningImports } from "./cycles.ts";
import { fillingOf } from "./filling.ts";
import { itemsOf, type Listed, reachesOut } from "./listed.ts";
import { stubbed } from "./stubs.ts";
import { TypescriptWatch } from "./watch_session.ts";

/** Kinds of holes whose text is code that runs: of others nothing is known before they are filled. */
const WATCHED: ReadonlySet<string> = new Set(
  ["expression", "statements", "body", "members", "range", "declaration"],
);

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
    const compiler = await session.compiler(hole.file);
    // A declaration may be the first one of a new file.
    const text = hole.kind === "declaration"
      ? await session.textIfAny(hole.file) ?? ""
      : await session.text(hole.file);
    const isShort = text.length < stubsFromUnits || LISTED.has(hole.kind);
    const prefix = fillingOf(isShort ? text : shortened(text, draft), draft, false);
    const { listed } = prefix;
    if (!listed && LISTED.has(hole.kind)) return unwatched();
    const index = await session.index();
    const others = await otherTexts(session, draft);
    const whole = fillingOf(text, draft, true);
    return new TypescriptWatch({
      ...{ hole, prefix, whole, compiler, baseline, importable, others },
      frame: frameOf(hole, prefix.path),
      path: session.path(hole.file),
      leaning: (names) => leaningImports(index, hole.file, names),
      isBlind: listed !== undefined && isBlind(listed),
      shownOtherwise(fill) {
        const edits = [...draft.edits.filter(({ file }) => file !== hole.file), ...whole.edits(fill)];
        const files = [...others].map(([path, text]) => ({ file: relativeTo(session.root, path), text }));
        const change = { edits, files: [...files, { file: hole.file, text: whole.text(fill) }] };
        return changedTypes(session, compiler, change, hole.file);
      },
    });
  };
}

/** Of these a place among statements or members has to be known. */
const LISTED: ReadonlySet<string> = new Set(["range", "declaration"]);

/** True where what is replaced, or all that its file declares, may be seen by code that no import leads to. */
function isBlind({ path, old }: Listed): boolean {
  if (reachesOut(old)) return true;
  const [program] = path;
  const isScript = !program || !itemsOf(program).some(({ type }) => /^(?:Im|Ex|TSEx|TSIm)port/.test(type));
  return isScript && old.length > 0 && !path.some(isFunction);
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

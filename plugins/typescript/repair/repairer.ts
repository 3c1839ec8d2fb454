/**
 * Ways out of a fault without a model: each kind of fault has its own.
 *
 * @module
 */

import type { Diagnostic, Remedy, Repairer, Span } from "../../../core/kernel/plugin.ts";
import type { Session } from "../session.ts";
import { annotationFix } from "./annotated.ts";
import { awaitFix } from "./awaited.ts";
import { choiceAt } from "./chosen.ts";
import { declaredFix } from "./declared.ts";
import type { Fix } from "./fix.ts";
import { returnFix } from "./returned.ts";
import { countFix, spellingFix } from "./spelling.ts";
import { startedFix } from "./started.ts";
import { readWritten, type WrittenCode } from "./written.ts";

/** Tries to mend one fault, whose place counts in the text. */
type Fixer = (
  written: WrittenCode,
  fault: Diagnostic,
  span: Span,
) => Fix | undefined | Promise<Fix | readonly Fix[] | undefined>;

/** Cheapest first. */
const FIXERS: readonly Fixer[] = [spellingFix, countFix, awaitFix, annotationFix, declaredFix, startedFix];

/** The repairer of a session. */
export function createRepairer(session: Session): Repairer {
  return {
    async propose(draft, faults) {
      const [fault] = faults;
      const written = fault && await readWritten(session, draft);
      if (!fault || !written) return [];
      const { start } = draft.hole.span;
      const span = { start: fault.span.start - start, end: fault.span.end - start };
      const isInside = span.start >= 0 && span.end <= draft.text.length;
      const fixers = isInside ? FIXERS : [returnFix];
      const [choice, ...found] = await Promise.all([
        isInside ? choiceAt(written, fault, span) : undefined,
        ...fixers.map((fixer) => fixer(written, fault, span)),
      ]);
      const mends = fault.code;
      return [
        ...found.flatMap((fix) => fix ?? []).map((fix): Remedy => ({ ...fix, mends, needs: [] })),
        ...choice ? [{ ...choice, mends }] : [],
      ];
    },
  };
}

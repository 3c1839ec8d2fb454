/**
 * Which faults a change brings in: the others were there before, and are not the change's.
 *
 * @module
 */

import { type Edit, rebaseSpan, type Span } from "../../core/code/text.ts";

/** What tells one fault of a file from another. */
export interface FoundFault {
  /** In the text that was looked at. */
  readonly span: Span;
  /** As the compiler writes it. */
  readonly code: number | string;
  readonly message: string;
  /** False for warnings and suggestions, which are never new faults; true when absent. */
  readonly isError?: boolean;
}

/**
 * The faults of a file after a change that were not there before: at another place, or of another kind. Code that the
 * change itself wrote has no faults from before.
 *
 * @example A line put in above moves an old fault
 * ```ts
 * import { newFaults } from "./new_faults.ts";
 * import assert from "node:assert/strict";
 *
 * const fault = (start: number) => ({ span: { start, end: start + 1 }, code: 2304, message: "Cannot find name 'a'." });
 * const above = { file: "a.ts", span: { start: 0, end: 0 }, text: "let b;\n" };
 * assert.deepEqual(newFaults([fault(4)], [fault(11)], [above]), []);
 * assert.deepEqual(newFaults([fault(4)], [fault(4)], [above]), [fault(4)]);
 * ```
 *
 * @param edits The change's edits of this file.
 */
export function newFaults<Fault extends FoundFault>(
  before: readonly Fault[],
  after: readonly Fault[],
  edits: readonly Edit[],
): Fault[] {
  const left = new Map<string, number>();
  for (const fault of before) {
    const start = startAfter(fault.span, edits);
    if (start === undefined) continue;
    const key = keyOf(fault, start);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  return after.filter((fault) => {
    if (fault.isError === false) return false;
    const key = keyOf(fault, fault.span.start);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

/** Where a fault begins after the edits; `undefined` for one of the text that was replaced. */
function startAfter({ start, end }: Span, edits: readonly Edit[]): number | undefined {
  const isReplaced = edits.some(({ span }) => start >= span.start && start < span.end && end <= span.end);
  return isReplaced ? undefined : rebaseSpan({ start, end: start }, edits)?.start;
}

function keyOf({ code, message }: FoundFault, start: number): string {
  return `${start} ${code} ${message}`;
}

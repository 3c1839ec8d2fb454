/**
 * Judges texts of statements, one check for each: what they declare and where they leave is part of what follows, so
 * that copies side by side would say something else.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import { applyEdits } from "../../core/code/text.ts";
import { newFaults } from "../_faults/new_faults.ts";
import type { Baseline } from "./baseline.ts";
import { layInto } from "./lay.ts";
import type { Session } from "./session.ts";
import { importLine } from "./sift.ts";
import { styleOf } from "./style.ts";
import { parseFile } from "./syntax.ts";

/** Texts judged at once: each costs a check of the file. Those behind are let through. */
const MOST = 64;

/** Which texts make no new fault in the hole's file. */
export async function siftStatements(
  session: Session,
  baseline: Baseline,
  draft: Draft,
  texts: readonly string[],
): Promise<boolean[]> {
  if (texts.length === 0) return [];
  const { hole } = draft;
  const path = session.path(hole.file);
  const [compiler, text] = await Promise.all([session.compiler(hole.file), session.text(hole.file)]);
  const needs = (draft.needs ?? []).map((need) => `\n${importLine(need)}`).join("");
  const before = await baseline.faults(compiler, hole.file, hole);
  const style = styleOf(parseFile(hole.file, text));
  const good: boolean[] = [];
  for (const one of texts.slice(0, MOST)) {
    const edit = layInto(text, hole, one, style);
    const filled = applyEdits(text, [edit]) + needs;
    if (!parseFile(hole.file, filled).isWhole) {
      good.push(false);
      continue;
    }
    const after = await compiler.ask(new Map([[path, filled]]), (moment) => moment.diagnostics(path));
    good.push(newFaults(before, after, [edit]).length === 0);
  }
  return texts.map((_, at) => good[at] ?? true);
}

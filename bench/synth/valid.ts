/**
 * What the product would report as valid at a site: the first offered text that the validator lets pass.
 *
 * @module
 */

import { createValidator } from "../../plugins/typescript/validator.ts";
import { Session } from "../../plugins/typescript/session.ts";
import { applyEdits } from "../../core/code/text.ts";
import type { Result } from "./measure.ts";
import type { BenchProject } from "./project.ts";

/** A text that was reported valid, in its file. */
export interface Fill {
  /** Relative to the project. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Each call of a hook may take this long. */
const DEADLINE_MS = 600_000;

/** The valid fills of sites, in order; sites where no offered text is valid have none. */
export async function validFills(project: BenchProject, results: readonly Result[]): Promise<Fill[]> {
  await using session = new Session(project.root, undefined);
  const validator = createValidator(session, []);
  const fills: Fill[] = [];
  for (const { site, texts } of results) {
    const file = site.file.slice(project.root.length + 1);
    const { text, draft } = project.cut(site);
    project.restore(site);
    await session.update([{ file, text }]);
    const hole = { ...draft.hole, file };
    const call = { signal: new AbortController().signal, deadline: performance.now() + DEADLINE_MS };
    for (const one of texts) {
      const edits = [{ file, span: hole.span, text: one }];
      const change = { edits, files: [{ file, text: applyEdits(text, edits) }] };
      if ((await validator.validate(change, hole, call)).state !== "valid") continue;
      fills.push({ file, start: site.start, end: site.end, text: one });
      break;
    }
    await session.update([{ file, text: project.text(site.file) }]);
  }
  return fills;
}

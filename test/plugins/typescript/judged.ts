import assert from "node:assert/strict";
import type { Report } from "../../../core/code/diagnostic.ts";
import type { ImportNeed } from "../../../core/code/scope.ts";
import { applyEdits } from "../../../core/code/text.ts";
import type { CheatForm } from "../../../plugins/typescript/cheats/find.ts";
import { createIndexer } from "../../../plugins/typescript/indexer.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { createValidator } from "../../../plugins/typescript/validator.ts";
import { call } from "./call.ts";
import { tree } from "./project/tree.ts";

/** Files that every project here has: strict options, and the marker for all. */
export const BASE = {
  "tsconfig.json": '{"compilerOptions":{"strict":true,"noEmit":true,"skipLibCheck":true}}',
  "maze.d.ts": "declare function hole<T = any>(intent?: string): T;\n",
};

/** A fill for the first hole of a file. */
export interface Filling {
  readonly file?: string;
  readonly needs?: readonly ImportNeed[];
  readonly allow?: readonly CheatForm[];
}

/** What the validator says of each text in turn, in one session. */
export async function judgedAll(
  files: Readonly<Record<string, string>>,
  texts: readonly string[],
  { file = "a.ts", needs = [], allow = [] }: Filling = {},
): Promise<Report[]> {
  using project = tree(files);
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  const validator = createValidator(session, allow);
  const [hole] = await indexer.holes([file], call);
  assert.ok(hole, `a hole in ${file}`);
  const text = await session.text(file);
  const reports: Report[] = [];
  for (const one of texts) {
    const edits = await indexer.edits({ hole, text: one, edits: [] }, needs, call);
    const change = { edits, files: [{ file, text: applyEdits(text, edits) }] };
    reports.push(await validator.validate(change, hole, call));
  }
  return reports;
}

/** What the validator says of one text: `valid`, `unchecked`, or the codes of its faults with their files. */
export async function judged(
  files: Readonly<Record<string, string>>,
  text: string,
  filling: Filling = {},
): Promise<string> {
  const [report] = await judgedAll(files, [text], filling);
  assert.ok(report);
  if (report.diagnostics.length === 0) return report.state;
  assert.equal(report.state, "invalid");
  return report.diagnostics.map(({ file, code }) => `${file} ${code}`).join(", ");
}

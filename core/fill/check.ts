/**
 * Judges files as they stand.
 *
 * @module
 */

import type { Diagnostic, Report } from "../code/diagnostic.ts";
import type { FileText } from "../code/text.ts";
import { refusalOf } from "../write/refusal.ts";
import type { FillContext } from "./context.ts";
import { askValidators } from "./judge.ts";

/** Who reports of files that no validator can be asked about. */
const SELF = "maze";

/** What all validators say of files, old faults too. A file that can not be read has that as its fault. */
export async function check(
  { kernel, workspace, signal }: FillContext,
  files: readonly string[],
): Promise<readonly Report[]> {
  const texts: FileText[] = [];
  const refused: Diagnostic[] = [];
  await Promise.all(files.map(async (file) => {
    try {
      texts.push({ file, text: await workspace.text(file) });
    } catch (error) {
      const { code, message } = refusalOf(error, file);
      refused.push({ file, span: { start: 0, end: 0 }, severity: "error", code, message, source: SELF });
    }
  }));
  const byFile = (a: { readonly file: string }, b: { readonly file: string }) => a.file < b.file ? -1 : 1;
  const change = { edits: [], files: texts.sort(byFile) };
  const reports = await askValidators(kernel, change, undefined, { signal });
  if (refused.length === 0) return reports;
  return [...reports, { validator: SELF, state: "unchecked", diagnostics: refused.sort(byFile), notes: [] }];
}

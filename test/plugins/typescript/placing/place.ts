/** Asks where new code goes in a project that a test makes up. */

import type { NewCode, Placement, Wish } from "../../../../core/code/wish.ts";
import { applyEdits } from "../../../../core/code/text.ts";
import { createIndexer } from "../../../../plugins/typescript/indexer.ts";
import { Session } from "../../../../plugins/typescript/session.ts";
import { call } from "../call.ts";
import { BASE } from "../judged.ts";
import { tree } from "../project/tree.ts";

/** What is asked beside the intent and the file. */
export type Asked = Partial<Wish> & Pick<NewCode, "intent"> & { readonly file: string };

/** The placement, and the files that its edits touch as they are then. */
export async function placed(
  files: Readonly<Record<string, string>>,
  asked: Asked,
): Promise<{ readonly placement: Placement | undefined; readonly texts: Readonly<Record<string, string>> }> {
  using project = tree({ ...BASE, ...files });
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  const wish: Wish = { examples: [], isNew: !(asked.file in files), isFree: false, ...asked };
  if (wish.isNew) await indexer.update([{ file: wish.file, text: "" }], call);
  const placement = await indexer.place?.(wish, call);
  const texts: Record<string, string> = {};
  for (const file of new Set(placement?.edits.map((edit) => edit.file))) {
    const own = placement?.edits.filter((edit) => edit.file === file) ?? [];
    texts[file] = applyEdits(files[file] ?? "", own);
  }
  return { placement, texts };
}

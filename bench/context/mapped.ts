/**
 * The files of a project as the map of names sees them.
 *
 * @module
 */

import type { Session } from "../../plugins/typescript/session.ts";
import type { MappedFile } from "./name_map.ts";

const known = new WeakMap<Session, Map<string, { readonly text: string; readonly mapped: MappedFile }>>();

/** Each file with what it declares and mentions; a mention is a word of its code. */
export async function mapped(session: Session): Promise<readonly MappedFile[]> {
  const files = known.get(session) ??
    new Map<string, { readonly text: string; readonly mapped: MappedFile }>();
  known.set(session, files);
  const index = await session.index();
  return await Promise.all((await session.files()).map(async (file): Promise<MappedFile> => {
    const text = await session.text(file);
    const seen = files.get(file);
    if (seen?.text === text) return seen.mapped;
    const mentions = new Map<string, number>();
    for (const [word] of text.matchAll(/[A-Za-z_$][\w$]*/g)) {
      mentions.set(word, (mentions.get(word) ?? 0) + 1);
    }
    const mapped = { file, declarations: await index.declarations(file), mentions };
    files.set(file, { text, mapped });
    return mapped;
  }));
}

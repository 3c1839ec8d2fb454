/**
 * Files that hold code and are not read, in words.
 *
 * @module
 */

import type { LeftOut } from "@maze/maze/plugin";
import { named, visible } from "./style.ts";

/** One text for each reason: how many files, why, and the names of at most `most`. */
export function leftOutTexts(files: readonly LeftOut[], most: number): string[] {
  return [...Map.groupBy(files, ({ reason }) => reason)].map(([reason, own]) => {
    const names = own.slice(0, most).map(({ file }) => named(file));
    const more = own.length > most ? [`and ${own.length - most} more`] : [];
    const count = own.length === 1 ? "1 file is" : `${own.length} files are`;
    return `${count} left out: ${visible(reason)}: ${[...names, ...more].join(", ")}`;
  });
}

/**
 * The style that each file shows, kept in the index, and what of it is usual in the project.
 *
 * @module
 */

import type { Json } from "./index/entry.ts";
import type { Extractor } from "./index/extract.ts";
import { mostOf, shownBy, type Style } from "./style.ts";
import type { SyntaxNode } from "./syntax.ts";

/** The record's name in the index. */
export const STYLE = "style";

/** Puts the style of each file into the index. */
export const styleExtractor: Extractor = {
  name: STYLE,
  version: "1",
  extract(program, text) {
    return { ...shownBy({ text, program: program as unknown as SyntaxNode, standIns: [] }) };
  },
};

/** What most files show, from their records. */
export function usualIn(records: readonly (Json | undefined)[]): Partial<Style> {
  return mostOf(records.filter((record) => record !== undefined) as readonly Partial<Style>[]);
}

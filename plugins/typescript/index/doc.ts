/**
 * Which doc comment belongs to a node.
 *
 * @module
 */

import type { Comment } from "oxc-parser";

/** Finds the doc comments of one file. */
export interface Docs {
  /** The text of the nearest `/** … *\/` right above an offset, stars included; empty when there is none. */
  above(offset: number): string;
}

/** @param comments In order of place. */
export function docsOf(text: string, comments: readonly Comment[]): Docs {
  return {
    above(offset) {
      let end = offset;
      for (let at = lastBefore(comments, offset); at >= 0; at--) {
        const comment = comments[at];
        if (!comment || !isBlank(text, comment.end, end)) return "";
        if (comment.type === "Block" && comment.value.startsWith("*")) return comment.value.slice(1);
        end = comment.start;
      }
      return "";
    },
  };
}

/** The words of a doc comment without stars and surrounding space. */
export function plainDoc(raw: string): string {
  if (!raw.includes("\n")) return raw.trim();
  return raw.replace(/^[ \t]*\*? ?/gm, "").replace(/[ \t\r]+$/gm, "").trim();
}

function lastBefore(comments: readonly Comment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 32 && (unit < 9 || unit > 13)) return false;
  }
  return true;
}

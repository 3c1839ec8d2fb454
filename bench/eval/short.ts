/**
 * Rows in the form in which they are stored: what the figures are made of, without a word of the tasks or the model.
 *
 * @module
 */

import type { Made, Row } from "./row.ts";

/**
 * A row of which faults are codes, and texts and names nothing but whether there are some. Times are left out: arms that
 * hear a recording take other ones than the arm that was recorded.
 */
export function short({ invented, ...row }: Row): Row {
  return {
    ...row,
    ...{ notes: [], ms: 0, checkMs: 0, waitedMs: 0 },
    ...{ text: row.text === "" ? "" : UNSAID, made: row.made.map(shortMove) },
    ...(invented === undefined ? {} : { invented: invented.map(() => UNSAID) }),
  };
}

/** In the place of what was there. */
const UNSAID = "…";

function shortMove(move: Made): Made {
  return { ...move, fault: move.fault === "no end" ? move.fault : move.fault.split(":")[0] ?? "" };
}

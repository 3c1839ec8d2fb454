/**
 * What a declaration that is laid in leaves open.
 *
 * @module
 */

import type { Hole } from "../../../core/code/hole.ts";
import type { Span } from "../../../core/code/text.ts";
import { holesIn, type Said } from "../holes.ts";
import type { MarkerSource } from "../marker.ts";
import type { Syntax } from "../syntax.ts";

/** The first hole in a stretch of a file. */
export function openIn(syntax: Syntax, said: Said, span: Span, source?: MarkerSource): Hole | undefined {
  return holesIn(syntax, said, source).find((one) =>
    one.span.start >= span.start && one.span.end <= span.end
  );
}

/**
 * What a file says about its holes: the snapshot they belong to, and the doc comments of the declarations around them.
 *
 * @module
 */

import type { Span } from "../../core/code/text.ts";
import { docsAround, examplesAround, examplesOf } from "./doc_comments.ts";
import type { Said } from "./holes.ts";
import type { Comment, Syntax } from "./syntax.ts";

/** Reads what a file says. */
export async function saidBy(syntax: Syntax): Promise<Said> {
  return {
    snapshot: await snapshotOf(syntax.text),
    examples: (span) => examplesAround(syntax, span),
    purpose: (span) => purposeOf(syntax, span),
  };
}

/** SHA-256 of a text, hexadecimal, first 16 digits. */
export async function snapshotOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(hash).toHex().slice(0, 16);
}

/** The first sentence of the nearest doc comment. A class says what all of it is for, not what one place is for. */
function purposeOf(syntax: Syntax, span: Span): string {
  const [nearest] = docsAround(syntax, span);
  if (!nearest || nearest.node.type.startsWith("Class")) return "";
  const [before = ""] = unclaimed(nearest.comment, syntax).split(/^[ \t]*@\w/m);
  const [prose = ""] = before.split(/\n\s*\n/).map((one) => one.trim().replace(/\s*\n\s*/g, " ")).filter(
    Boolean,
  );
  return /^.*?[.!?](?=\s|$)/.exec(prose)?.[0] ?? prose;
}

/** A doc comment without its marks and without the lines that its examples stand on: what they claim is no purpose. */
function unclaimed(comment: Comment, syntax: Syntax): string {
  const claims = examplesOf(comment, syntax).map(({ span }) => span);
  const text = syntax.text.slice(comment.start, comment.end);
  return [...text.matchAll(/^.*$/gm)].map(({ index, 0: line }) => {
    const start = comment.start + index;
    const isClaim = claims.some((claim) => claim.start < start + line.length && claim.end > start);
    return isClaim ? "" : line.replace(/^\s*(?:\/\*\*|\*(?!\/))?[ \t]?|\s*\*\/\s*$/g, "");
  }).join("\n");
}

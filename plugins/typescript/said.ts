/**
 * What a file says about its holes: the snapshot they belong to, and the examples in doc comments above them.
 *
 * @module
 */

import type { Example } from "../../core/code/hole.ts";
import type { Span } from "../../core/code/text.ts";
import type { Said } from "./holes.ts";
import type { Syntax } from "./syntax.ts";

/** Reads what a file says. */
export async function saidBy(syntax: Syntax): Promise<Said> {
  return { snapshot: await snapshotOf(syntax.text), examples: (span) => examplesAbove(syntax, span) };
}

/** SHA-256 of a text, hexadecimal, first 16 digits. */
export async function snapshotOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(hash).toHex().slice(0, 16);
}

function examplesAbove(_syntax: Syntax, _span: Span): readonly Example[] {
  return [];
}

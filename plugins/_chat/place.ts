/**
 * Where text comes to stand: what readers and prompts know of a hole.
 *
 * @module
 */

import type { CompletionRequest } from "../../core/code/completion.ts";
import type { HoleKind } from "../../core/code/hole.ts";
import { formOf } from "./languages.ts";

/** A hole and what stands around it. */
export interface HolePlace {
  /** As indexers name it. */
  readonly language: string;
  /** What kind of code is missing. */
  readonly kind: HoleKind;
  /** The file's text before the hole, from a line's start. */
  readonly before: string;
  /** What is written in the hole already; the next text goes on from its end. */
  readonly written: string;
  /** The file's text behind the hole. */
  readonly after: string;
}

/** The place that a request is about. */
export function placeOf({ draft: { hole, text }, prompt: { before, after } }: CompletionRequest): HolePlace {
  return { language: hole.language, kind: hole.kind, before, written: text, after };
}

/** White space at the start of lines. */
export interface Indentation {
  /** Of the hole's own lines. */
  readonly own: string;
  /** Of the line in which the hole begins. */
  readonly outer: string;
  /** True when the hole's lines begin behind the line of the hole: that one has code before the hole. */
  readonly isDeeper: boolean;
}

/**
 * How deep the lines of a hole stand in its file: as deep as the hole's line, and one step deeper where they begin behind
 * it, as a body's behind its head.
 *
 * @example
 * ```ts
 * import { indentationOf } from "./place.ts";
 * import assert from "node:assert/strict";
 *
 * const place = { language: "typescript", kind: "body", before: "  go() {", written: "", after: "}" } as const;
 * assert.deepEqual(indentationOf(place), { own: "    ", outer: "  ", isDeeper: true });
 * ```
 */
export function indentationOf({ language, kind, before, after }: HolePlace): Indentation {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const [outer = ""] = /^[ \t]*/.exec(line) ?? [];
  const isDeeper = kind !== "expression" && kind !== "type" && line.trim() !== "";
  return { own: isDeeper ? outer + stepOf(before + after, language) : outer, outer, isDeeper };
}

/** One step: as the first line that is deeper than the left edge, else as the language is mostly written. */
function stepOf(text: string, language: string): string {
  return /^(?:\t| {2,8})(?=[^ \t\r\n*])/m.exec(text)?.[0] ?? formOf(language).step;
}

/** What is written in a hole, as its lines stand in the file; the first one begins in its place. */
export function indented(written: string, indent: string): string {
  return written.replaceAll(/\n(?=[^\r\n])/g, `\n${indent}`);
}

/**
 * Replacements in a TOML text, and where its lines begin and end.
 *
 * @module
 */

import { MazeError, type Span } from "@maze/maze/plugin";
import { isWithin, type Key, keyText } from "./key.ts";
import type { TomlEntry } from "./places.ts";

/** One replacement. */
export interface Cut {
  readonly span: Span;
  readonly text: string;
}

/** A replacement of nothing. */
export function insertion(offset: number, text: string): Cut {
  return { span: { start: offset, end: offset }, text };
}

/** A text after a replacement. */
export function applied(text: string, { span, text: inserted }: Cut): string {
  return text.slice(0, span.start) + inserted + text.slice(span.end);
}

/** The entry with a value in which a longer key would lie. */
export function entryOn(entries: readonly TomlEntry[], key: Key): TomlEntry | undefined {
  const found = entries.find((entry) => entry.key.length < key.length && isWithin(key, entry.key));
  return found && (entryOn(found.inner, key) ?? found);
}

/** Where the line of an offset starts, behind a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return start === 0 && text.startsWith("\uFEFF") ? 1 : start;
}

/** Behind the end of the line, its newline included. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}

/** The first end of line that a text has; `\n` when it has none. */
export function newlineOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? "\n";
}

/** The error of an edit that can not be made. */
export function refused(verb: string, key: Key, state: string): MazeError {
  return new MazeError(`Cannot ${verb} ${keyText(key)}: ${state}`, {
    code: "config/edit",
    hint: "Edit the file by hand",
  });
}

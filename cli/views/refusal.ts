/**
 * How files look that can not be worked on.
 *
 * @module
 */

import type { Refusal } from "@maze/maze";
import { named, type Style, visible, wrapped } from "./style.ts";

/** A file that was asked for and could not be read, with an empty line at its end. */
export function unreadText(refusal: Refusal, style: Style, columns: number | undefined): string {
  return `${style.red("✗")} ${style.bold(named(refusal.file))}\n${refusalText(refusal, columns)}\n`;
}

/** Why, and what to do about it: each on a line of its own. */
export function refusalText({ code, message, hint }: Refusal, columns: number | undefined): string {
  const lines = [`${code}: ${message}`, ...(hint === undefined ? [] : [`hint: ${hint}`])];
  return lines.map((line) => wrapped(visible(line), "  ", columns)).join("");
}

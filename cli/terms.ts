/**
 * What a command's part of the command line is made of: the reference is held equal to it.
 *
 * @module
 */

import type { DocEntry } from "@optique/core/doc";
import { getDocPage, parse } from "@optique/core/parser";
import type { Command } from "./command.ts";

/** The options (`-w`, `--write`) and arguments (`TARGET`) of a command and of the commands below it. */
export function termsOf({ parser }: Command<unknown>): ReadonlySet<string> {
  const entries = (below: readonly string[]) =>
    (getDocPage(parser, below)?.sections ?? []).flatMap((one) => one.entries);
  const top = entries([]);
  const inner = top.flatMap(({ term }) => term.type === "command" ? entries([term.name]) : []);
  return new Set([...top, ...inner].flatMap(termNames));
}

/** True when a command takes these arguments. */
export function isReadable({ parser }: Command<unknown>, args: readonly string[]): boolean {
  return parse(parser, args).success;
}

function termNames({ term }: DocEntry): readonly string[] {
  if (term.type === "option") return term.names;
  return term.type === "argument" ? [term.metavar] : [];
}

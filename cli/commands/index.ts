/**
 * `maze index`: what is known of the project.
 *
 * @module
 */

import { merge, object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { optional } from "@optique/core/modifiers";
import { argument, option } from "@optique/core/primitives";
import type { Command } from "../command.ts";
import { EXIT, UsageError } from "../exit_codes.ts";
import { jsonFlag, type ProjectFlags, projectFlags } from "../flags.ts";
import { openProject } from "../open.ts";
import type { Shell } from "../shell.ts";
import { foundSymbols, projectSummary } from "../symbols.ts";
import { path } from "../values.ts";
import { leftOutTexts } from "../views/left_out.ts";
import { timeText } from "../views/outcome.ts";
import { named, styleOf, visible } from "../views/style.ts";
import { countsText, symbolText } from "../views/symbol.ts";

/** Names of files that are left out, without --list. */
const SHOWN = 10;

interface IndexFlags extends ProjectFlags {
  readonly what: string | undefined;
  readonly isList: boolean;
  readonly isJson: boolean;
}

const own = object("Index", {
  what: optional(argument(path("NAME|FILE"), {
    description: message`Declarations by name, its start, part or initials; or those of a file`,
  })),
  isList: option("--list", { description: message`Every file, one a line` }),
  isJson: jsonFlag,
});

/** The command. */
const index: Command<IndexFlags> = {
  parser: merge(own, projectFlags),
  about: message`Read the project as its own tools see it, and say what it declares.`,
  async run(flags, shell) {
    const { what, isList } = flags;
    if (what === undefined) return await summary(flags, shell);
    if (isList) throw new UsageError("Cannot use --list with a name or file: they exclude each other");
    return await declarations(what, flags, shell);
  },
};

export default index;

async function summary(flags: IndexFlags, shell: Shell): Promise<number> {
  await using project = await openProject(shell, flags);
  const { maze, progress } = project;
  const found = await projectSummary(maze);
  progress.clear();
  if (flags.isJson) {
    shell.out(`${JSON.stringify({ version: 1, root: maze.root, ...found }, null, 2)}\n`);
    return EXIT.done;
  }
  const { files, leftOut, declarations, elapsedMs } = found;
  if (flags.isList) shell.out(files.map((file) => `${named(file)}\n`).join(""));
  const others = leftOutTexts(leftOut, flags.isList ? leftOut.length : SHOWN).map((text) => `${text}\n`).join(
    "",
  );
  shell.out(`${countsText(files, declarations)}${others}in ${maze.root}, read in ${timeText(elapsedMs)}\n`);
  return EXIT.done;
}

async function declarations(what: string, flags: IndexFlags, shell: Shell): Promise<number> {
  await using project = await openProject(shell, flags);
  const { maze, progress } = project;
  const { symbols, isCut, elapsedMs } = await foundSymbols(maze, what, shell.cwd);
  progress.clear();
  if (flags.isJson) {
    shell.out(`${JSON.stringify({ version: 1, root: maze.root, symbols, isCut, elapsedMs }, null, 2)}\n`);
    return EXIT.done;
  }
  const style = styleOf(shell.hasColor.out);
  const isFile = symbols.every(({ file }) => file === symbols[0]?.file);
  for (const symbol of symbols) {
    const hasMembers = isFile || symbol.name === what;
    shell.out(symbolText(symbol, { style, columns: shell.columns, hasMembers }));
  }
  if (symbols.length === 0) shell.out(`${visible(what)} declares nothing\n`);
  if (isCut) shell.out(style.dim("and more: a longer name finds less\n"));
  return EXIT.done;
}

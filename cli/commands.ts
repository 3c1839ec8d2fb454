/**
 * The table of all commands: help, dispatch, completions and the reference are made from it.
 *
 * @module
 */

/** One command, as far as it is known before its module is loaded. */
export interface CommandEntry {
  /** What the user types, and the name of its module in `commands/`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
}

/** In the order in which people meet them. */
export const COMMANDS: readonly CommandEntry[] = [
  { name: "init", summary: "Write maze.toml for this project" },
  { name: "fill", summary: "Fill holes and show what changes; --write applies it" },
  { name: "generate", summary: "Write new code from words, where it belongs" },
  { name: "validate", summary: "Judge files as they stand" },
  { name: "undo", summary: "Take back the last run that wrote files" },
  { name: "index", summary: "Show what the project declares" },
  { name: "why", summary: "Explain a hole, an error code or a trace" },
  { name: "doctor", summary: "Find what is missing and how to mend it" },
  { name: "models", summary: "List the models on this machine, and use one" },
  { name: "plugins", summary: "List the plugins and what they may do" },
  { name: "config", summary: "Show, check and edit the config" },
  { name: "trust", summary: "Give a project's config leave to act" },
  { name: "completions", summary: "Print a completion script for a shell" },
];

/** What `maze --help` prints. */
export function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const rows = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    "Fill holes in a project with code that its own compiler accepts.",
    "",
    "Usage: maze COMMAND [OPTION…]",
    "",
    ...rows,
    "",
    "`maze COMMAND --help` tells more; `maze --version` says which Maze this is.",
    "",
  ].join("\n");
}

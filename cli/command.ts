/**
 * What a command's module exports, and how its part of the command line is read.
 *
 * @module
 */

import { runParser } from "@optique/core/facade";
import type { Message } from "@optique/core/message";
import type { Parser } from "@optique/core/parser";
import { EXIT } from "./exit_codes.ts";
import type { Shell } from "./shell.ts";

/** A command: how its arguments are read, and what it does with them. */
export interface Command<Values> {
  readonly parser: Parser<"sync", Values, unknown>;
  /** One sentence, shown above the options. */
  readonly about: Message;
  /** Does the work; returns the exit code. */
  run(values: Values, shell: Shell): Promise<number>;
}

/** Reads the arguments after a command's name and runs it; help and mistakes are shown here. */
export async function runCommand<Values>(
  name: string,
  command: Command<Values>,
  args: readonly string[],
  shell: Shell,
): Promise<number> {
  const read = parse(name, command, args, shell);
  return typeof read === "number" ? read : await command.run(read.values, shell);
}

function parse<Values>(
  name: string,
  { parser, about }: Command<Values>,
  args: readonly string[],
  shell: Shell,
): number | { readonly values: Values } {
  let shown: number | undefined;
  const wrapped = runParser<Parser<"sync", Values, unknown>, undefined, undefined>(
    parser,
    `maze ${name}`,
    args,
    {
      brief: about,
      help: { option: true, onShow: () => void (shown = EXIT.done) },
      aboveError: "usage",
      colors: args.includes("--help") ? shell.hasColor.out : shell.hasColor.err,
      maxWidth: Math.min(shell.columns ?? 100, 100),
      showDefault: true,
      stdout: (text) => shell.out(`${text}\n`),
      stderr: (text) => shell.err(`${text}\n`),
      onError: () => void (shown = EXIT.usage),
    },
  );
  return shown ?? { values: wrapped };
}

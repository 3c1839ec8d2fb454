/**
 * What a command's module exports, and how its part of the command line is read.
 *
 * @module
 */

import { runParser } from "@optique/core/facade";
import { formatMessage, type Message } from "@optique/core/message";
import type { Parser } from "@optique/core/parser";
import { EXIT, UsageError } from "./exit_codes.ts";
import { asksForHelp, helpText } from "./help.ts";
import type { Shell } from "./shell.ts";

/** A command: how its arguments are read, and what it does with them. */
export interface Command<Values> {
  readonly parser: Parser<"sync", Values, unknown>;
  /** One sentence, shown above the options. */
  readonly about: Message;
  /** Does the work; returns the exit code. */
  run(values: Values, shell: Shell): Promise<number>;
}

/**
 * Reads the arguments after a command's name and runs it; help is shown here.
 *
 * @throws {UsageError} If the arguments can not be read.
 */
export async function runCommand<Values>(
  name: string,
  command: Command<Values>,
  args: readonly string[],
  shell: Shell,
): Promise<number> {
  const { columns, hasColor } = shell;
  const help = asksForHelp(args)
    ? helpText(name, command, args, { columns, hasColor: hasColor.out })
    : undefined;
  if (help === undefined) return await command.run(parse(name, command, args), shell);
  shell.out(help);
  return EXIT.done;
}

function parse<Values>(name: string, { parser }: Command<Values>, args: readonly string[]): Values {
  let wrong: Message | undefined;
  const values = runParser<Parser<"sync", Values, unknown>, undefined, undefined>(
    parser,
    `maze ${name}`,
    args,
    {
      stderr: () => {}, // told in the form of all errors
      onError: (_code, message) => void (wrong = message),
    },
  );
  if (wrong) throw unreadable(name, wrong);
  return values;
}

/** The parser's message may end with what was probably meant. */
function unreadable(name: string, wrong: Message): UsageError {
  const [first = "", ...more] = formatMessage(wrong, { quotes: true }).split(/\n\n+/);
  const reason = first.replace(/\.$/, "").replaceAll(/\s*\n\s*/g, " ");
  const near = more.map((text) => `${text.trim().replaceAll(/\s*\n\s*/g, " ")}; `).join("");
  return new UsageError(
    `Cannot read the command line: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,
    `${near}\`maze ${name} --help\` shows what it takes`,
  );
}

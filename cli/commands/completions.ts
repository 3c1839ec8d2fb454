/**
 * `maze completions`: prints a completion script, and answers it when a shell asks.
 *
 * @module
 */

import { bash, fish, nu, pwsh, type ShellCompletion, zsh } from "@optique/core/completion";
import { merge, object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { multiple } from "@optique/core/modifiers";
import { suggest } from "@optique/core/parser";
import { argument, option } from "@optique/core/primitives";
import { choice, string } from "@optique/core/valueparser";
import type { Command } from "../command.ts";
import { wholeParser } from "../whole_parser.ts";
import { EXIT } from "../exit_codes.ts";

/** The shells. */
const SHELLS: Readonly<Record<string, ShellCompletion>> = { bash, zsh, fish, nu, pwsh };

interface CompletionsFlags {
  readonly shell: string;
  readonly isAsked: boolean;
  readonly words: readonly string[];
}

/** The command. */
const completions: Command<CompletionsFlags> = {
  parser: merge(
    object({
      shell: argument(choice(Object.keys(SHELLS), { metavar: "SHELL" }), {
        description: message`bash, zsh, fish, nu or pwsh`,
      }),
      isAsked: option("--suggest", { description: message`Answer the script: what may follow these words` }),
    }),
    object({
      words: multiple(argument(string({ metavar: "WORD" }), { description: message`Words typed so far` })),
    }),
  ),
  about: message`Print a script that completes commands and options, to be sourced by your shell.`,
  async run({ shell: name, isAsked, words }, { out }) {
    const shell = SHELLS[name] ?? bash;
    if (!isAsked) {
      out(`${shell.generateScript("maze", ["completions", name, "--suggest", "--"])}\n`);
      return EXIT.done;
    }
    const [first = "", ...rest] = words.length === 0 ? [""] : words;
    for (const chunk of shell.encodeSuggestions(suggest(await wholeParser(), [first, ...rest]))) out(chunk);
    return EXIT.done;
  },
};

export default completions;

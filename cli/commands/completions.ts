/**
 * `maze completions`: prints a completion script, and answers it when a shell asks.
 *
 * @module
 */

import { bash, fish, nu, pwsh, type ShellCompletion, zsh } from "@optique/core/completion";
import { merge, object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { multiple } from "@optique/core/modifiers";
import { suggest, type Suggestion } from "@optique/core/parser";
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
    const [first = "", ...rest] = words;
    const found = ofValue(words, suggest(await wholeParser(), [first, ...rest]));
    for (const chunk of shell.encodeSuggestions([...found, ...alwaysThere(words)])) out(chunk);
    return EXIT.done;
  },
};

export default completions;

/** After an option that takes one of a few words nothing else is meant. */
function ofValue(words: readonly string[], found: readonly Suggestion[]): readonly Suggestion[] {
  if (!words.at(-2)?.startsWith("-")) return found;
  const choices = found.filter((one) => one.kind === "literal" && !one.text.startsWith("-"));
  return choices.length > 0 ? choices : found;
}

/** The options that every command has beside its own. */
function alwaysThere(words: readonly string[]): readonly Suggestion[] {
  const current = words.at(-1) ?? "";
  const options = words.length > 1 ? ["--help"] : ["--help", "--version"];
  const fitting = options.filter((text) => current.startsWith("-") && text.startsWith(current));
  return fitting.map((text) => ({ kind: "literal", text }));
}

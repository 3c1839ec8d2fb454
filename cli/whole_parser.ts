/**
 * The parser of the whole command line: for completions only, since it loads every command.
 *
 * @module
 */

import { or } from "@optique/core/constructs";
import type { Parser } from "@optique/core/parser";
import { command } from "@optique/core/primitives";
import type { Command } from "./command.ts";
import { COMMANDS } from "./commands.ts";

/** One parser of all commands. */
export async function wholeParser(): Promise<Parser<"sync", unknown, unknown>> {
  const parsers = await Promise.all(COMMANDS.map(async ({ name }) => {
    const { default: loaded }: { default: Command<unknown> } = await import(`./commands/${name}.ts`);
    return command(name, loaded.parser);
  }));
  return or(...parsers);
}

/**
 * `maze generate`: new code from words, placed by Maze, shown, and written when told to.
 *
 * @module
 */

import { merge, object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { multiple, optional } from "@optique/core/modifiers";
import { argument, option } from "@optique/core/primitives";
import { float, string } from "@optique/core/valueparser";
import type { Command } from "../command.ts";
import { UsageError } from "../exit_codes.ts";
import { jsonFlag, type ProjectFlags, projectFlags, tapeFlags } from "../flags.ts";
import type { Shell } from "../shell.ts";
import { path } from "../values.ts";

/** What the command line says. */
export interface GenerateFlags extends ProjectFlags {
  readonly intent: string;
  /** `FILE` or `FILE#NAME`. */
  readonly into: string | undefined;
  readonly language: string | undefined;
  /** Texts `CALL => VALUE`. */
  readonly examples: readonly string[];
  readonly isWrite: boolean;
  readonly isInteractive: boolean;
  readonly isJson: boolean;
  readonly maxSeconds: number | undefined;
  readonly record: string | undefined;
  readonly replay: string | undefined;
}

const own = object("New code", {
  intent: argument(string({ metavar: "INTENT" }), {
    description: message`What is wanted, in words`,
  }),
  into: optional(option("--into", path("FILE[#NAME]"), {
    description:
      message`The file, made when it is not there, and a name in it to go beside, or into where it is a class; else the file whose names say most of it`,
  })),
  language: optional(option("--language", string({ metavar: "LANGUAGE" }), {
    description: message`The language, where the file does not tell`,
  })),
  examples: multiple(option("--example", string({ metavar: "CALL => VALUE" }), {
    description: message`What must be true of it, as code; goes into its doc comment; may be given again`,
  })),
  isWrite: option("-w", "--write", { description: message`Write it: all files or none` }),
  isInteractive: option("-i", "--interactive", {
    description: message`Accept or reject what is shown, then write what was accepted`,
  }),
  maxSeconds: optional(option("--max-seconds", float({ metavar: "SECONDS", min: 0, max: 86_400 }), {
    description: message`Time for all of it`,
  })),
  isJson: jsonFlag,
  ...tapeFlags,
});

const parser = merge(own, projectFlags);

/** The command. */
const generate: Command<GenerateFlags> = {
  parser,
  about: message`Write new code from words, in the place where it belongs, and show what changes.`,
  async run(flags, shell) {
    refuseConflicts(flags, shell);
    const { generateRun } = await import("../generate/run.ts"); // with all that works: help does without
    return await generateRun(flags, shell);
  },
};

export default generate;

function refuseConflicts(
  { intent, isWrite, isInteractive, isJson, maxSeconds, record, replay }: GenerateFlags,
  { isTerminal }: Shell,
): void {
  if (intent.trim() === "") {
    throw new UsageError("Cannot write new code: nothing says what is wanted", 'As in "slugify a title"');
  }
  const pairs: readonly (readonly [boolean, string, string])[] = [
    [isInteractive && isWrite, "--interactive", "--write"],
    [isInteractive && isJson, "--interactive", "--json"],
    [record !== undefined && replay !== undefined, "--record", "--replay"],
  ];
  const both = pairs.find(([isBoth]) => isBoth);
  if (both) throw new UsageError(`Cannot use ${both[1]} with ${both[2]}: they exclude each other`);
  if (maxSeconds === 0) {
    throw new UsageError("Cannot use --max-seconds 0: new code needs time", "As in --max-seconds 30");
  }
  if (isInteractive && !(isTerminal.in && isTerminal.out)) {
    throw new UsageError("Cannot ask: this is no terminal", "Use --write");
  }
}

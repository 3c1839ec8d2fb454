/**
 * `maze fill`: fills holes, shows what changes, writes it when told to.
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
import { readChoices } from "../fill/choices.ts";
import { jsonFlag, type ProjectFlags, projectFlags, tapeFlags } from "../flags.ts";
import type { Shell } from "../shell.ts";
import { path } from "../values.ts";

/** What the command line says. */
export interface FillFlags extends ProjectFlags {
  readonly targets: readonly string[];
  /** What is wanted of lines that targets name. */
  readonly intent: string | undefined;
  readonly isWrite: boolean;
  readonly isInteractive: boolean;
  readonly isCheck: boolean;
  /** What would be sent is shown, and nothing is filled. */
  readonly isShowRequest: boolean;
  /** Nothing is taken from an earlier run. */
  readonly isFresh: boolean;
  readonly isJson: boolean;
  readonly maxSeconds: number | undefined;
  /** Texts `ID=N`. */
  readonly choose: readonly string[];
  readonly record: string | undefined;
  readonly replay: string | undefined;
}

const own = object("Filling", {
  targets: multiple(argument(path("TARGET"), {
    description:
      message`A file, a folder, FILE:LINE or a hole's id; FILE:FIRST-LAST for lines to write anew; the whole project when none is given`,
  })),
  intent: optional(option("--intent", string({ metavar: "INTENT" }), {
    description:
      message`What is wanted of the lines FILE:FIRST-LAST: they are written anew, and keep their types`,
  })),
  isWrite: option("-w", "--write", {
    description: message`Write what was shown, else what is found now: all files or none`,
  }),
  isFresh: option("--fresh", {
    description: message`Search anew, also where an earlier run has shown what it found`,
  }),
  isInteractive: option("-i", "--interactive", {
    description: message`Accept or reject each hole, then write what was accepted`,
  }),
  isCheck: option("--check", {
    description: message`Fill nothing; list the holes and fail while there are any`,
  }),
  isShowRequest: option("--show-request", {
    description: message`Fill nothing; show exactly what would be sent to which server, and send nothing`,
  }),
  maxSeconds: optional(option("--max-seconds", float({ metavar: "SECONDS", min: 0, max: 86_400 }), {
    description: message`Time for one hole`,
  })),
  choose: multiple(option("--choose", string({ metavar: "ID=N" }), {
    description: message`Take reading N of a hole, as the last run has shown it; may be given again`,
  })),
  isJson: jsonFlag,
  ...tapeFlags,
});

const parser = merge(own, projectFlags);

/** The command. */
const fill: Command<FillFlags> = {
  parser,
  about: message`Fill holes with code that the project's compiler accepts, and show what changes.`,
  async run(flags, shell) {
    refuseConflicts(flags, shell);
    const choices = readChoices(flags.choose);
    const { fillRun } = await import("../fill/run.ts"); // with all that works: help does without
    return await fillRun(flags, choices, shell);
  },
};

export default fill;

/** `FILE:FIRST-LAST`. */
const LINES = /:\d+-\d+$/;

function refuseConflicts(flags: FillFlags, { isTerminal }: Shell): void {
  const { isWrite, isInteractive, isCheck, isShowRequest, isJson, isFresh, record, replay, choose } = flags;
  const given: readonly [string, boolean][] = [
    ["--check", isCheck],
    ["--interactive", isInteractive],
    ["--write", isWrite],
    ["--show-request", isShowRequest],
  ];
  const hasLines = flags.targets.some((target) => LINES.test(target));
  if (flags.intent !== undefined && !hasLines) {
    throw new UsageError(
      "Cannot use --intent: no lines are named",
      'As in `maze fill src/a.ts:10-20 --intent "make this type-safe"`; new code is for `maze generate`',
    );
  }
  if (hasLines && (isCheck || choose.length > 0)) {
    const flag = isCheck ? "--check" : "--choose";
    throw new UsageError(`Cannot use ${flag} with lines: they are a hole only in the run that names them`);
  }
  const modes = given.flatMap(([name, isGiven]) => isGiven ? [name] : []);
  if (modes.length > 1) throw new UsageError(`Cannot use ${modes.join(" with ")}: they exclude each other`);
  if (isInteractive && isJson) {
    throw new UsageError("Cannot use --interactive with --json: they exclude each other");
  }
  if (flags.maxSeconds === 0) {
    throw new UsageError("Cannot use --max-seconds 0: a hole needs time", "As in --max-seconds 5");
  }
  if (record !== undefined && replay !== undefined) {
    throw new UsageError("Cannot use --record with --replay: they exclude each other");
  }
  const source = record !== undefined
    ? "--record"
    : replay !== undefined
    ? "--replay"
    : isFresh
    ? "--fresh"
    : "";
  if (source !== "" && choose.length > 0) {
    throw new UsageError(
      `Cannot use --choose with ${source}: it takes what an earlier run has shown`,
      `Run once without --choose, then with --choose and without ${source}`,
    );
  }
  if (isInteractive && !(isTerminal.in && isTerminal.out)) {
    throw new UsageError("Cannot ask for each hole: this is no terminal", "Use --write, or --choose ID=N");
  }
}

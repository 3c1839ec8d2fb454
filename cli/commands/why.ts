/**
 * `maze why`: explains a hole, an error code or a trace.
 *
 * @module
 */

import { merge, object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { argument } from "@optique/core/primitives";
import type { Step } from "@maze/maze";
import type { Command } from "../command.ts";
import { findConfigFolder } from "../config/locate.ts";
import { didYouMean } from "../config/nearest.ts";
import { EXIT, UsageError } from "../exit_codes.ts";
import { jsonFlag, type ProjectFlags, projectFlags } from "../flags.ts";
import { holesAt } from "../holes.ts";
import { openProject } from "../open.ts";
import { projectRoot, targetIn } from "../project.ts";
import type { WhyJson } from "../shapes.ts";
import type { Shell } from "../shell.ts";
import { likely } from "../values.ts";
import { styleOf } from "../views/style.ts";
import { CODES, meaningOf } from "../why/codes.ts";
import { explainHole } from "../why/hole.ts";
import { holesJson, traceJson } from "../why/json.ts";
import { explainTrace, traceFile } from "../why/trace.ts";

interface WhyFlags extends ProjectFlags {
  readonly what: string;
  readonly isJson: boolean;
}

const words = () => ["last", ...Object.keys(CODES).filter((code) => !code.endsWith("*"))];
const what = argument(likely("HOLE|CODE|TRACE", words, { hasFiles: true }), {
  description: message`FILE:LINE of a hole, an error code such as config/type, or the id of a trace`,
});

/** The command. */
const why: Command<WhyFlags> = {
  parser: merge(object("What", { what, isJson: jsonFlag }), projectFlags),
  about: message`Explain a hole by a fresh look at it, an error code, or what a run did.`,
  async run(flags, shell) {
    const meaning = meaningOf(flags.what);
    if (meaning !== undefined) {
      if (flags.isJson) return print({ version: 1, code: flags.what, meaning }, shell);
      shell.out(`${styleOf(shell.hasColor.out).bold(flags.what)}  ${meaning}\n`);
      return EXIT.done;
    }
    const root = await projectRoot(shell.cwd, await findConfigFolder(shell.cwd));
    const trace = await traceFile(root, flags.what);
    if (trace !== undefined) {
      if (flags.isJson) return print(await traceJson(trace), shell);
      await explainTrace(trace, shell);
      return EXIT.done;
    }
    return await atHole(flags, shell);
  },
};

export default why;

async function atHole(flags: WhyFlags, shell: Shell): Promise<number> {
  if (flags.what === "last") {
    throw new UsageError(
      'Cannot explain "last": no trace is kept here',
      "Each run leaves one in .maze/traces, unless trace.keep is 0 or the folder can not be written",
    );
  }
  if (!/:\d+$/.test(flags.what)) {
    throw new UsageError(
      `Cannot explain "${flags.what}": it is no hole, code or trace`,
      didYouMean(flags.what, Object.keys(CODES)) ?? "As in src/a.ts:42, config/type, last",
    );
  }
  const steps: Step[] = [];
  await using project = await openProject(shell, flags, {
    needs: ["provider"],
    listener: (step) => void steps.push(step),
  });
  const { maze } = project;
  const target = await targetIn(maze, shell.cwd, flags.what);
  const holes = await holesAt(maze, [target]);
  if (flags.isJson) return print(await holesJson(maze, holes, steps), shell);
  for (const hole of holes) await explainHole(hole, { project, shell, steps });
  return EXIT.done;
}

function print(json: WhyJson, shell: Shell): number {
  shell.out(`${JSON.stringify(json, null, 2)}\n`);
  return EXIT.done;
}

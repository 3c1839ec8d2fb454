/**
 * `maze validate`: judges files as they stand.
 *
 * @module
 */

import { merge, object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { multiple } from "@optique/core/modifiers";
import { argument } from "@optique/core/primitives";
import type { Diagnostic, Report } from "@maze/maze/plugin";
import type { Command } from "../command.ts";
import { EXIT } from "../exit_codes.ts";
import { jsonFlag, type ProjectFlags, projectFlags } from "../flags.ts";
import { openProject } from "../open.ts";
import { targetIn } from "../project.ts";
import { seenFiles } from "../seen.ts";
import { path } from "../values.ts";
import { faultText, placed, type PlacedFault } from "../views/fault.ts";
import { styleOf } from "../views/style.ts";
import { timeText } from "../views/outcome.ts";
import { unchecked, unlimited } from "../views/verdict.ts";

interface ValidateFlags extends ProjectFlags {
  readonly targets: readonly string[];
  readonly isJson: boolean;
}

const own = object("Validating", {
  targets: multiple(argument(path("PATH"), {
    description: message`Files or folders; the whole project when none is given`,
  })),
  isJson: jsonFlag,
});

/** The command. */
const validate: Command<ValidateFlags> = {
  parser: merge(own, projectFlags),
  about:
    message`Judge files as they stand: the faults of their config, the compiler's, and the examples in doc comments.`,
  async run(flags, shell) {
    await using project = await openProject(shell, flags);
    const { maze, progress } = project;
    const startedAt = performance.now();
    const targets = await Promise.all(flags.targets.map((target) => targetIn(maze, shell.cwd, target)));
    const files = await seenFiles(maze, targets.map(wholeFile));
    const reports = files.length === 0 ? [] : await maze.check(files);
    const config = await maze.diagnostics(files);
    const faults = await placed(maze, [...config, ...reports.flatMap(({ diagnostics }) => diagnostics)]);
    progress.clear();
    if (flags.isJson) {
      const list = reports.map(({ diagnostics: _, ...report }) => report);
      shell.out(
        `${
          JSON.stringify({ version: 1, root: maze.root, files: files.length, faults, reports: list }, null, 2)
        }\n`,
      );
    } else {
      const style = styleOf(shell.hasColor.out);
      for (const fault of faults) shell.out(faultText(fault, style));
      for (const gap of unchecked(reports)) shell.out(`${gap}\n`);
      for (const gap of unlimited(reports)) shell.out(`note: ${gap}\n`);
      shell.out(summary(files.length, faults, reports, performance.now() - startedAt));
    }
    return faults.some(isError) ? EXIT.notAll : EXIT.done;
  },
};

export default validate;

/** One line can not be judged by itself: its file is. */
function wholeFile(target: string): string {
  return target.replace(/(?::\d+){1,2}$/, "");
}

function isError({ severity }: Pick<Diagnostic, "severity">): boolean {
  return severity === "error";
}

function summary(
  files: number,
  faults: readonly PlacedFault[],
  reports: readonly Report[],
  elapsedMs: number,
): string {
  const count = faults.filter(isError).length;
  const ran = reports.filter(({ total }) => total !== undefined);
  const passed = ran.reduce((sum, report) => sum + (report.passed ?? 0), 0);
  const total = ran.reduce((sum, report) => sum + (report.total ?? 0), 0);
  const gap = ran.some(({ state }) => state === "unchecked")
    ? passed === 0 ? ", none checked" : ", the others not checked"
    : "";
  const examples = total === 0
    ? ""
    : `; ${passed} of ${total} ${total === 1 ? "example is" : "examples are"} true${gap}`;
  const what = `${files} ${files === 1 ? "file" : "files"}`;
  return `${what}, ${count === 0 ? "no fault" : count === 1 ? "1 fault" : `${count} faults`}${examples}, in ${
    timeText(elapsedMs)
  }\n`;
}

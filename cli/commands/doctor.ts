/**
 * `maze doctor`: finds what is missing and says how to mend it.
 *
 * @module
 */

import { merge, object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import type { Command } from "../command.ts";
import { examine } from "../doctor/examine.ts";
import type { Finding } from "../doctor/finding.ts";
import { EXIT } from "../exit_codes.ts";
import { jsonFlag, type LogFlags, logFlags } from "../flags.ts";
import type { DoctorJson } from "../shapes.ts";
import { openPlainLog } from "../views/log.ts";
import { type Style, styleOf } from "../views/style.ts";

interface DoctorFlags extends LogFlags {
  readonly isJson: boolean;
}

/** The command. */
const doctor: Command<DoctorFlags> = {
  parser: merge(object("Doctor", { isJson: jsonFlag }), logFlags),
  about: message`Look at this machine and this project, and say what is missing and how to mend it.`,
  async run(flags, shell) {
    await using log = await openPlainLog(flags, shell);
    const style = styleOf(shell.hasColor.out);
    const findings: Finding[] = [];
    for await (const finding of examine(shell, log.hear)) {
      findings.push(finding);
      if (!flags.isJson) shell.out(findingText(finding, style));
    }
    const isSound = findings.every(({ state }) => state !== "bad");
    if (flags.isJson) {
      const list = findings.map(({ state, what, mend = null }) => ({ state, what, mend }));
      const json: DoctorJson = { version: 1, isSound, findings: list };
      shell.out(`${JSON.stringify(json, null, 2)}\n`);
    }
    return isSound ? EXIT.done : EXIT.machinery;
  },
};

export default doctor;

function findingText({ state, what, mend }: Finding, style: Style): string {
  const mark = { good: style.green("✓"), note: style.yellow("!"), bad: style.red("✗") }[state];
  return `${mark} ${what}\n${mend === undefined ? "" : `  ${style.dim("mend:")} ${mend}\n`}`;
}

/**
 * `maze doctor`: finds what is missing and says how to mend it.
 *
 * @module
 */

import { message } from "@optique/core/message";
import type { Command } from "../command.ts";
import { examine } from "../doctor/examine.ts";
import { EXIT } from "../exit_codes.ts";
import { type LogFlags, logFlags } from "../flags.ts";
import { openPlainLog } from "../views/log.ts";
import { styleOf } from "../views/style.ts";

/** The command. */
const doctor: Command<LogFlags> = {
  parser: logFlags,
  about: message`Look at this machine and this project, and say what is missing and how to mend it.`,
  async run(flags, shell) {
    await using log = await openPlainLog(flags, shell);
    const style = styleOf(shell.hasColor.out);
    let isSound = true;
    for await (const { state, what, mend } of examine(shell, log.hear)) {
      const mark = { good: style.green("✓"), note: style.yellow("!"), bad: style.red("✗") }[state];
      shell.out(`${mark} ${what}\n`);
      if (mend !== undefined) shell.out(`  ${style.dim("mend:")} ${mend}\n`);
      isSound &&= state !== "bad";
    }
    return isSound ? EXIT.done : EXIT.machinery;
  },
};

export default doctor;

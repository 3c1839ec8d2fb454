/**
 * `maze plugins`: the plugins and what they may do.
 *
 * @module
 */

import { merge, object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import type { Command } from "../command.ts";
import { readConfig } from "../compose.ts";
import { EXIT } from "../exit_codes.ts";
import { type ConfigFlags, configFlags, jsonFlag } from "../flags.ts";
import { listedPlugins } from "../listed.ts";
import { styleOf } from "../views/style.ts";

interface PluginsFlags extends ConfigFlags {
  readonly isJson: boolean;
}

/** The command. */
const plugins: Command<PluginsFlags> = {
  parser: merge(object("Plugins", { isJson: jsonFlag }), configFlags),
  about: message`List the plugins, what they do and what they may do. No code of theirs runs for it.`,
  async run(flags, shell) {
    const found = listedPlugins(await readConfig(shell, flags));
    if (flags.isJson) {
      shell.out(`${JSON.stringify({ version: 1, plugins: found }, null, 2)}\n`);
      return EXIT.done;
    }
    const style = styleOf(shell.hasColor.out);
    const width = Math.max(...found.map(({ specifier }) => specifier.length));
    for (const { specifier, isListed, version, description, points, permissions } of found) {
      const pad = " ".repeat(width + 2);
      shell.out(`${style.bold(specifier.padEnd(width))}  ${description}\n`);
      shell.out(
        style.dim(`${pad}${version}; ${isListed ? points.join(", ") : `not listed in the config`}\n`),
      );
      for (const [kind, targets] of Object.entries(permissions)) {
        shell.out(style.dim(`${pad}may ${VERBS[kind] ?? kind} ${targets.join(", ")}\n`));
      }
    }
    return EXIT.done;
  },
};

export default plugins;

const VERBS: Readonly<Record<string, string>> = {
  net: "reach",
  read: "read",
  write: "write",
  run: "run",
  env: "read the variables",
  ffi: "load",
};

/**
 * `maze plugins`: the plugins and what they may do.
 *
 * @module
 */

import { merge, object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import type { Command } from "../command.ts";
import { readConfig } from "../compose.ts";
import { errorsIn, tellFaults } from "../config_views.ts";
import { type ConfigFlags, configFlags, jsonFlag } from "../flags.ts";
import { type ListedPlugin, listedPlugins } from "../listed.ts";
import { type Style, styleOf, visible } from "../views/style.ts";

interface PluginsFlags extends ConfigFlags {
  readonly isJson: boolean;
}

/** The command. */
const plugins: Command<PluginsFlags> = {
  parser: merge(object("Plugins", { isJson: jsonFlag }), configFlags),
  about: message`List the plugins, what they do and what they may do. No code of theirs runs for it.`,
  async run(flags, shell) {
    const project = await readConfig(shell, flags);
    const found = listedPlugins(project);
    if (flags.isJson) {
      shell.out(`${JSON.stringify({ version: 1, plugins: found, ...errorsIn(project.faults) }, null, 2)}\n`);
      return tellFaults(project.faults, shell);
    }
    const style = styleOf(shell.hasColor.out);
    const width = Math.max(...found.map(({ specifier }) => specifier.length));
    for (const plugin of found) shell.out(pluginText(plugin, width, style));
    return tellFaults(project.faults, shell);
  },
};

export default plugins;

/** What a manifest says comes from its author: it must not move the cursor. */
function pluginText(plugin: ListedPlugin, width: number, style: Style): string {
  const { specifier, isListed, isIsolated, version, description, points, permissions } = plugin;
  const does = isListed ? points.join(", ") : "not listed in the config";
  const rights = Object.entries(permissions).map(([kind, targets]) =>
    `may ${VERBS[kind] ?? kind} ${targets.map(targetText).join(", ")}`
  );
  const head = [version, does].filter((text) => text !== "").join("; ");
  const below = [head, isIsolated ? "runs in a process of its own" : "", ...rights].filter((text) =>
    text !== ""
  );
  const first = `${style.bold(visible(specifier.padEnd(width)))}  ${visible(description)}\n`;
  return first + below.map((text) => style.dim(`${" ".repeat(width + 2)}${visible(text)}`) + "\n").join("");
}

function targetText(target: string): string {
  return target.replace(/^\$option:(.*)$/, 'what option "$1" names');
}

const VERBS: Readonly<Record<string, string>> = {
  net: "reach",
  read: "read",
  write: "write",
  run: "run",
  env: "read the variables",
  ffi: "load",
};

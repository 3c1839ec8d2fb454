/**
 * What `maze config` prints.
 *
 * @module
 */

import { looksLikeSecret } from "@maze/maze/plugin";
import { readConfig } from "./compose.ts";
import { readKey } from "./config/assignment.ts";
import { shownValue } from "./config/describe.ts";
import { ConfigError, type Fault } from "./config/fault.ts";
import { schemaText } from "./config/schema_file.ts";
import { type Key, keyText, valueAt } from "./config/key.ts";
import { listConfig } from "./config/layers.ts";
import { findProjectConfig, userConfigFile } from "./config/locate.ts";
import { didYouMean } from "./config/nearest.ts";
import { originText } from "./config/origin.ts";

import { valueText } from "./config/value_text.ts";
import { EXIT, UsageError } from "./exit_codes.ts";
import type { ConfigFlags } from "./flags.ts";
import { isThere } from "./project.ts";
import type { Shell } from "./shell.ts";
import { errorText, faultsOf, type ShownFault } from "./views/error.ts";
import { styleOf, visible } from "./views/style.ts";

/** Every value with its key, and with its origin when asked for. */
export async function listText(
  flags: ConfigFlags & { readonly hasOrigin: boolean; readonly isJson: boolean },
  shell: Shell,
): Promise<number> {
  const project = await readConfig(shell, flags);
  const leaves = listConfig(project.assembled);
  if (flags.isJson) {
    const values = leaves.map(({ key, value, origin }) => ({
      key: keyText(key),
      value: safe(value),
      origin,
    }));
    shell.out(`${JSON.stringify({ version: 1, values, ...errorsIn(project.faults) }, null, 2)}\n`);
    return tellFaults(project.faults, shell);
  }
  const lines = leaves.map(({ key, value, origin }) => ({
    text: `${keyText(key)} = ${shown(value)}`,
    from: originText(origin),
  }));
  const width = Math.min(60, Math.max(...lines.map(({ text }) => text.length)));
  const style = styleOf(shell.hasColor.out);
  for (const { text, from } of lines) {
    shell.out(flags.hasOrigin ? `${text.padEnd(width)}  ${style.dim(from)}\n` : `${text}\n`);
  }
  return tellFaults(project.faults, shell);
}

/** One value as TOML; strings as they are. */
export async function getText(text: string, flags: ConfigFlags, shell: Shell): Promise<number> {
  const { assembled, faults } = await readConfig(shell, flags);
  const value = valueAt(assembled.value, keyOf(text));
  if (value === undefined && !assembled.isWhole) throw new ConfigError(faults);
  if (value === undefined) {
    const keys = listConfig(assembled).map(({ key }) => keyText(key));
    const hint = didYouMean(text, keys) ?? "`maze config list` shows all";
    throw new UsageError(`Cannot find key "${text}": it is not set`, hint);
  }
  shell.out(`${typeof value === "string" && !looksLikeSecret(value) ? visible(value) : shown(value)}\n`);
  return tellFaults(faults, shell);
}

/** The files of the config, there or not. */
export async function pathText(shell: Shell): Promise<number> {
  const { cwd, environment } = shell;
  const user = userConfigFile({ os: Deno.build.os, environment });
  const project = await findProjectConfig(cwd);
  shell.out(`user     ${user === undefined ? "none: the environment names no home" : await marked(user)}\n`);
  shell.out(`project  ${project ?? "none: `maze init` writes one"}\n`);
  return EXIT.done;
}

/** Every mistake is an error; silence would not say which files were looked at. */
export async function checkText(flags: ConfigFlags, shell: Shell): Promise<number> {
  const { sources, faults, unread, leave } = await readConfig(shell, flags);
  if (faults.length > 0) throw new ConfigError(faults);
  const files = [sources.user, sources.project].flatMap((source) => source?.file ?? []);
  shell.out(`The config is sound: ${files.join(", ") || "no file, defaults only"}\n`);
  for (const name of unread) {
    shell.out(`not checked: the options of ${visible(name)}, which is not fetched without leave\n`);
  }
  if (leave.state !== "granted") shell.out("It needs your leave to be used: `maze trust`\n");
  return EXIT.done;
}

/** The JSON Schema of the whole file; plugins that may not be fetched, or are not known, are left open in it. */
export async function schemaOutput(flags: ConfigFlags, shell: Shell): Promise<number> {
  const { rules, unread, faults } = await readConfig(shell, flags);
  shell.out(schemaText(rules));
  for (const name of unread) {
    shell.err(`note: the options of ${visible(name)} are left open: it is not fetched without leave\n`);
  }
  return tellFaults(faults, shell);
}

/** Says on stderr what is wrong with a config that was shown all the same; returns the exit code. */
export function tellFaults(faults: readonly Fault[], { err, hasColor, signal }: Shell): number {
  if (faults.length === 0) return EXIT.done;
  err(errorText(new ConfigError(faults), { isDebug: false, hasColor: hasColor.err, signal }));
  return EXIT.machinery;
}

/** The mistakes beside what a command prints as data; nothing when there are none. */
export function errorsIn(faults: readonly Fault[]): { readonly errors?: readonly ShownFault[] } {
  return faults.length === 0 ? {} : { errors: faultsOf(new ConfigError(faults)) };
}

/**
 * The key that a text names.
 *
 * @throws {UsageError} If it is none.
 */
export function keyOf(text: string): Key {
  const key = readKey(text);
  if (key) return key;
  throw new UsageError(
    `Cannot read "${text}": it is no key`,
    'As in log.level, or options."my.plugin".model',
  );
}

function shown(value: unknown): string {
  return visible(typeof value === "string" && looksLikeSecret(value) ? shownValue(value) : valueText(value));
}

function safe(value: unknown): unknown {
  return typeof value === "string" && looksLikeSecret(value) ? "[redacted]" : value;
}

async function marked(file: string): Promise<string> {
  return await isThere(file) ? file : `${file} (not there)`;
}

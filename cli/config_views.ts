/**
 * What `maze config` prints.
 *
 * @module
 */

import { accepted, readConfig } from "./compose.ts";
import { readKey } from "./config/assignment.ts";
import { shownValue } from "./config/describe.ts";
import { schemaText } from "./config/init.ts";
import { type Key, keyText, valueAt } from "./config/key.ts";
import { listConfig } from "./config/layers.ts";
import { findProjectConfig, userConfigFile } from "./config/locate.ts";
import { originText } from "./config/origin.ts";
import { looksLikeSecret } from "./config/secrets.ts";
import { valueText } from "./config/value_text.ts";
import { EXIT, UsageError } from "./exit_codes.ts";
import type { ConfigFlags } from "./flags.ts";
import { isThere } from "./project.ts";
import type { Shell } from "./shell.ts";
import { styleOf, visible } from "./views/style.ts";

/** Every value with its key, and with its origin when asked for. */
export async function listText(
  flags: ConfigFlags & { readonly hasOrigin: boolean; readonly isJson: boolean },
  shell: Shell,
): Promise<number> {
  const leaves = listConfig((await readConfig(shell, flags)).assembled);
  if (flags.isJson) {
    const values = leaves.map(({ key, value, origin }) => ({
      key: keyText(key),
      value: safe(value),
      origin,
    }));
    shell.out(`${JSON.stringify({ version: 1, values }, null, 2)}\n`);
    return EXIT.done;
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
  return EXIT.done;
}

/** One value as TOML; strings as they are. */
export async function getText(text: string, flags: ConfigFlags, shell: Shell): Promise<number> {
  const value = valueAt((await readConfig(shell, flags)).assembled.value, keyOf(text));
  if (value === undefined) {
    throw new UsageError(`Cannot find key "${text}": it is not set`, "`maze config list` shows all");
  }
  shell.out(`${typeof value === "string" && !looksLikeSecret(value) ? value : shown(value)}\n`);
  return EXIT.done;
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
  const project = await readConfig(shell, flags);
  accepted(project);
  const files = [project.sources.user, project.sources.project].flatMap((source) => source?.file ?? []);
  shell.out(`The config is sound: ${files.join(", ") || "no file, defaults only"}\n`);
  return EXIT.done;
}

/** The JSON Schema of the whole file. */
export async function schemaOutput(flags: ConfigFlags, shell: Shell): Promise<number> {
  shell.out(schemaText((await readConfig(shell, flags)).rules));
  return EXIT.done;
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

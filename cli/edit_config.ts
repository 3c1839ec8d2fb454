/**
 * `maze config set` and `unset`: one key of one file, checked before it is written.
 *
 * @module
 */

import { MazeError } from "@maze/maze";
import { builtinRules, readConfig } from "./compose.ts";
import { readValue } from "./config/assignment.ts";
import { checkConfig } from "./config/check.ts";
import { setKey, unsetKey } from "./config/edit.ts";
import { ConfigError, type Fault } from "./config/fault.ts";
import { assemble, readLayer, type Sources } from "./config/layers.ts";
import { findProjectConfig, userConfigFile } from "./config/locate.ts";
import { readToml, type TomlSource } from "./config/read_toml.ts";
import type { ConfigRules } from "./config/rules.ts";
import { refreshSchema } from "./config/schema_file.ts";
import { needsTrust } from "./config/trust.ts";
import { grantTrust, isTrusted } from "./config/trust_store.ts";
import { writeWhole } from "./config/write_whole.ts";
import { keyOf } from "./config_views.ts";
import { EXIT } from "./exit_codes.ts";
import { stateFolder } from "./leave.ts";
import type { Shell } from "./shell.ts";

/** What is to be done to which file. */
export interface ConfigEdit {
  readonly key: string;
  /** Absent: the key is removed. */
  readonly value?: string;
  readonly isUser: boolean;
}

/**
 * Edits, unless that makes a mistake that was not there before.
 *
 * @throws {ConfigError} With the new mistakes; nothing is written then.
 */
export async function editConfig(edit: ConfigEdit, shell: Shell): Promise<number> {
  const layer = edit.isUser ? "user" : "project";
  const file = await fileFor(edit, shell);
  const before = await readLayer(layer, file) ?? readToml({ file, text: "", layer });
  const key = keyOf(edit.key);
  const text = edit.value === undefined
    ? unsetKey(before, key)
    : setKey(before, key, readValue(edit.value, { layer: "flag", name: edit.key }));
  if (text === before.text) {
    shell.out(`"${file}" has ${edit.value === undefined ? "no such key" : "this value already"}\n`);
    return EXIT.done;
  }
  const after = readToml({ file, text, layer });
  const { rules, sources } = await readConfig(shell, { set: [], trust: false });
  refuseNewFaults(
    faultsIn(sources, rules, { [layer]: before }),
    faultsIn(sources, rules, { [layer]: after }),
  );
  await writeWhole(file, text);
  if (!edit.isUser) await keepLeave(before, after, shell);
  await refreshSchema(await readConfig(shell, { set: [], trust: false }), (text) => shell.err(text));
  shell.out(`Changed "${file}"\n`);
  return EXIT.done;
}

async function fileFor({ isUser }: ConfigEdit, { cwd, environment }: Shell): Promise<string> {
  const file = isUser ? userConfigFile({ os: Deno.build.os, environment }) : await findProjectConfig(cwd);
  if (file !== undefined) return file;
  throw isUser
    ? new MazeError("Cannot find the user's config: the environment names no home", {
      code: "config/no-home",
      hint: "Set HOME or XDG_CONFIG_HOME",
    })
    : new MazeError("Cannot edit the config: this project has none", {
      code: "config/none",
      hint: "`maze init` writes one; --user edits your own",
    });
}

function faultsIn(sources: Sources, rules: ConfigRules, replaced: Partial<Sources>): readonly Fault[] {
  return checkConfig(assemble({ ...sources, ...replaced }, rules), rules);
}

function refuseNewFaults(before: readonly Fault[], after: readonly Fault[]): void {
  const known = new Set(before.map(({ message }) => message));
  const fresh = after.filter(({ message }) => !known.has(message));
  if (fresh.length > 0) throw new ConfigError(fresh);
}

/** Who edits a config that has leave, by a command of their own, gives leave for the new content. */
async function keepLeave(before: TomlSource, after: TomlSource, shell: Shell): Promise<void> {
  const folder = stateFolder(shell);
  const rules = await builtinRules(true);
  const old = await needsTrust(before, rules);
  const fresh = await needsTrust(after, rules);
  if (folder === undefined || fresh.claims.length === 0) return;
  if (old.claims.length === 0 || await isTrusted(folder, old)) await grantTrust(folder, fresh);
}

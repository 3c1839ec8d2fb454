/**
 * What a project's config names that could act: plugins, programs, servers, variables.
 *
 * An option counts when a permission of the manifest refers to it (`"run": ["$option:program"]`), or when its JSON
 * Schema marks it: `"x-maze": "program"` on whatever decides what is run (arguments too), `"x-maze": "server"` on
 * addresses, at any depth.
 *
 * @module
 */

import { schemasAt } from "./json_schema.ts";
import { isTable, type Key, keyText, type Table } from "./key.ts";
import type { Origin } from "./origin.ts";
import { isOutside } from "./plugin_list.ts";
import { fileLayer, type TomlSource } from "./read_toml.ts";
import type { ConfigPlugin, ConfigRules } from "./rules.ts";
import { valueText } from "./value_text.ts";

/** One thing that needs leave. */
export interface TrustClaim {
  readonly kind: "plugin" | "program" | "server" | "variable" | "file" | "options" | "process";
  readonly key: Key;
  readonly value: unknown;
  readonly origin: Origin;
}

/**
 * Finds the claims of a project's own file, in order of its lists and tables.
 *
 * Options of a plugin whose manifest is not known are one claim: any of them could name a program.
 */
export function findClaims(project: TomlSource, rules: ConfigRules): readonly TrustClaim[] {
  const plugins = pluginClaims(project);
  return [
    ...plugins,
    ...serverClaims(project, rules),
    ...processClaims(project, plugins.length > 0),
    ...optionClaims(project, rules),
  ];
}

/** A claim in words. Characters that could disguise it in a terminal are written as escapes. */
export function claimText(claim: TrustClaim): string {
  const value = visible(valueText(claim.value));
  const key = visible(keyText(claim.key));
  switch (claim.kind) {
    case "plugin":
      return `loads plugin ${value}`;
    case "program":
      return `runs program ${value} (${key})`;
    case "server":
      return `talks to server ${value} (${key})`;
    case "variable":
      return `reads environment variable ${value} (${key})`;
    case "file":
      return `reads or writes ${value} (${key})`;
    case "process":
      return `lets plugins run in Maze's own process, with all your rights (${key} = ${value})`;
    case "options":
      return `gives options ${value} to a plugin that is not known yet (${key})`;
  }
}

function pluginClaims(project: TomlSource): TrustClaim[] {
  const listed = project.value.plugins;
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((item: unknown, index) =>
    typeof item === "string" && isOutside(item) ? [claim(project, "plugin", ["plugins", index], item)] : []
  );
}

/** A plugin that is listed talks to its default server where the config names none. */
function serverClaims(project: TomlSource, rules: ConfigRules): TrustClaim[] {
  const listed = project.value.plugins;
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((item: unknown, index) => {
    const plugin = rules.plugins.find(({ specifier, name }) => item === (specifier ?? name));
    return defaultServers(project, rules, plugin).map((server) =>
      claim(project, "server", ["plugins", index], server)
    );
  });
}

function defaultServers(
  project: TomlSource,
  rules: ConfigRules,
  plugin: ConfigPlugin | undefined,
): readonly unknown[] {
  if (!plugin) return [];
  const given: Table = Object(Object(project.value.options)[plugin.name]);
  const named = (plugin.permissions?.net ?? []).flatMap((target) => /^\$option:(.*)/.exec(target)?.[1] ?? []);
  return named.filter((option) => !Object.hasOwn(given, option)).flatMap((option) =>
    schemasAt(rules.schema, ["options", plugin.name, option]).flatMap((schema) => schema.default ?? [])
  );
}

/** The user's own file may say "all", so that "outside" takes a wall away too. */
function processClaims(project: TomlSource, hasPlugins: boolean): TrustClaim[] {
  const { isolate } = project.value;
  const isWeaker = isolate === "none" || (isolate === "outside" && hasPlugins);
  return isWeaker ? [claim(project, "process", ["isolate"], isolate)] : [];
}

function optionClaims(project: TomlSource, rules: ConfigRules): TrustClaim[] {
  const options = project.value.options;
  if (!isTable(options)) return [];
  return Object.entries(options).flatMap(([name, value]) => {
    const key = ["options", name];
    const isKnown = rules.plugins.some((plugin) => plugin.name === name);
    return isKnown ? [...claimsBelow(project, rules, key, value)] : [claim(project, "options", key, value)];
  });
}

function* claimsBelow(
  project: TomlSource,
  rules: ConfigRules,
  key: Key,
  value: unknown,
): Generator<TrustClaim> {
  const kind = kindOf(rules, key, value);
  if (kind !== undefined) yield claim(project, kind, key, value);
  else for (const [part, item] of partsOf(value)) yield* claimsBelow(project, rules, [...key, part], item);
}

function kindOf(rules: ConfigRules, key: Key, value: unknown): TrustClaim["kind"] | undefined {
  const schemas = schemasAt(rules.schema, key);
  const mark = schemas.map((schema) => schema["x-maze"]).find((word) =>
    word === "program" || word === "server"
  );
  const isVariable = typeof value === "string" && String(key.at(-1)).endsWith("Env");
  const kind = mark ?? permittedKind(rules, key) ?? (isVariable ? "variable" : undefined);
  // The variable that the plugin itself would read is no news; another one may hold any secret.
  return kind === "variable" && schemas.some((schema) => schema.default === value) ? undefined : kind;
}

const KINDS: Readonly<Record<string, TrustClaim["kind"]>> = {
  run: "program",
  ffi: "program",
  net: "server",
  env: "variable",
  read: "file",
  write: "file",
};

/** What a permission says that an option decides. */
function permittedKind(rules: ConfigRules, [, name, option, ...deeper]: Key): TrustClaim["kind"] | undefined {
  if (deeper.length > 0) return undefined;
  const permissions = rules.plugins.find((plugin) => plugin.name === name)?.permissions ?? {};
  return Object.keys(KINDS).filter((kind) => permissions[kind]?.includes(`$option:${option}`))
    .map((kind) => KINDS[kind]).at(0);
}

function partsOf(value: unknown): readonly [string | number, unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  return isTable(value) ? Object.entries(value) : [];
}

function claim<Kind extends TrustClaim["kind"]>(
  project: TomlSource,
  kind: Kind,
  key: Key,
  value: unknown,
): TrustClaim {
  return { kind, key, value, origin: fileLayer("project", project).origin(key) };
}

function visible(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (unit) => `\\u{${unit.codePointAt(0)?.toString(16)}}`,
  );
}

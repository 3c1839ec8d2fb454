/**
 * What the checks know about plugins beside the schema.
 *
 * @module
 */

import type { JsonSchema } from "./json_schema.ts";

/** A plugin as its manifest describes it. */
export interface ConfigPlugin {
  /** The manifest's name: options stand in `[options.NAME]`. */
  readonly name: string;
  /** How `plugins` lists it; built-ins by their name, which is the default. */
  readonly specifier?: string;
  /** JSON Schema of its options: an object. */
  readonly options: JsonSchema;
  /** The manifest's permissions: lists of targets by kind; `$option:NAME` stands for the value of an option. */
  readonly permissions?: Readonly<Partial<Record<string, readonly string[]>>>;
}

/** All that the config is checked against. */
export interface ConfigRules {
  /** Of the whole file: what `maze config schema` prints. */
  readonly schema: JsonSchema;
  readonly plugins: readonly ConfigPlugin[];
  /** Names that `plugins` may hold without a prefix. */
  readonly builtins: readonly string[];
}

/** True when a list of plugins holds the plugin of a name. */
export function isListed(rules: ConfigRules, listed: unknown, name: string | undefined): boolean {
  const plugin = rules.plugins.find((candidate) => candidate.name === name);
  return plugin !== undefined && Array.isArray(listed) && listed.includes(plugin.specifier ?? plugin.name);
}

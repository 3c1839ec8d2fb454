/**
 * The model servers that a config names.
 *
 * @module
 */

import type { ProjectConfig } from "../compose.ts";
import { schemasAt } from "../config/json_schema.ts";
import { type Table, valueAt } from "../config/key.ts";

/** What a config says of a server. */
export interface ConfiguredServer {
  /** The plugin's name. */
  readonly plugin: string;
  readonly baseUrl: string;
  readonly model?: string;
  /** The variable that holds the key. */
  readonly apiKeyEnv?: string;
}

/** What is needed of a config. */
export type Configured = Pick<ProjectConfig, "assembled" | "rules" | "sources">;

/** Each listed plugin with an option `baseUrl` that its schema marks as a server. */
export function configuredServers(
  { assembled: { value }, rules }: Pick<Configured, "assembled" | "rules">,
): readonly ConfiguredServer[] {
  const listed: readonly unknown[] = Array.isArray(value.plugins) ? value.plugins : [];
  return listed.flatMap((specifier) => {
    const plugin = rules.plugins.find((each) => (each.specifier ?? each.name) === specifier)?.name;
    if (plugin === undefined) return [];
    const isServer = schemasAt(rules.schema, ["options", plugin, "baseUrl"])
      .some((schema) => schema["x-maze"] === "server");
    const { baseUrl, model, apiKeyEnv }: Table = Object(valueAt(value, ["options", plugin]));
    if (!isServer || typeof baseUrl !== "string") return [];
    return [{
      ...{ plugin, baseUrl },
      ...typeof model === "string" && model !== "" && { model },
      ...typeof apiKeyEnv === "string" && { apiKeyEnv },
    }];
  });
}

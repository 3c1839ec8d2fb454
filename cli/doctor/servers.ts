/**
 * The model servers that the config uses, and those of this machine that it could use.
 *
 * @module
 */

import { localServers } from "../compose.ts";
import { mayLook } from "../servers/may_look.ts";
import type { Shell } from "../shell.ts";
import { type Configured, configuredServers } from "./configured_servers.ts";
import type { Finding } from "./finding.ts";
import { notAsked, openAiKey, unused, used } from "./server_findings.ts";

/** Looks for servers and holds the config against them. Nothing is asked where the user forbids it. */
export async function servers(
  config: Configured,
  { environment, signal }: Pick<Shell, "environment" | "signal">,
): Promise<readonly Finding[]> {
  const uses = configuredServers(config);
  if (!mayLook(environment)) return uses.map(notAsked);
  const found = await localServers(uses, signal);
  const hasUse = uses.length > 0;
  return [
    ...found.used.map((checked, at) => used(checked, { apiKeyEnv: uses[at]?.apiKeyEnv, environment })),
    ...found.others.map((server) => unused(server, { config, hasUse })),
    ...openAiKey(uses, { config, environment }),
  ];
}

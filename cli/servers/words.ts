/**
 * Model servers in words.
 *
 * @module
 */

import type { FoundServer } from "../compose.ts";

/** Models that are named before the rest is counted. */
const NAMED = 5;

/** What a server is, where, and what it offers. Its own words are plain text already. */
export function serverText(server: FoundServer): string {
  const { name, version, baseUrl } = server;
  return `${name}${version === undefined ? "" : ` ${version}`} at ${baseUrl} ${offerText(server)}`;
}

/** The names of models, as a list that ends. */
function modelNames(models: FoundServer["models"]): string {
  const more = models.length > NAMED ? ` and ${models.length - NAMED} more` : "";
  return models.slice(0, NAMED).map(({ id }) => `"${id}"`).join(", ") + more;
}

function offerText({ state, models }: FoundServer): string {
  if (state === "loading") return "is loading its model";
  if (state === "locked") return "wants a key";
  const [only, ...others] = models;
  if (only === undefined) return "has no model";
  if (others.length > 0) return `has ${models.length} models: ${modelNames(models)}`;
  const room = only.contextTokens === undefined ? "" : ` (${only.contextTokens} tokens)`;
  return `has "${only.id}"${room}`;
}

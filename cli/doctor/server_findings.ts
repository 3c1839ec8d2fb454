/**
 * What there is to say of one model server.
 *
 * @module
 */

import type { CheckedUse, FoundServer } from "../compose.ts";
import { quoted } from "../config/key.ts";
import { nearest } from "../config/nearest.ts";
import { valueText } from "../config/value_text.ts";
import { chooseModel, optionsFor, withPlugin } from "../servers/choose.ts";
import { NO_PROBE } from "../servers/may_look.ts";
import { OPENAI_KEY } from "../servers/offer.ts";
import { serverText } from "../servers/words.ts";
import type { Shell } from "../shell.ts";
import { named } from "../views/style.ts";
import type { Configured, ConfiguredServer } from "./configured_servers.ts";
import type { Finding } from "./finding.ts";

/** A server that the config uses, where nothing may be asked. */
export function notAsked({ plugin, baseUrl }: ConfiguredServer): Finding {
  return {
    state: "note",
    what: `server: ${plugin}: ${named(baseUrl)} was not asked: ${NO_PROBE} is set`,
    mend: `${NO_PROBE}= maze doctor`,
  };
}

/** What decides whether a key is there. */
interface Keys {
  readonly apiKeyEnv?: string | undefined;
  readonly environment: Shell["environment"];
}

/** A server that the config uses. */
export function used(checked: CheckedUse, keys: Keys): Finding {
  const { use: { plugin }, state } = checked;
  const baseUrl = named(checked.use.baseUrl);
  if (state === "elsewhere") return elsewhere(plugin, baseUrl, keys);
  if (state === "found") return found(checked, keys);
  const other = setCommand(plugin, "baseUrl", "ADDRESS");
  return {
    state: "bad",
    what: `server: ${plugin}: no model server answers at ${baseUrl}`,
    mend: checked.start === undefined ? `Start it, or ${other}` : `${checked.start}, or ${other}`,
  };
}

/** A server that the config does not use. */
export function unused(
  server: FoundServer,
  { config, hasUse }: { readonly config: Configured; readonly hasUse: boolean },
): Finding {
  const what = `server: ${serverText(server)}`;
  if (!config.rules.builtins.includes(server.kind)) {
    return { state: "good", what: `${what}; no plugin of this version speaks to it` };
  }
  const isIdle = hasUse || (server.state !== "loading" && chooseModel(server) === undefined);
  const unusedText = `${what}; the config does not use it`;
  return isIdle
    ? { state: "good", what: unusedText }
    : { state: "note", what: unusedText, mend: useCommand(server, config) };
}

/** Whether to send code to OpenAI is the user's to decide: a key alone is no fault of the config. */
export function openAiKey(
  uses: readonly ConfiguredServer[],
  { config: { rules }, environment }: {
    readonly config: Configured;
    readonly environment: Shell["environment"];
  },
): readonly Finding[] {
  const isOffered = rules.builtins.includes("openai") && !uses.some(({ plugin }) => plugin === "openai");
  if (!isOffered || (environment[OPENAI_KEY] ?? "") === "") return [];
  return [{ state: "good", what: `server: ${OPENAI_KEY} is set; the config does not use OpenAI` }];
}

function elsewhere(plugin: string, baseUrl: string, { apiKeyEnv, environment }: Keys): Finding {
  const what = `server: ${plugin}: ${baseUrl} is not on this machine and was not asked`;
  if (apiKeyEnv === undefined || environment[apiKeyEnv]) return { state: "good", what };
  return {
    state: "note",
    what: `${what}; ${named(apiKeyEnv)} is not set`,
    mend: `export ${named(apiKeyEnv)}=…, if it wants a key`,
  };
}

type Found = Extract<CheckedUse, { state: "found" }>;

function found(checked: Found, keys: Keys): Finding {
  const { use: { plugin }, server, isOfKind } = checked;
  const what = `server: ${serverText(server)}; ${plugin} uses it`;
  if (!isOfKind) {
    const mend = `List "${server.kind}" in plugins, and its address in [options.${server.kind}]`;
    return { state: "note", what: `${what}, and knows another kind of server`, mend };
  }
  if (server.state === "locked") return locked(what, plugin, keys);
  if (server.state === "loading") return { state: "note", what, mend: "Wait until it has its model" };
  return ofModel(checked, what);
}

function locked(what: string, plugin: string, { apiKeyEnv, environment }: Keys): Finding {
  if (apiKeyEnv === undefined) {
    return { state: "bad", what: `${what}, without one`, mend: setCommand(plugin, "apiKeyEnv", "VARIABLE") };
  }
  const variable = named(apiKeyEnv);
  return environment[apiKeyEnv]
    ? { state: "good", what: `${what}, with the one in ${variable}` }
    : { state: "bad", what: `${what}, and ${variable} is not set`, mend: `export ${variable}=…` };
}

function ofModel({ use: { plugin, model = "" }, server, model: state }: Found, what: string): Finding {
  if (state === "served") return { state: "good", what };
  const wanted = `"${named(model)}"`;
  const best = nearest(model, server.models.map(({ id }) => id)) ?? chooseModel(server);
  const mend = best === undefined
    ? "Give it a model that writes text"
    : setCommand(plugin, "model", shellWord(quoted(best)));
  if (state === "renamed") {
    return { state: "note", what: `${what}, and calls its model ${wanted}`, mend };
  }
  return state === "open"
    ? { state: "bad", what: `${what}, and names no model`, mend }
    : { state: "bad", what: `${what}, for a model ${wanted} that it does not have`, mend };
}

function setCommand(plugin: string, option: string, value: string): string {
  return `maze config set options.${plugin}.${option} ${value}`;
}

/** What puts a server into the config. */
function useCommand(server: FoundServer, { assembled: { value }, sources }: Configured): string {
  if (sources.project === undefined) return "maze init";
  const listed: readonly unknown[] = Array.isArray(value.plugins) ? value.plugins : [];
  const plugins = withPlugin(listed.filter((item) => typeof item === "string"), server.kind);
  const [options, list] = [optionsFor(server), plugins].map((each) => shellWord(valueText(each)));
  return `maze config set options.${server.kind} ${options} && maze config set plugins ${list}`;
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * What a fresh config makes of the servers that were found.
 *
 * @module
 */

import type { FoundServer } from "../compose.ts";
import { freshConfig, type InitFacts, isSoundConfig, optionsText } from "../config/init.ts";
import type { Table } from "../config/key.ts";
import type { ConfigRules } from "../config/rules.ts";
import { valueText } from "../config/value_text.ts";
import { chooseServer, optionsFor, withPlugin } from "./choose.ts";
import { serverText } from "./words.ts";

/** What a config for a machine is made from. */
export interface Machine {
  /** Those that answer. */
  readonly servers: readonly FoundServer[];
  /** Of the built-ins. */
  readonly rules: ConfigRules;
  readonly environment: Readonly<Record<string, string>>;
}

/** The config with a server, where there is one, and what people should know of it and of the others. */
export interface Offer {
  readonly facts: InitFacts;
  readonly notes: readonly string[];
}

/** The variable that OpenAI's own programs read the key from. Its value is never looked at. */
export const OPENAI_KEY = "OPENAI_API_KEY";

/**
 * Puts the best server into a config, if a plugin of this version speaks to it and the config stays sound; of the
 * others it says how.
 *
 * @param plain The config without any.
 */
export function offerServers(plain: InitFacts, { servers, rules, environment }: Machine): Offer {
  const best = chooseServer(servers);
  const facts = best && factsWith(plain, best.kind, optionsFor(best));
  const isUsed = facts !== undefined && isSound(facts, rules);
  const notes = servers.map((server) =>
    isUsed && server === best
      ? `${serverText(server)}: it is asked before synth`
      : howTo(server, isUsed ? facts : plain, rules)
  );
  const hasKey = (environment[OPENAI_KEY] ?? "") !== "" && !(isUsed && best?.kind === "openai");
  return { facts: isUsed ? facts : plain, notes: [...notes, ...hasKey ? remoteNote(plain, rules) : []] };
}

function factsWith({ plugins, options }: InitFacts, name: string, more: Table): InitFacts {
  return { plugins: withPlugin(plugins, name), options: { ...options, [name]: more } };
}

function isSound(facts: InitFacts, rules: ConfigRules): boolean {
  return facts.plugins.every((name) => rules.builtins.includes(name)) &&
    isSoundConfig(freshConfig(facts, rules), rules);
}

function howTo(server: FoundServer, written: InitFacts, rules: ConfigRules): string {
  const { kind, state } = server;
  if (!rules.builtins.includes(kind)) return `${serverText(server)}; no plugin of this version speaks to it`;
  const options = { ...optionsFor(server), ...state === "locked" && { apiKeyEnv: "VARIABLE_WITH_THE_KEY" } };
  return `${serverText(server)}; to ask it, write\n${lines(written, kind, options)}`;
}

function remoteNote(written: InitFacts, rules: ConfigRules): readonly string[] {
  if (!rules.builtins.includes("openai")) return [];
  const text = lines(written, "openai", { model: "MODEL" });
  return [`${OPENAI_KEY} is set; to send holes and the code around them to OpenAI, write\n${text}`];
}

/** What stands in the config then, indented. */
function lines({ plugins }: InitFacts, name: string, options: Table): string {
  const text = `plugins = ${valueText(withPlugin(plugins, name))}\n\n${optionsText(name, options)}`;
  return text.trimEnd().replaceAll(/^(?=.)/gm, "    ");
}

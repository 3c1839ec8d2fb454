/**
 * Checks the joined config and reports every mistake at once.
 *
 * @module
 */

import { z } from "zod";
import { shownValue, wantedText } from "./describe.ts";
import { ConfigError, type Fault, faultText } from "./fault.ts";
import { knownNames, schemasAt, settings } from "./json_schema.ts";
import { isTable, isWithin, type Key, keyText, leaves, type Table, valueAt } from "./key.ts";
import { type Assembled, joined } from "./layers.ts";
import { didYouMean, nearest } from "./nearest.ts";
import { LAYERS } from "./origin.ts";
import { pluginFaults } from "./plugin_list.ts";
import { type ConfigRules, isListed } from "./rules.ts";
import { type Config, typedConfig } from "./schema.ts";
import { secretFault } from "./secrets.ts";

/** What is asked of zod's issues; anything else in them is not looked at. */
interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly Issue[])[];
}

/**
 * Finds every mistake of all layers: what a later layer overrides today counts tomorrow, or in the next folder.
 *
 * @returns In order of layers and of places in their text; empty when all is well.
 */
export function checkConfig(assembled: Assembled, rules: ConfigRules): readonly Fault[] {
  const schema = z.fromJSONSchema(rules.schema);
  const { layers, isWhole } = assembled;
  const found = layers.flatMap((layer, at) => {
    const isLast = at === layers.length - 1;
    if (layer.name === "default" && !isLast) return [];
    // The config as it would be without the layers above. What is missing there, they may give.
    const faults = joinedFaults(joined(layers.slice(0, at + 1)), rules, schema);
    return isLast && isWhole ? faults : faults.filter(({ code }) => code !== "config/missing");
  });
  return inOrder(distinct([...assembled.faults, ...found]));
}

/** Faults in order of layers and places. */
export function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((a, b) => {
    const layer = LAYERS.indexOf(a.origin.layer) - LAYERS.indexOf(b.origin.layer);
    const line = (a.origin.line ?? 0) - (b.origin.line ?? 0);
    return layer || line || (a.origin.column ?? 0) - (b.origin.column ?? 0);
  });
}

/**
 * The config for the rest of Maze.
 *
 * @throws {ConfigError} With every mistake, if there is one.
 */
export function acceptConfig(assembled: Assembled, rules: ConfigRules): Config {
  const faults = checkConfig(assembled, rules);
  if (faults.length > 0) throw new ConfigError(faults);
  return typedConfig(assembled.value);
}

/** Layers as one. */
type Joined = ReturnType<typeof joined>;

/** The mistakes of one join of layers. */
function joinedFaults(assembled: Joined, rules: ConfigRules, schema: z.ZodType): readonly Fault[] {
  const { value, originOf } = assembled;
  const secrets = [...leaves(value)].flatMap((leaf) => secretFaults(leaf.key, leaf.value));
  const issues = schema.safeParse(withSections(value, rules)).error?.issues ?? [];
  const broken = issues.flatMap((issue) => issueFaults(assembled, rules, issue, []))
    .filter((fault) => !secrets.some((secret) => isWithin(secret.key, fault.key)));
  const placed = [...secrets, ...broken].map(({ key, ...fault }) => ({ ...fault, origin: originOf(key) }));
  return [...pluginFaults(value.plugins, rules, originOf), ...placed];
}

function distinct(faults: readonly Fault[]): readonly Fault[] {
  return [...new Map(faults.map((fault) => [faultText(fault), fault])).values()];
}

type KeyFault = Omit<Fault, "origin"> & { readonly key: Key };

/** A listed plugin without a section has an empty one: required options are missed in it too. */
function withSections(value: Table, rules: ConfigRules): Table {
  const given = value.options ?? {};
  if (!isTable(given)) return value;
  const names = rules.plugins.map(({ name }) => name).filter((name) => isListed(rules, value.plugins, name));
  return { ...value, options: { ...Object.fromEntries(names.map((name) => [name, {}])), ...given } };
}

function secretFaults(key: Key, value: unknown): KeyFault[] {
  const fault = secretFault(key, value);
  if (fault === undefined) return [];
  const hint =
    'Put the key into an environment variable and name it here, as in apiKeyEnv = "OPENAI_API_KEY"';
  const state = fault === "secret" ? "its value looks like a secret" : "it must name an environment variable";
  return [{ key, code: "config/secret", message: `Cannot read ${keyText(key)}: ${state}`, hint }];
}

function issueFaults(
  assembled: Joined,
  rules: ConfigRules,
  issue: Issue,
  above: Key,
): readonly KeyFault[] {
  const key = [...above, ...issue.path.filter((part) => typeof part !== "symbol")];
  if (key[0] === "plugins" && key.length > 1) return [];
  if (issue.keys) return issue.keys.flatMap((name) => unknownKey(assembled, rules, [...key, name]));
  const branch = deepest(issue.errors ?? []);
  if (branch) return branch.flatMap((inner) => issueFaults(assembled, rules, inner, key));
  const value = valueAt(assembled.value, key);
  if (value === undefined) return missing(assembled, rules, key);
  const wanted = issue.code === "custom"
    ? issue.message
    : `expected ${wantedText(schemasAt(rules.schema, key))}`;
  return [{
    key,
    code: "config/type",
    message: `Cannot read ${keyText(key)}: ${wanted}, found ${shownValue(value)}`,
  }];
}

/** Of the branches of a union, the one that fits furthest; none if all fail at the top. */
function deepest(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const depth = (issues: readonly Issue[]) =>
    Math.max(0, ...issues.map((issue) => issue.path.length + (issue.keys ? 1 : 0)));
  const best = branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
  return best && depth(best) > 0 ? best : undefined;
}

function unknownKey(assembled: Joined, rules: ConfigRules, key: Key): readonly KeyFault[] {
  const above = key.slice(0, -1);
  const name = String(key.at(-1));
  const known = knownNames(rules.schema, above);
  const isPlugin = keyText(above) === "options";
  // The user's own file serves projects with other plugins too; only what looks like a slip is told.
  const isUsers = assembled.originOf(key).layer === "user";
  if (isPlugin && isUsers && nearest(name, known) === undefined) return [];
  const state = isPlugin ? "no plugin of this name is listed" : "no such key";
  const hint = didYouMean(name, known) ?? elsewhere(rules, name) ?? choices(known);
  const code = isPlugin ? "plugin/unknown" : "config/unknown-key";
  return [{ key, code, message: `Cannot read ${keyText(key)}: ${state}`, hint }];
}

/** The right name in the wrong table. */
function elsewhere(rules: ConfigRules, name: string): string | undefined {
  const found = settings(rules.schema).find(({ key }) => key.at(-1) === name);
  return found && `Did you mean "${keyText(found.key)}"?`;
}

function choices(known: readonly string[]): string | undefined {
  return known.length === 0 ? undefined : `Known here: ${known.join(", ")}`;
}

function missing(assembled: Joined, rules: ConfigRules, key: Key): readonly KeyFault[] {
  const [top, plugin] = key;
  const isOption = top === "options" && typeof plugin === "string";
  if (isOption && !isListed(rules, assembled.value.plugins, plugin)) return [];
  const wanted = wantedText(schemasAt(rules.schema, key));
  const description = schemasAt(rules.schema, key).map((schema) => schema.description).find(isText);
  const message = `Cannot find ${keyText(key)}: it is required, ${wanted}`;
  const place = isOption && assembled.originOf(["options", plugin]).layer === "default"
    ? listedAt(assembled, rules, plugin)
    : key;
  return [{ key: place, code: "config/missing", message, hint: description }];
}

function listedAt(assembled: Joined, rules: ConfigRules, name: string): Key {
  const specifier = rules.plugins.find((plugin) => plugin.name === name)?.specifier ?? name;
  const listed = assembled.value.plugins;
  return ["plugins", Array.isArray(listed) ? listed.indexOf(specifier) : 0];
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

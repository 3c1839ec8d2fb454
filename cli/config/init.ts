/**
 * What `maze init` writes into any project: `maze.toml`, its schema for editors, and a line in `.gitignore`.
 *
 * @module
 */

import { join } from "node:path";
import { checkConfig } from "./check.ts";
import { settings, tableAt } from "./json_schema.ts";
import { keyText, type Table } from "./key.ts";
import { assemble } from "./layers.ts";
import { CONFIG_NAMES, configsIn } from "./locate.ts";
import { readConfigText } from "./read_file.ts";
import { readToml } from "./read_toml.ts";
import type { ConfigRules } from "./rules.ts";
import { writeSchema } from "./schema_file.ts";
import { nameText, valueText } from "./value_text.ts";
import { isLink, writeUnlessThere, writeWhole } from "./write_whole.ts";

/** What was found out about the project and the machine. */
export interface InitFacts {
  /** Plugins to list, in order of calls. */
  readonly plugins: readonly string[];
  /** Options by plugin, such as the address of a model server that answered. */
  readonly options: Readonly<Record<string, Table>>;
}

/** What became of one file. `kept`: it was there, or said it already, and was not touched. */
export interface InitFile {
  /** Absolute path. */
  readonly path: string;
  readonly state: "written" | "changed" | "kept";
}

/** What the files of a project are made from. */
export interface InitRules {
  /** Of the built-ins alone: a fresh config shows their keys. */
  readonly builtins: ConfigRules;
  /** Of the config as it then stands, with the plugins that it lists. */
  readonly current: () => Promise<ConfigRules>;
}

/**
 * Writes the files of a fresh project. Only `.gitignore` and Maze's own `.maze/schema.json` are ever changed.
 *
 * @param root The project's folder, absolute.
 * @returns One entry for each file, in the order in which people should read them.
 */
export async function initProject(
  root: string,
  facts: InitFacts,
  rules: InitRules,
): Promise<readonly InitFile[]> {
  const config = await writeConfig(root, freshConfig(facts, rules.builtins));
  const schema = await writeSchema(root, await rules.current());
  return [config, { path: schema, state: "written" }, await ignore(join(root, ".gitignore"))];
}

/**
 * The text of a fresh `maze.toml`: the plugins, the options that were found, and every key of the kernel as a comment
 * with its default.
 */
export function freshConfig(facts: InitFacts, rules: ConfigRules): string {
  const known = settings(rules.schema).filter(({ key }) => key[0] !== "plugins" && key[0] !== "options");
  const { top = [], inTable = [] } = Object.groupBy(known, ({ key }) => key.length === 1 ? "top" : "inTable");
  const tables = [...new Set(inTable.map(({ key }) => String(key[0])))];
  const sections = [
    "#:schema ./.maze/schema.json\n# `maze config list --origin` shows every value and where it comes from.\n",
    `# In order of calls.\nplugins = ${valueText(facts.plugins)}\n`,
    ...top.map(({ key, schema }) =>
      `# ${schema.description}.\n# ${keyText(key)} = ${valueText(schema.default)}\n`
    ),
    ...tables.map((name) => commentedTable(name, rules)),
    ...Object.entries(facts.options).map(([name, options]) => optionsText(name, options)),
  ];
  return sections.join("\n");
}

/** True when a text is a config that loads, whatever stands in variables and in the user's own file. */
export function isSoundConfig(text: string, rules: ConfigRules): boolean {
  const project = readToml({ file: CONFIG_NAMES[0], text, layer: "project" });
  const alone = { user: undefined, environment: {}, assignments: [], faults: [], folder: undefined };
  return checkConfig(assemble({ ...alone, project }, rules), rules).length === 0;
}

/**
 * `.gitignore` with a line for `.maze/`.
 *
 * @param before The text as it is; `undefined` when there is no such file.
 * @returns The new text with the old one's ends of lines; `undefined` when it speaks about `.maze` already.
 */
export function ignoreText(before: string | undefined): string | undefined {
  const text = before ?? "";
  if (/^!?(?:\/|\*\*\/)?\.maze(?:\/\**)?[ \t]*\r?$/m.test(text)) return undefined;
  const newline = /\r?\n/.exec(text)?.[0] ?? "\n";
  const gap = text === "" || text.endsWith("\n") ? "" : newline;
  return `${text}${gap}.maze/${newline}`;
}

async function writeConfig(root: string, text: string): Promise<InitFile> {
  const path = (await configsIn(root))[0] ?? join(root, CONFIG_NAMES[0]);
  return { path, state: await writeUnlessThere(path, text) ? "written" : "kept" };
}

async function ignore(path: string): Promise<InitFile> {
  const before = await readConfigText(path);
  const after = ignoreText(before);
  if (after === undefined || await isLink(path)) return { path, state: "kept" };
  await writeWhole(path, after);
  return { path, state: before === undefined ? "written" : "changed" };
}

function commentedTable(name: string, rules: ConfigRules): string {
  const about = tableAt(tableAt(rules.schema, "properties"), name).description;
  const lines = settings(rules.schema).filter(({ key }) => key[0] === name).map(({ key, schema }) =>
    `# ${keyText(key.slice(1))} = ${valueText(schema.default)} # ${schema.description}`
  );
  return [`# ${about}.`, `[${nameText(name)}]`, ...lines, ""].join("\n");
}

/** The options of one plugin as a table of the config. */
export function optionsText(name: string, options: Table): string {
  const lines = Object.entries(options).map(([key, value]) => `${nameText(key)} = ${valueText(value)}`);
  return [`[${keyText(["options", name])}]`, ...lines, ""].join("\n");
}

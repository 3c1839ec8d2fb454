/**
 * The shape of the whole config: the kernel's own keys, and the options of plugins.
 *
 * Options stand in `[options.NAME]`. Bare `[NAME]` would let a plugin called `log` take a key of the kernel, and
 * `[plugins.NAME]` can not stand beside the list `plugins`: in TOML one name is a list or a table, not both.
 *
 * One JSON Schema is the only source: editors read it, and the check runs it. It is executed by
 * `zod.fromJSONSchema`, which is there in 4.6.7 and takes all that `zod.toJSONSchema` writes, so no second validator
 * (`ajv`: 1 MB, code made at run time) is needed.
 *
 * @module
 */

import { MazeError } from "@maze/maze/plugin";
import { z } from "zod";
import { type JsonSchema, tableAt } from "./json_schema.ts";
import { isTable } from "./key.ts";
import type { ConfigPlugin, ConfigRules } from "./rules.ts";

/** The config as the rest of Maze reads it: every default filled in. */
export interface Config {
  /** Names and specifiers in order of calls. */
  readonly plugins: readonly string[];
  readonly isolate: Isolate;
  readonly fill: Bounds & {
    readonly maxSeconds: number;
    readonly candidates: number;
    readonly answerTokens: number;
    readonly contextTokens: number;
    readonly watch: boolean;
    readonly samples: number;
    readonly streams: number;
    readonly holes: number;
  };
  /** Of all holes of a run together. */
  readonly run: Bounds & { readonly maxSeconds: number };
  readonly log: { readonly level: "debug" | "info" | "warning" | "error"; readonly format: "text" | "json" };
  /** How many traces are kept, and how large one may grow, in bytes. */
  readonly trace: { readonly keep: number; readonly maxBytes: number };
  /** The options of each plugin, as given. */
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Hard bounds; 0 is none. */
export interface Bounds {
  readonly maxTokens: number;
  /** In the unit in which prices are configured. */
  readonly maxCost: number;
}

/** Which plugins run in a child process of their own. Those that come with Maze never do. */
export type Isolate = (typeof ISOLATE)[number];

const ISOLATE = ["outside", "all", "none"] as const;

const OUTSIDE = String.raw`^(jsr:|npm:|https:|\.{1,2}/)`;

const bounds = {
  maxTokens: z.int().min(0).default(0).describe("Tokens read and written at most; 0 for no bound"),
  maxCost: z.number().min(0).default(0).describe(
    "What tokens may cost, in the currency of the prices; 0 for no bound",
  ),
};

const fill = z.strictObject({
  maxSeconds: z.number().gt(0).max(86_400).default(15).describe("Time for one hole, in seconds"),
  candidates: z.int().min(1).max(1000).default(12).describe("How many answers of a provider are judged"),
  answerTokens: z.int().min(1).max(1_000_000).default(512).describe(
    "Tokens of one answer of a model at most",
  ),
  contextTokens: z.int().min(0).max(1_000_000).default(2_000).describe(
    "Tokens of what a model is told beside the hole's file, at most",
  ),
  watch: z.boolean().default(true).describe("Whether the compiler judges what a model writes while it comes"),
  samples: z.int().min(1).max(100).default(1).describe(
    "How many answers of a model are compared by what they do; 1 for no comparison",
  ),
  streams: z.int().min(1).max(1000).default(16).describe(
    "How often a model is asked for one hole, from the start or to go on",
  ),
  holes: z.int().min(0).max(64).default(0).describe(
    "Holes filled at the same time, where a model's server works on as many; 0 for what it says, four at most",
  ),
  ...bounds,
}).describe("Filling holes");

const run = z.strictObject({
  maxSeconds: z.number().min(0).default(0).describe("Time for all holes, in seconds; 0 for no bound"),
  ...bounds,
}).describe("All holes of a run together");

const log = z.strictObject({
  level: z.enum(["debug", "info", "warning", "error"]).default("warning").describe(
    "The least grave line shown",
  ),
  format: z.enum(["text", "json"]).default("text").describe("Lines for people, or one JSON object a line"),
}).describe("What is said on stderr");

const trace = z.strictObject({
  keep: z.int().min(0).max(10_000).default(50).describe("How many traces are kept; the oldest go first"),
  maxBytes: z.int().min(1024).max(1_000_000_000).default(10_000_000).describe("Size of one trace, in bytes"),
}).describe("What is written to .maze/traces/");

const kernel = z.strictObject({
  plugins: z.array(z.string()).default(["typescript", "examples", "own_compiler", "synth"])
    .describe("Plugins in order of calls: names of built-ins, or jsr:, npm:, https: and relative specifiers"),
  isolate: z.enum(ISOLATE).default("outside").describe(
    "Which plugins run in a child process: those from outside the project, all but built-ins, or none",
  ),
  fill: fill.prefault({}),
  run: run.prefault({}),
  log: log.prefault({}),
  trace: trace.prefault({}),
  options: z.record(z.string(), z.record(z.string(), z.unknown())).default({})
    .describe("Options of plugins, each in [options.NAME]"),
});

/**
 * Makes the rules for a set of plugins.
 *
 * @param options `plugins`: all whose options may be given, listed or not (built-ins that are not listed may have
 * options in the user's file). `isOpen`: some listed plugin's manifest is not known, so that unknown names below
 * `options` are let pass.
 * @throws {MazeError} `plugin/schema` if a plugin's schema can not be used.
 */
export function configRules(options: {
  readonly plugins: readonly ConfigPlugin[];
  readonly builtins: readonly string[];
  readonly isOpen?: boolean;
}): ConfigRules {
  for (const plugin of options.plugins) checkSchema(plugin);
  return { plugins: options.plugins, builtins: options.builtins, schema: configSchema(options) };
}

/** Fills in the kernel's defaults. */
export function typedConfig(value: unknown): Config {
  return kernel.parse(value);
}

function configSchema(options: {
  readonly plugins: readonly ConfigPlugin[];
  readonly builtins: readonly string[];
  readonly isOpen?: boolean;
}): JsonSchema {
  const schema: JsonSchema = z.toJSONSchema(kernel, { io: "input" });
  const embedded = options.plugins.map((plugin, index) => embed(plugin.options, `plugin${index}`));
  const names = options.plugins.map(({ name }, index) => [name, { $ref: `#/$defs/plugin${index}` }]);
  const properties = {
    ...tableAt(schema, "properties"),
    plugins: pluginList(tableAt(tableAt(schema, "properties"), "plugins"), options.builtins),
    options: {
      description: "Options of plugins, each in [options.NAME]",
      type: "object",
      properties: Object.fromEntries(names),
      additionalProperties: options.isOpen ?? false,
    },
  };
  return { ...schema, title: "Maze", properties, $defs: Object.assign({}, ...embedded) };
}

function pluginList(schema: JsonSchema, builtins: readonly string[]): JsonSchema {
  const named = builtins.length === 0 ? [] : [{ type: "string", enum: builtins }];
  return { ...schema, uniqueItems: true, items: { anyOf: [...named, { type: "string", pattern: OUTSIDE }] } };
}

/** Moves a plugin's schema and its definitions to where they can stand together with others. */
function embed(schema: JsonSchema, name: string): Record<string, unknown> {
  const { $schema: _dialect, $defs, ...rest } = schema;
  const inner = Object.entries(isTable($defs) ? $defs : {});
  const definitions = inner.map(([key, value]) => [`${name}.${key}`, moved(value, name)]);
  return { [name]: moved(rest, name), ...Object.fromEntries(definitions) };
}

function moved(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => moved(item, name));
  if (!isTable(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === "$ref" && typeof item === "string" ? movedReference(item, name) : moved(item, name),
    ]),
  );
}

function movedReference(reference: string, name: string): string {
  return reference === "#"
    ? `#/$defs/${name}`
    : reference.replace(/^#\/\$defs\//, (start) => `${start}${name}.`);
}

function checkSchema(plugin: ConfigPlugin): void {
  try {
    z.fromJSONSchema(plugin.options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MazeError(`Cannot use the options schema of plugin "${plugin.name}": ${reason}`, {
      code: "plugin/schema",
      cause: error,
      plugin: plugin.name,
    });
  }
}

/**
 * Rules with three plugins, and a config from texts.
 *
 * @module
 */

import type { Assembled, Sources } from "../../../cli/config/layers.ts";
import { assemble } from "../../../cli/config/layers.ts";
import { readToml } from "../../../cli/config/read_toml.ts";
import type { ConfigPlugin, ConfigRules } from "../../../cli/config/rules.ts";
import { configRules } from "../../../cli/config/schema.ts";

export const PLUGINS: readonly ConfigPlugin[] = [
  {
    name: "synth",
    options: {
      type: "object",
      properties: {
        maxTerms: { type: "integer", minimum: 1, default: 200 },
        style: { anyOf: [{ type: "string", enum: ["short", "long"] }, { $ref: "#/$defs/weights" }] },
      },
      additionalProperties: false,
      $defs: {
        weights: {
          type: "object",
          properties: { size: { type: "number" }, scope: { type: "number" } },
          required: ["size"],
          additionalProperties: false,
        },
      },
    },
  },
  {
    name: "openai",
    options: {
      type: "object",
      properties: {
        model: { type: "string", description: "The model's name as the server has it" },
        baseUrl: { type: "string", "x-maze": "server" },
        apiKeyEnv: { type: "string", default: "OPENAI_API_KEY" },
        headers: { type: "object", additionalProperties: { type: "string" } },
      },
      required: ["model"],
      additionalProperties: false,
    },
  },
  {
    name: "lsp",
    options: {
      type: "object",
      properties: {
        servers: {
          type: "array",
          items: {
            type: "object",
            properties: { command: { type: "array", items: { type: "string" }, "x-maze": "program" } },
            additionalProperties: false,
          },
        },
      },
      additionalProperties: false,
    },
  },
];

export const BUILTINS = ["typescript", "examples", "own_compiler", "synth", "openai", "lsp"];

export function testRules(plugins: readonly ConfigPlugin[] = PLUGINS): ConfigRules {
  return configRules({ plugins, builtins: BUILTINS });
}

/** Sources from the text of a project's file, and of the other layers. */
export function sourcesOf(project: string, others: Partial<Record<"user", string>> & {
  readonly environment?: Record<string, string>;
  readonly assignments?: readonly string[];
} = {}): Sources {
  const { user, environment = {}, assignments = [] } = others;
  return {
    user: user === undefined ? undefined : readToml({ file: "/u/config.toml", text: user, layer: "user" }),
    project: readToml({ file: "/p/maze.toml", text: project, layer: "project" }),
    environment,
    assignments,
    faults: [],
    folder: "/p",
  };
}

export function assembledOf(...from: Parameters<typeof sourcesOf>): Assembled {
  return assemble(sourcesOf(...from), testRules());
}

/**
 * The options that all commands share that open a project or read its config.
 *
 * @module
 */

import { object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { multiple, optional } from "@optique/core/modifiers";
import { option } from "@optique/core/primitives";
import { choice, string } from "@optique/core/valueparser";
import { path } from "./values.ts";

/** What was said about the config. */
export interface ConfigFlags {
  /** Texts `key=value`, in order. */
  readonly set: readonly string[];
  readonly trust: boolean;
}

/** What was said about lines on stderr. */
export interface LogFlags {
  readonly logLevel: "debug" | "info" | "warning" | "error" | undefined;
  readonly logFormat: "text" | "json" | undefined;
}

/** What was said about the config and about what is told of the work. */
export interface ProjectFlags extends ConfigFlags, LogFlags {
  readonly isQuiet: boolean;
}

const config = {
  set: multiple(option("--set", string({ metavar: "KEY=VALUE" }), {
    description: message`Set a key of the config for this run; may be given again`,
  })),
  trust: option("--trust", {
    description: message`Give the project's config leave to act, for this run`,
  }),
};

const log = {
  logLevel: optional(
    option("--log-level", choice(["debug", "info", "warning", "error"], { metavar: "LEVEL" }), {
      description: message`The least grave line shown on stderr; warning when nothing is configured`,
    }),
  ),
  logFormat: optional(option("--log-format", choice(["text", "json"], { metavar: "FORMAT" }), {
    description: message`Lines for people, or one JSON object a line`,
  })),
};

/** `--log-level` and `--log-format`, of commands that work without a config. */
export const logFlags = object("Log", log);

/** `--set` and `--trust`. */
export const configFlags = object("Config", config);

/** The flags of commands that do work in a project. */
export const projectFlags = object("Config and log", {
  ...config,
  ...log,
  isQuiet: option("-q", "--quiet", { description: message`No progress, and only what was asked for` }),
});

/** `--json`. */
export const jsonFlag = option("--json", {
  description: message`One JSON object on stdout, as docs/cli.md describes it`,
});

/** `--record` and `--replay`. */
export const tapeFlags = {
  record: optional(option("--record", path("FILE"), {
    description: message`Record every call of a plugin`,
  })),
  replay: optional(option("--replay", path("FILE"), {
    description: message`Answer every call from a recording`,
  })),
};

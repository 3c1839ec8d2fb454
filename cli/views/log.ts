/**
 * Lines on stderr about the work, made from the stream of steps: text for people, or one JSON object a line.
 *
 * @module
 */

import {
  configure,
  getJsonLinesFormatter,
  getLogger,
  getTextFormatter,
  type LogLevel,
  reset,
} from "@logtape/logtape";
import type { Step } from "@maze/maze";
import type { LogFlags } from "../flags.ts";
import type { Shell } from "../shell.ts";

/** What is said, and where. */
export interface LogOptions {
  readonly level: "debug" | "info" | "warning" | "error";
  readonly format: "text" | "json";
  write(line: string): void;
}

/** The log of a command that works without a config. */
export function openPlainLog({ logLevel, logFormat }: LogFlags, { err }: Pick<Shell, "err">): Promise<Log> {
  return openLog({ level: logLevel ?? "warning", format: logFormat ?? "text", write: err });
}

/** A log that hears steps. */
export interface Log extends AsyncDisposable {
  /** Hears a step. */
  hear(step: Step): void;
}

/** Opens the log of this process; there is one at a time. */
export async function openLog({ level, format, write }: LogOptions): Promise<Log> {
  const format_ = format === "json" ? getJsonLinesFormatter() : getTextFormatter({ timestamp: "time" });
  await configure({
    reset: true,
    sinks: { stderr: (record) => write(format_(record)) },
    loggers: [
      { category: "maze", lowestLevel: level, sinks: ["stderr"] },
      { category: ["logtape", "meta"], lowestLevel: "error", sinks: ["stderr"] },
    ],
  });
  return { hear, [Symbol.asyncDispose]: () => reset() };
}

function hear(step: Step): void {
  const { kind, name, plugin, status, elapsedMs, fields } = step;
  if (kind !== "log" && status === "running") return;
  const { level: said, ...others } = fields;
  const logger = getLogger(plugin === undefined ? ["maze", kind] : ["maze", kind, plugin]);
  const level = kind === "log" ? levelOf(said) : status === "failed" ? "info" : "debug";
  const text = kind === "log" ? name : `${name} ${status} ${Math.round(elapsedMs)} ms`;
  logger[level](
    escaped(text),
    kind === "log" ? others : { ...others, step: step.id, parent: step.parent, elapsedMs },
  );
}

const LEVELS: Readonly<Record<string, "debug" | "info" | "warning" | "error">> = {
  debug: "debug",
  info: "info",
  warn: "warning",
  error: "error",
};

function levelOf(said: unknown): Exclude<LogLevel, "trace" | "fatal"> {
  return LEVELS[String(said)] ?? "info";
}

/** Braces are places for fields to LogTape. */
function escaped(text: string): string {
  return text.replaceAll("{", "{{").replaceAll("}", "}}");
}

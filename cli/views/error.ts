/**
 * How errors look: code, message, hint, place; a stack only for those who debug.
 *
 * @module
 */

import { LoadError, MazeError } from "@maze/maze";
import { ConfigError } from "../config/fault.ts";
import { originText } from "../config/origin.ts";
import { Interrupted, UsageError } from "../exit_codes.ts";
import type { Said } from "../said.ts";
import { meaningOf } from "../why/codes.ts";
import { type Style, styleOf, visible } from "./style.ts";

/** One fault as it is shown. */
export interface ShownFault {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  /** `FILE:LINE:COLUMN`, a variable or a flag. */
  readonly place?: string | undefined;
}

/** The faults in an error: one for most, several for a config or for plugins. Each has a next step. */
export function faultsOf(error: unknown): readonly ShownFault[] {
  return toldBy(error).map((fault) => ({ ...fault, hint: fault.hint ?? nextStep(fault.code) }));
}

/** Codes of plugins from outside are not Maze's to explain. */
function nextStep(code: string): string | undefined {
  if (meaningOf(code) === undefined) return undefined;
  return code === "usage"
    ? "`maze COMMAND --help` shows what each command takes"
    : `\`maze why ${code}\` says more`;
}

function toldBy(error: unknown): readonly ShownFault[] {
  // The cause comes first, then what failed while everything was closed because of it.
  if (error instanceof SuppressedError) return [...toldBy(error.suppressed), ...toldBy(error.error)];
  if (error instanceof ConfigError) {
    return error.faults.map(({ origin, ...fault }) => ({ ...fault, place: originText(origin) }));
  }
  if (error instanceof LoadError) {
    return error.faults.map(({ place, ...fault }) => ({
      ...fault,
      place: place && `${place.file}:${place.line}:${place.column}`,
    }));
  }
  if (error instanceof UsageError) {
    return [{ code: error.code, message: error.message, hint: error.hint }];
  }
  if (!(error instanceof MazeError)) {
    const hint = "This is a fault of Maze; --log-level debug shows where it happened";
    return [{ code: "internal", message: messageOf(error), hint }];
  }
  const by = error.plugin === undefined || error.message.includes(`"${error.plugin}"`)
    ? undefined
    : `plugin "${error.plugin}"${error.hook ? `, ${error.hook}` : ""}`;
  return [{ code: error.code, message: error.message, hint: error.hint, place: by }];
}

/** The text for stderr. */
export function errorText(
  error: unknown,
  options: { readonly isDebug: boolean; readonly hasColor: boolean; readonly signal: AbortSignal },
): string {
  const style = styleOf(options.hasColor);
  const stop = stopIn(error, options.signal);
  if (stop) return `${stop.message}; ${stop.files}\n`;
  const lines = faultsOf(error).map((fault) => faultText(fault, style)).join("");
  return options.isDebug ? `${lines}${visible(stackOf(error))}\n` : lines;
}

/** An error as data: what `--json` prints instead. */
export function errorJson(
  error: unknown,
  signal?: AbortSignal,
): { readonly version: 1; readonly errors: readonly ShownFault[] } {
  const stop = stopIn(error, signal);
  const stopped = { code: "interrupted", message: stop ? `${stop.message}; ${stop.files}` : "" };
  return { version: 1, errors: stop ? [stopped] : faultsOf(error) };
}

/** An error as lines of the log. */
export function errorLines(
  error: unknown,
  { isDebug, signal }: { readonly isDebug: boolean; readonly signal: AbortSignal },
): readonly Said[] {
  const stop = stopIn(error, signal);
  if (stop) return [{ level: "warning", message: stop.message }];
  const more = isDebug ? { stack: stackOf(error) } : {};
  return faultsOf(error).map(({ message, ...known }) => ({
    level: "error",
    message,
    properties: { ...known, ...more },
  }));
}

/** Whatever fails after Ctrl-C fails because of it. */
function stopIn(error: unknown, signal: AbortSignal | undefined): Interrupted | undefined {
  const reason = error instanceof Interrupted ? error : signal?.reason;
  return reason instanceof Interrupted ? reason : undefined;
}

/** Messages quote what a project says: names of files, text of a config. */
function faultText({ code, message, hint, place }: ShownFault, style: Style): string {
  const where = place ? `${style.bold(visible(place))}: ` : "";
  const head = `${style.red(`error[${code}]`)}: ${where}${indented(message)}\n`;
  return hint ? `${head}  hint: ${indented(hint)}\n` : head;
}

/** Only Maze starts a line: further lines of what a project says stand indented. */
function indented(text: string): string {
  return visible(text).replaceAll(/\n(?! {2})/g, "\n  ");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}

function stackOf(error: unknown): string {
  if (error instanceof SuppressedError) return `${stackOf(error.suppressed)}\n${stackOf(error.error)}`;
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

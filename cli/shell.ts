/**
 * The process as commands see it: arguments, streams, terminal, signals.
 *
 * @module
 */

import { EXIT, Interrupted, UsageError } from "./exit_codes.ts";
import { type Said, saidLine } from "./said.ts";

/** What a command is given of the process. */
export interface Shell {
  /** The current folder, absolute. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Aborted with an `Interrupted` by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
  /** Which streams are a terminal. */
  readonly isTerminal: { readonly in: boolean; readonly out: boolean; readonly err: boolean };
  /** Columns of the terminal; `undefined` where the output is not one and lines are never cut. */
  readonly columns: number | undefined;
  /** True where stdout, or stderr, takes colours. */
  readonly hasColor: { readonly out: boolean; readonly err: boolean };
  /** How stderr is written, for people or one JSON object a line; known for good when the config is read. */
  readonly log: { format: "text" | "json" };
  /** Writes to stdout as it stands. */
  out(text: string): void;
  /** Writes to stderr as it stands; nothing happens when nobody reads it any more. */
  err(text: string): void;
  /** Says something on stderr in the log's form: the text, or a line for each thing that it says. */
  say(text: string, said: readonly Said[]): void;
}

/** Nobody reads the output any more. */
export class ClosedPipe extends Error {
  /** The class's name. */
  override readonly name = "ClosedPipe";
}

/** Makes the shell of this process; disposing it lets signals have their usual effect again. */
export function openShell(): Shell & Disposable {
  const environment = Deno.env.toObject();
  const controller = new AbortController();
  const log: Shell["log"] = { format: "text" };
  const err = (text: string) => unlessClosed(() => writeAll(Deno.stderr, text));
  const say = (text: string, said: readonly Said[]) =>
    err(log.format === "json" ? said.map(saidLine).join("") : text);
  const off = listen(controller, say);
  const isTerminal = {
    in: Deno.stdin.isTerminal(),
    out: Deno.stdout.isTerminal(),
    err: Deno.stderr.isTerminal(),
  };
  const mayColor = !environment.NO_COLOR && environment.TERM !== "dumb";
  return {
    cwd: Deno.cwd(),
    environment,
    signal: controller.signal,
    isTerminal,
    columns: isTerminal.out ? columnsOf() : undefined,
    hasColor: { out: mayColor && isTerminal.out, err: mayColor && isTerminal.err },
    log,
    out: (text) => writeAll(Deno.stdout, text),
    err,
    say,
    [Symbol.dispose]: off,
  };
}

/** What the process ends with after an error. */
export function exitCodeOf(error: unknown, signal: AbortSignal): number {
  if (error instanceof SuppressedError) return exitCodeOf(error.suppressed, signal);
  if (error instanceof ClosedPipe) return EXIT.pipe;
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof Interrupted) return error.exitCode;
  if (signal.reason instanceof Interrupted) return signal.reason.exitCode;
  return EXIT.machinery;
}

/** Time to end in order after a signal: each plugin has five seconds to be closed. */
const ENDING_MS = 12_000;

/** The first signal asks everything to end; a second one, or a long time, ends the process as it is. */
function listen(controller: AbortController, say: Shell["say"]): () => void {
  const signals = ["SIGINT", "SIGTERM"] as const;
  let late: ReturnType<typeof setTimeout> | undefined;
  const listeners = signals.map((signal) => {
    const stop = new Interrupted(signal);
    const listener = () => {
      if (controller.signal.aborted) leave(stop, say);
      controller.abort(stop);
      const timer = late = setTimeout(leave, ENDING_MS, stop, say);
      Deno.unrefTimer(timer);
    };
    Deno.addSignalListener(signal, listener);
    return () => Deno.removeSignalListener(signal, listener);
  });
  return () => {
    clearTimeout(late);
    listeners.forEach((remove) => remove());
  };
}

/** Whoever asks twice wants it more than the plugins' programs an orderly end; the journal settles what was written. */
function leave(stop: Interrupted, say: Shell["say"]): never {
  const message = `${stop.message} at once; the next run settles what was not ended`;
  say(`${message}\n`, [{ level: "warning", message }]);
  Deno.exit(stop.exitCode);
}

function columnsOf(): number {
  try {
    return Deno.consoleSize().columns || 80;
  } catch {
    return 80; // a terminal that does not tell its size has had 80 columns since 1928
  }
}

function unlessClosed(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof ClosedPipe)) throw error; // what is said beside the result must not end the work
  }
}

function writeAll(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  const bytes = new TextEncoder().encode(text);
  try {
    for (let at = 0; at < bytes.length;) at += stream.writeSync(bytes.subarray(at));
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) throw new ClosedPipe();
    throw error;
  }
}

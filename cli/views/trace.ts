/**
 * The trace of a run: each step as one JSON line in `.maze/traces/ID.jsonl`, bounded in number and size.
 *
 * @module
 */

import type { Step } from "@maze/maze";
import { join } from "node:path";
import { ignoreMissing, isLink, isOfDisk, ownFolder } from "../own_folder.ts";

/** How much is kept. */
export interface TraceOptions {
  /** Traces; 0 keeps none. */
  readonly keep: number;
  /** Bytes of one trace. */
  readonly maxBytes: number;
}

/** A trace under way. Disposing closes its file. */
export interface Trace extends Disposable {
  /** `undefined` when none is kept. */
  readonly id: string | undefined;
  /** Hears a step. */
  hear(step: Step): void;
}

/** The time in UTC, to the millisecond: names sort as runs were started. */
const NAME = /^\d{8}-\d{6}(?:\d{3})?-[0-9a-f]{6}\.jsonl$/;

/** Starts a trace in a project's `.maze/`; the oldest ones go. A run is worth more than its trace. */
export async function openTrace(root: string, options: TraceOptions): Promise<Trace> {
  const none = { id: undefined, hear: () => {}, [Symbol.dispose]: () => {} };
  if (options.keep === 0) return none;
  try {
    return await startTrace(root, options) ?? none;
  } catch (error) {
    if (isOfDisk(error)) return none;
    throw error;
  }
}

/** `undefined` where a stranger's link leads elsewhere. */
async function startTrace(root: string, { keep, maxBytes }: TraceOptions): Promise<Trace | undefined> {
  const folder = await traceFolder(root);
  if (folder === undefined) return undefined;
  const names = (await tracesIn(folder)).toReversed();
  for (const old of names.slice(keep - 1)) await Deno.remove(join(folder, old)).catch(ignoreMissing);
  const id = `${stamp(new Date())}-${crypto.randomUUID().slice(0, 6)}`;
  const file = await Deno.open(join(folder, `${id}.jsonl`), { createNew: true, write: true });
  const line = lineWriter(file, maxBytes);
  return {
    id,
    hear: (step) => line(JSON.stringify(step)),
    [Symbol.dispose]: () => file.close(),
  };
}

/** Names of the traces in a folder, oldest first. */
export async function tracesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    return names.filter((name) => NAME.test(name)).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return [];
    throw error;
  }
}

/** The folder of a project's traces, made when missing; `undefined` where it is a link. */
async function traceFolder(root: string): Promise<string | undefined> {
  const own = await ownFolder(root);
  const folder = own && join(own, "traces");
  if (folder === undefined || await isLink(folder)) return undefined;
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function lineWriter(file: Deno.FsFile, maxBytes: number): (text: string) => void {
  const encoder = new TextEncoder();
  const last = encoder.encode('{"cut":true}\n');
  let left = maxBytes - last.length;
  return (text) => {
    const bytes = encoder.encode(`${text}\n`);
    if (left < 0) return;
    left -= bytes.length;
    const whole = left < 0 ? last : bytes;
    for (let at = 0; at < whole.length;) at += file.writeSync(whole.subarray(at));
  };
}

function stamp(date: Date): string {
  return date.toISOString().replaceAll(/[-:.Z]/g, "").replace("T", "-");
}

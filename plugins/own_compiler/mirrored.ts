/**
 * A compiler that is run as a program and knows no texts in memory: it is shown a mirror of the project.
 *
 * @module
 */

import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { NOTE_CODES } from "../../core/code/note.ts";
import type { Call } from "../../core/kernel/hooks.ts";
import { scratch } from "../_process/scratch.ts";
import type { Answer, Fault, OwnCompiler, Question, Silence, Texts } from "./compiler.ts";
import { Mirror } from "./mirror.ts";
import type { Printed, PrintedFault } from "./printed.ts";
import { type ProgramEnd, runProgram } from "./run_program.ts";
import { Turns } from "./turns.ts";

/** A program that checks a project. */
export interface CheckProgram {
  /** Who checks, in words that follow "by". */
  readonly name: string;
  readonly program: string;
  /** The outermost folder that decides about the project; absolute. */
  readonly top: string;
  readonly env: Readonly<Record<string, string>>;
  /** False where the program has nothing to say of these files. */
  hasSay(files: readonly string[]): boolean;
  /** The arguments of each run in the mirror's root. */
  runs(files: readonly string[], shown: Shown): Promise<readonly (readonly string[])[]>;
  /** Reads what `--version` prints, in words. */
  version(stdout: string): string;
  read(end: ProgramEnd): Printed;
}

/** The project without the change, as the mirror shows it. */
export interface Shown {
  readonly mirror: Mirror;
  /** Another one when a file has changed. */
  readonly state: string;
  /** The texts that come with the change. */
  readonly after: Texts;
  /** Runs the program in the mirror's root. */
  run(args: readonly string[]): Promise<ProgramEnd>;
}

/** How it is asked. */
export interface MirroredOptions {
  /** The project's root: absolute, links resolved. */
  readonly root: string;
  /** Time one check may take, milliseconds. */
  readonly checkMs: number;
}

/** What was said of one state of the project. */
interface Seen {
  readonly faults: readonly Fault[];
  readonly reason: string;
  /** Files that were looked at, relative to the root; absent where all are. */
  readonly files?: readonly string[];
}

/** The arguments of each run. */
type Runs = readonly (readonly string[])[];

/** States of the project that are remembered: one after a change is the one before the next if it is accepted. */
const MOST_SEEN = 8;

/** Asks a program about states of a project. */
export class Mirrored implements OwnCompiler {
  readonly #program: CheckProgram;
  readonly #options: MirroredOptions;
  readonly #turns: Turns;
  readonly #stack = new AsyncDisposableStack();
  readonly #seen = new Map<string, Seen>();
  #mirror: Promise<Mirror> | undefined;
  #version: string | undefined;

  constructor(program: CheckProgram, options: MirroredOptions) {
    this.#program = program;
    this.#options = options;
    this.#turns = new Turns(options.checkMs);
  }

  /** One check at a time: they share the mirror. */
  async check(question: Question, call: Call): Promise<Answer | Silence | undefined> {
    if (!this.#program.hasSay(question.files)) return undefined;
    return await this.#turns.take(this.#program.name, call, (signal) => this.#judge(question, signal));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turns.close();
    await this.#stack.disposeAsync();
  }

  async #judge(question: Question, signal: AbortSignal): Promise<Answer | undefined> {
    const { files, isAsItStands } = question;
    const by = `by ${this.#program.name} ${await this.#versionText(signal)}`;
    const notes = [{ code: NOTE_CODES.judgedBy, text: by }];
    const runs = await this.#runs(question, signal);
    const later = await this.#look(question.after, runs, signal);
    const known = later.files;
    if (known && !files.some((file) => known.includes(file))) return undefined;
    if (isAsItStands) {
      if (later.reason) throw new Error(later.reason);
      return { before: [], after: later.faults.filter(({ file }) => files.includes(file)), notes };
    }
    if (later.faults.length === 0 && !later.reason) return { before: [], after: [], notes };
    const earlier = await this.#look(question.before, runs, signal);
    if (earlier.reason) throw new Error(`it fails without this change too: ${earlier.reason}`);
    const broken = later.reason ? [brokenBy(files, later.reason)] : [];
    return { before: earlier.faults, after: [...later.faults, ...broken], notes };
  }

  async #runs({ files, before, after }: Question, signal: AbortSignal): Promise<Runs> {
    const mirror = await (this.#mirror ??= this.#open());
    const state = mirror.show(before);
    const run = async (args: readonly string[]) => {
      const end = await this.#run(args, mirror.root, signal);
      signal.throwIfAborted();
      return end;
    };
    return await this.#program.runs(files, { mirror, state, after, run });
  }

  async #look(texts: Texts, runs: Runs, signal: AbortSignal): Promise<Seen> {
    const mirror = await (this.#mirror ??= this.#open());
    const state = `${mirror.show(texts)} ${JSON.stringify(runs)}`;
    const known = this.#seen.get(state);
    if (known) return known;
    const ends: Printed[] = [];
    for (const args of runs) {
      ends.push(this.#program.read(await this.#run(args, mirror.root, signal)));
      signal.throwIfAborted();
    }
    const seen = this.#seenIn(ends, mirror, texts);
    for (const old of [...this.#seen.keys()].slice(0, 1 - MOST_SEEN)) this.#seen.delete(old);
    this.#seen.set(state, seen);
    return seen;
  }

  #seenIn(ends: readonly Printed[], mirror: Mirror, texts: Texts): Seen {
    const faults = ends.flatMap((end) => end.faults.map((printed) => this.#faultOf(printed, mirror, texts)));
    const reason = ends.find((end) => end.reason !== "")?.reason ?? "";
    if (ends.some((end) => end.files === undefined)) return { faults, reason };
    const files = ends.flatMap((end) => end.files ?? []).map((path) => this.#file(path, mirror));
    return { faults, reason, files };
  }

  async #open(): Promise<Mirror> {
    const folder = this.#stack.use(await scratch());
    return new Mirror({ top: this.#program.top, root: this.#options.root, folder: folder.path });
  }

  async #versionText(signal: AbortSignal): Promise<string> {
    if (this.#version === undefined) {
      const { stdout } = await this.#run(["--version"], this.#options.root, signal);
      signal.throwIfAborted();
      this.#version = this.#program.version(stdout);
    }
    return this.#version;
  }

  #run(args: readonly string[], cwd: string, signal: AbortSignal): Promise<ProgramEnd> {
    const { program, env } = this.#program;
    return runProgram({ program, args, cwd, env, signal });
  }

  #faultOf(
    { place, line, column, length, code, message }: PrintedFault,
    mirror: Mirror,
    texts: Texts,
  ): Fault {
    const file = this.#file(place, mirror);
    const path = posix.resolve(this.#options.root, file);
    const text = texts.get(file) ?? (existsSync(path) ? readFileSync(path, "utf8") : "");
    const start = offsetAt(text, line, column);
    return { file, span: { start, end: Math.min(text.length, start + length) }, code, message };
  }

  /** The name, relative to the root, of what the mirror shows; an address elsewhere stays as it is. */
  #file(place: string, mirror: Mirror): string {
    if (/^[a-z]+:/.test(place)) return place;
    const path = mirror.original(posix.resolve(mirror.root, place));
    return path === undefined ? place : posix.relative(this.#options.root, path);
  }
}

/** A change after which the modules do not even load. */
function brokenBy([file = ""]: readonly string[], message: string): Fault {
  return { file, span: { start: 0, end: 0 }, code: "modules", message };
}

function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let at = 0; at < line; at++) start = text.indexOf("\n", start) + 1 || text.length;
  return Math.min(text.length, start + column);
}

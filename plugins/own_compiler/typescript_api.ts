/**
 * A project's own `typescript` package, versions up to 6, as its compiler: loaded in a child that may read the project and
 * do nothing else, kept warm, and shown changes in memory.
 *
 * @module
 */

import { dirname, relative } from "node:path/posix";
import { NOTE_CODES } from "../../core/code/note.ts";
import { dig } from "../../core/kernel/data.ts";
import type { Call } from "../../core/kernel/hooks.ts";
import { scratch } from "../_process/scratch.ts";
import { childText } from "./child_text.ts";
import type { Answer, Fault, OwnCompiler, Question, Silence, Texts } from "./compiler.ts";
import type { OwnTypescript } from "./find_typescript.ts";
import type { Order, Reply, ReplyFault } from "./inside/look.ts";
import { LineChild } from "./line_child.ts";
import { readableFor } from "./readable.ts";
import { Turns } from "./turns.ts";

/** How the package is asked. */
export interface TypescriptApiOptions {
  /** The project's root: absolute, links resolved. */
  readonly root: string;
  /** The Deno program that runs the child. */
  readonly program: string;
  /** Time one check may take, milliseconds. */
  readonly checkMs: number;
}

/** The child is the project's code: it may look at the project, and that is all. */
const ARGS = [
  ...["run", "--quiet", "--no-prompt", "--no-lock", "--no-npm", "--no-remote", "--no-check"],
  ...["--no-code-cache", "--ignore-env", "--permission-set"],
];

/** What to do where it can not be had. */
const WITHOUT = "install it, or do without it by options.own_compiler.typescript = false";

/** One `typescript` package of a project. */
export class TypescriptApi implements OwnCompiler {
  readonly #own: OwnTypescript;
  readonly #options: TypescriptApiOptions;
  readonly #turns: Turns;
  #child: Promise<LineChild> | undefined;
  #stack = new AsyncDisposableStack();
  #ended: Promise<unknown> = Promise.resolve();
  #last = 0;

  constructor(own: OwnTypescript, options: TypescriptApiOptions) {
    this.#own = own;
    this.#options = options;
    this.#turns = new Turns(options.checkMs);
  }

  /** One check at a time: the child answers in order. */
  check(question: Question, call: Call): Promise<Answer | Silence | undefined> {
    return this.#turns.take(this.#name, call, (signal) => this.#judge(question, signal));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turns.close();
    await this.#end();
  }

  /** Who checks, in words. */
  get #name(): string {
    return `the project's own TypeScript ${this.#own.version}`;
  }

  async #judge(question: Question, signal: AbortSignal): Promise<Answer | undefined> {
    const { folder, configs } = this.#own;
    if (folder === undefined) {
      const isBelow = (file: string) =>
        configs.some((config) => this.#path(file).startsWith(`${dirname(config)}/`));
      if (!question.files.some(isBelow)) return undefined;
      throw new Error(`package.json asks for it and it is not installed; ${WITHOUT}`);
    }
    const onAbort = () => void this.#end();
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      const reply = await this.#ask(folder, question);
      return reply.checked === 0 ? undefined : this.#answer(reply);
    } catch (error) {
      await this.#end();
      throw error;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  #path(file: string): string {
    return `${this.#options.root}/${file}`;
  }

  async #ask(folder: string, { files, before, after, isAsItStands }: Question): Promise<Reply> {
    const child = await (this.#child ??= this.#start(folder));
    const id = ++this.#last;
    const texts = (all: Texts) => [...all].map(([file, text]) => [this.#path(file), text] as const);
    const order: Order = {
      id,
      files: files.map((file) => this.#path(file)),
      before: texts(before),
      after: texts(after),
      configs: this.#own.configs,
      isAsItStands,
    };
    return replyIn(await child.ask(order), id);
  }

  /** A child that loads the package; it says so before it is asked anything. */
  async #start(folder: string): Promise<LineChild> {
    const { program, root } = this.#options;
    const directory = this.#stack.use(await scratch());
    const read = [directory.path, ...readableFor(root, this.#own)];
    // In a file: on the command line a comma would part a folder's name.
    const config = JSON.stringify({ permissions: { default: { read } } });
    await directory.write(new Map([["child.js", childText(folder)], ["deno.json", config]]));
    const args = [...ARGS, `--config=${directory.path}/deno.json`, `${directory.path}/child.js`];
    const child = this.#stack.use(new LineChild({ program, args, cwd: directory.path }));
    const said = await child.read();
    if (!isVersion(said)) throw new Error(`it can not be loaded: ${dig(said, "error")}`);
    return child;
  }

  /** The next question starts anew. */
  async #end(): Promise<void> {
    const stack = this.#stack;
    this.#stack = new AsyncDisposableStack();
    this.#child = undefined;
    this.#ended = Promise.all([this.#ended, stack.disposeAsync()]);
    await this.#ended;
  }

  #answer({ before, after, notes }: Reply): Answer {
    const { root } = this.#options;
    const inRoot = (text: string) => ({ code: "config", text: text.replace(`${root}/`, "") });
    return {
      before: this.#faults(before),
      after: this.#faults(after),
      notes: [{ code: NOTE_CODES.judgedBy, text: `by ${this.#name}` }, ...notes.map(inRoot)],
    };
  }

  /** A file that is part of two programs is told of twice. */
  #faults(found: readonly ReplyFault[]): Fault[] {
    const faults = found.map(({ file, start, end, code, message }): Fault => ({
      file: relative(this.#options.root, file),
      span: { start, end },
      code: `TS${code}`,
      message,
    }));
    return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
  }
}

function isVersion(said: unknown): boolean {
  return typeof dig(said, "version") === "string";
}

function replyIn(said: unknown, id: number): Reply {
  const fault = dig(said, "error");
  if (fault !== undefined) throw new Error(`it failed inside: ${fault}`);
  if (dig(said, "id") === id) return said as Reply;
  throw new Error("it answered another question");
}

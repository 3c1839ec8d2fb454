/**
 * A child that is asked by lines of JSON, one at a time.
 *
 * @module
 */

import { startChild } from "../../core/kernel/child.ts";
import type { Child } from "../../core/kernel/plugin.ts";
import { streamEnds } from "../_process/stream_ends.ts";

/** How a child is started. */
export interface LineChildOptions {
  readonly program: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
}

/** A running child. */
export class LineChild implements AsyncDisposable {
  readonly #child: Child;
  readonly #lines: AsyncGenerator<string>;
  readonly #stderr: Promise<string>;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;

  /** Starts the child. */
  constructor({ program, args, cwd }: LineChildOptions) {
    this.#child = startChild(
      program,
      { args: [...args], cwd, env: { NO_COLOR: "1" } },
      new AbortController().signal,
    );
    this.#lines = linesOf(this.#child.stdout);
    this.#stderr = streamEnds(this.#child.stderr);
    this.#writer = this.#child.stdin.getWriter();
  }

  /**
   * The next line of the child.
   *
   * @throws {Error} With the error that it wrote, if it has ended.
   */
  async read(): Promise<unknown> {
    const { done, value } = await this.#lines.next();
    if (!done) return JSON.parse(value);
    const said = /^error: (.*)$/m.exec(await this.#stderr)?.[1];
    throw new Error(said ?? "it ended without a word");
  }

  /** Writes a line and waits for the one that answers it. */
  async ask(value: unknown): Promise<unknown> {
    // A child that has ended says so when it is read from.
    await this.#writer.write(new TextEncoder().encode(`${JSON.stringify(value)}\n`)).catch(() => {});
    return await this.read();
  }

  /** Ends the child, whatever it does. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#writer.releaseLock();
    await this.#child[Symbol.asyncDispose]();
    await Promise.allSettled([this.#lines.return(undefined), this.#stderr]);
  }
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of stream) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

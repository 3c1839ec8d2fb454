/**
 * One child with one plugin in it: asked, and ended when it does not end what it was told to end.
 *
 * @module
 */

import { pid } from "node:process";
import { MazeError } from "../../core/kernel/plugin.ts";
import { openLimit } from "../../core/kernel/limit.ts";
import { denoProgram } from "../_process/deno_program.ts";
import { markedLines } from "../_process/marked_lines.ts";
import { spawnTalking, type TalkingChild } from "../_process/spawn.ts";
import { streamEnds } from "../_process/stream_ends.ts";
import { Peer, type Serve } from "./peer.ts";
import { framed, MAX_LINE_BYTES } from "./wire.ts";

/** What a child is started with. */
export interface CellSetting {
  /** The plugin's name. */
  readonly plugin: string;
  /** Flags of `deno run`: permissions and limits. */
  readonly flags: readonly string[];
  /** The child's whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it runs: absolute. */
  readonly cwd: string;
  /** What the plugin is told at its start. */
  readonly start: object;
  /** Answers what the plugin asks of its context. */
  readonly serve: Serve;
  /** Takes known secrets out of a text. */
  redact(text: string): string;
  /** Told once, when the child has ended. */
  onEnd(): void;
}

/**
 * Between a call's abort and the end of a child that has not answered it, milliseconds: Ctrl-C has to end within two
 * seconds, and a child that is not stuck answers within a few, on a busy machine within hundreds.
 */
const GRACE_MS = 1000;

/** Time for the plugin's module and its setup, milliseconds. Whoever loads plugins may give it less. */
const START_MS = 30_000;

/** How many lines that the child wrote last are told when it ends, lines of a stack aside. */
const LAST_LINES = 6;

const BOOTSTRAP = new URL("./inside/main.ts", import.meta.url).href;

/** A child that has said what its plugin contributes. */
export class Cell {
  /** What `setup` in the child answered. */
  readonly shape: unknown;
  readonly #life: Life;

  private constructor(life: Life, shape: unknown) {
    this.#life = life;
    this.shape = shape;
  }

  /**
   * Starts a child and sets the plugin up in it.
   *
   * @throws {MazeError} `plugin/isolation` if there is no Deno to start, `plugin/ended` if the child ended; or what the
   * plugin threw.
   */
  static async open(setting: CellSetting, signal: AbortSignal): Promise<Cell> {
    const life = new Life(setting);
    using limit = openLimit({ signal, deadlineMs: START_MS });
    limit.call.signal.addEventListener("abort", () => life.kill("its setup did not end in time"));
    try {
      return new Cell(life, await life.ask("setup", [setting.start], limit.call.signal));
    } catch (error) {
      life.kill("its setup failed");
      await life.ended;
      throw error;
    }
  }

  /** True when the child has ended. */
  get isOver(): boolean {
    return this.#life.isOver;
  }

  /** Settles when no call is given up that may still end the child. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#life.doubts);
  }

  /** Asks the child. When the signal is aborted and no answer comes soon, the child is killed. */
  ask(method: string, args: readonly unknown[], signal: AbortSignal): Promise<unknown> {
    return this.#life.ask(method, args, signal);
  }

  /** Says something that has no answer. */
  tell(method: string, args: readonly unknown[]): void {
    this.#life.peer.tell(method, args);
  }

  /** Kills the child at once. */
  kill(why: string): void {
    this.#life.kill(why);
  }

  /** Disposes the plugin and ends the child. */
  async close(signal: AbortSignal): Promise<void> {
    try {
      if (!this.isOver) await this.#life.ask("close", [], signal);
    } finally {
      this.#life.kill("it is closed");
      await this.#life.ended;
    }
  }
}

/** The process, from its start to its end. */
class Life {
  readonly peer: Peer;
  readonly ended: Promise<void>;
  /** Calls that are given up and have not ended. */
  readonly doubts = new Set<Promise<unknown>>();
  isOver = false;
  readonly #child: TalkingChild;
  readonly #setting: CellSetting;
  #killed: string | undefined;

  constructor(setting: CellSetting) {
    const marker = crypto.randomUUID();
    this.#setting = setting;
    this.#child = start(setting, marker);
    const writer = this.#child.stdin.getWriter();
    // A child that has ended says so by its end.
    const write = (message: object) => void writer.write(framed(marker, message)).catch(() => {});
    this.peer = new Peer(write, setting.serve);
    this.ended = this.#read(marker, writer);
  }

  kill(why: string): void {
    if (this.isOver) return;
    this.#killed ??= why;
    this.#child.kill();
  }

  async ask(method: string, args: readonly unknown[], signal: AbortSignal): Promise<unknown> {
    const answer = this.peer.call(method, args, signal);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const why = `a call was given up and did not end within ${GRACE_MS} ms`;
    const doubt = () => {
      this.doubts.add(answer);
      timer = setTimeout(() => this.kill(why), GRACE_MS);
    };
    if (signal.aborted) doubt();
    signal.addEventListener("abort", doubt, { once: true });
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
      this.doubts.delete(answer);
      signal.removeEventListener("abort", doubt);
    }
  }

  async #read(marker: string, writer: WritableStreamDefaultWriter<Uint8Array>): Promise<void> {
    const said = streamEnds(this.#child.stderr);
    const lines = (async () => {
      for await (const line of markedLines(this.#child.stdout, marker, MAX_LINE_BYTES)) this.peer.take(line);
    })();
    const [status, stderr] = await Promise.all([
      this.#child.ended,
      said,
      lines.catch(() => this.kill("it sent what is no message")),
    ]);
    this.isOver = true;
    this.peer.end(() => this.#fault(status, stderr));
    this.#setting.onEnd();
    await writer.abort().catch(() => {}); // nobody reads it any more
  }

  #fault(
    { code, signal }: { readonly code: number; readonly signal: string | undefined },
    stderr: string,
  ): MazeError {
    const { plugin, redact } = this.#setting;
    const how = this.#killed ?? (signal ? `by ${signal}` : `with code ${code}`);
    const lines = redact(stderr).split("\n").filter((line) => line.trim() !== "" && !/^\s+at /.test(line));
    const last = lines.slice(-LAST_LINES).map((line) => `\n  ${line}`).join("");
    const isFull = /heap (limit|out of memory)/i.test(stderr);
    const state = this.#killed === undefined ? `its process ended ${how}` : `its process was ended: ${how}`;
    return new MazeError(
      `Cannot ask plugin "${plugin}": ${state}${this.#killed === undefined ? last : ""}`,
      {
        code: "plugin/ended",
        hint: isFull ? "It needs more memory than an isolated plugin has" : "The next call starts it afresh",
        plugin,
      },
    );
  }
}

function start({ plugin, flags, env, cwd }: CellSetting, marker: string): TalkingChild {
  const program = denoProgram();
  if (program !== undefined) {
    const args = [
      "run",
      "--quiet",
      "--no-lock",
      "--node-modules-dir=none",
      ...flags,
      BOOTSTRAP,
      marker,
      String(pid),
    ];
    return spawnTalking({ program, args, cwd, env });
  }
  throw new MazeError(`Cannot isolate plugin "${plugin}": this executable brings no Deno to run it`, {
    code: "plugin/isolation",
    hint: 'Run Maze with Deno, or run the plugin in process: isolate = "none"',
    plugin,
  });
}

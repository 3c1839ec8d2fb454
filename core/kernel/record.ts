/**
 * Records the calls of hooks in a file of JSON lines, and answers them from it again.
 *
 * The same calls give the same bytes: lines are sorted, names are sorted, times are 0, and the project's root is written
 * as a mark, so that a recording can be played in another folder.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { canonical, mismatch, type Shape } from "./data.ts";
import { MazeError, type MazeErrorInit } from "./errors.ts";

/** Where a recording is, and which way it goes. */
export interface RecordOptions {
  /** JSON lines. */
  readonly file: string;
  /** `record` writes the file anew. */
  readonly mode: "record" | "replay";
}

/** What a recording must know of the run. */
export interface RecordSetting {
  /** The project's root: absolute. */
  readonly root: string;
  /** Takes known secrets out of a text. */
  readonly redact: (text: string) => string;
}

/** A recording under way. Disposing writes the file when it records. */
export interface Tape extends AsyncDisposable {
  /** True when answers come from the file alone. */
  readonly isReplay: boolean;
  /** The answers of one call: one for most methods, one for each chunk of a stream. `live` gives the true ones. */
  play(method: string, args: readonly unknown[], live: () => AsyncIterable<unknown>): AsyncIterable<unknown>;
}

/** How a recorded call ended; `cut`: nobody wanted to know. */
type End = "done" | "cut" | { readonly error: MazeErrorInit & { readonly message: string } };

interface Line {
  readonly method: string;
  readonly hash: string;
  readonly args: readonly unknown[];
  readonly answers: readonly unknown[];
  readonly end: End;
}

const LINE: Shape = { method: "string", hash: "string", args: "list", answers: "list" };
const AGAIN = "Record anew, or go back to the files, the config and the options that were recorded";
/** Stands for the root in JSON: a file's text hardly ever holds a NUL, and never this word between two. */
const ROOT_MARK = "\\u0000root\\u0000";

/**
 * Opens a recording.
 *
 * @throws {MazeError} `replay/file` if the file can not be read or written, `replay/broken` if a line to replay is not
 *   one that was recorded.
 */
export async function openTape(options: RecordOptions, setting: RecordSetting): Promise<Tape> {
  const root = JSON.stringify(setting.root).slice(1, -1);
  if (options.mode === "record") {
    // A run of minutes must not end with a place that never could be written.
    await usable(options.file, () => Deno.writeTextFile(options.file, "", { append: true }));
    return recorder(options.file, { ...setting, root });
  }
  const text = await usable(options.file, () => Deno.readTextFile(options.file));
  const lines = text.split("\n").filter((line) => line !== "").map((line, at) =>
    readLine(line.replaceAll(ROOT_MARK, root), `${options.file}:${at + 1}`)
  );
  return player(lines, root);
}

async function usable<Result>(file: string, use: () => Promise<Result>): Promise<Result> {
  try {
    return await use();
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const hint = "Look at the file's name, its folder and its mode";
    throw new MazeError(`Cannot use recording "${file}": ${cause.message}`, {
      code: "replay/file",
      hint,
      cause,
    });
  }
}

function recorder(file: string, { root, redact }: RecordSetting): Tape {
  const lines: { hash: string; method: string; text: string }[] = [];
  return {
    isReplay: false,
    async *play(method, args, live) {
      const hash = hashOf(method, args, root);
      const line = { method, hash, text: "" };
      lines.push(line);
      const answers: unknown[] = [];
      let end: End = "cut";
      try {
        for await (const answer of live()) {
          answers.push(answer);
          yield answer;
        }
        end = "done";
      } catch (error) {
        if (error instanceof MazeError) end = { error: faultOf(error) };
        throw error;
      } finally {
        line.text = redact(canonical({ method, hash, args, answers, end }).replaceAll(root, ROOT_MARK)) +
          "\n";
      }
    },
    async [Symbol.asyncDispose]() {
      const place = (line: { method: string; hash: string }) => `${line.method} ${line.hash}`;
      lines.sort((a, b) => place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0);
      await Deno.writeTextFile(file, lines.map((line) => line.text).join(""));
    },
  };
}

function player(lines: readonly Line[], root: string): Tape {
  const left = Map.groupBy(lines, (line) => line.hash);
  return {
    isReplay: true,
    async *play(method, args) {
      const line = left.get(hashOf(method, args, root))?.shift();
      if (!line) throw missing(method, args, lines);
      yield* line.answers;
      if (line.end === "done") return;
      if (line.end !== "cut") throw new MazeError(line.end.error.message, line.end.error);
      throw new MazeError(`Cannot replay "${method}" to its end: it was cancelled when it was recorded`, {
        code: "replay/missing",
        hint: AGAIN,
        hook: method,
      });
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function hashOf(method: string, args: readonly unknown[], root: string): string {
  const text = `${method} ${canonical(args)}`.replaceAll(root, ROOT_MARK);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

function faultOf({ message, code, hint, plugin, hook }: MazeError): MazeErrorInit & { message: string } {
  const known = Object.entries({ hint, plugin, hook }).filter(([, text]) => text !== undefined);
  return { message, code, ...Object.fromEntries(known) };
}

function readLine(text: string, place: string): Line {
  try {
    const line: unknown = JSON.parse(text);
    if (mismatch(line, LINE, "line") === undefined) return line as Line;
  } catch {
    // not JSON: the same fault as JSON of another shape
  }
  throw new MazeError(`Cannot replay ${place}: it is not a recorded call`, {
    code: "replay/broken",
    hint: "Give a file that a recording wrote, as it wrote it",
  });
}

function missing(method: string, args: readonly unknown[], lines: readonly Line[]): MazeError {
  const asked = canonical(args);
  let best = { shared: -1, at: -1, text: "" };
  for (const [at, line] of lines.entries()) {
    if (line.method !== method) continue;
    const text = canonical(line.args);
    let shared = 0;
    while (shared < asked.length && asked[shared] === text[shared]) shared++;
    if (shared > best.shared) best = { shared, at, text };
  }
  const around = (text: string) => text.slice(Math.max(0, best.shared - 30), best.shared + 50);
  const hint = best.at < 0
    ? `The recording holds no call of "${method}"`
    : best.text === asked
    ? `Line ${best.at + 1} is the same call, and was asked fewer times`
    : `The nearest is line ${best.at + 1}: there …${around(best.text)}…, asked …${around(asked)}…`;
  return new MazeError(`Cannot replay "${method}": this call is not in the recording`, {
    code: "replay/missing",
    hint: `${hint}. ${AGAIN}`,
    hook: method,
  });
}

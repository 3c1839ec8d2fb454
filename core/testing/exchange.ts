/**
 * One request and what came back, as a line of a recording.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { canonical, mismatch, type Shape } from "../kernel/data.ts";
import { MazeError } from "../kernel/errors.ts";

/** A line of a recording: no host, no key, no header but the type of the answer. */
export interface Exchange {
  /** SHA-256 of method, path and body, hexadecimal, first 16 digits. */
  readonly hash: string;
  /** As `POST`. */
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** JSON where it was JSON, else text; `null` where there was none. */
  readonly body: unknown;
  /** HTTP status. */
  readonly status: number;
  /** Content type of the answer. */
  readonly type: string;
  /** The answer as it came: milliseconds since the request, and text. */
  readonly pieces: readonly (readonly [atMs: number, text: string])[];
}

const LINE: Shape = {
  hash: "string",
  method: "string",
  path: "string",
  status: "number",
  type: "string",
  pieces: "list",
};

/** What tells one request from another. Equal bodies are equal whatever the order of their names. */
export function hashOf(method: string, path: string, body: unknown): string {
  return createHash("sha256").update(`${method} ${path} ${canonical(body)}`).digest("hex").slice(0, 16);
}

/** The body of a request as data. */
export function bodyOf(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text; // not all that is sent is JSON
  }
}

/**
 * Reads a recording.
 *
 * @throws {MazeError} `replay/broken` naming the first line that is none.
 */
export function readExchanges(text: string, file: string): readonly Exchange[] {
  return text.split("\n").filter((line) => line !== "").map((line, at) => {
    const exchange = bodyOf(line);
    if (mismatch(exchange, LINE, "line") === undefined) return exchange as Exchange;
    throw new MazeError(`Cannot replay ${file}:${at + 1}: it is not a recorded exchange`, {
      code: "replay/broken",
      hint: "Give a file that a recording wrote, as it wrote it",
    });
  });
}

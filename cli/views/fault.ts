/**
 * Faults in code with the places that editors jump to.
 *
 * @module
 */

import { type Maze, MazeError } from "@maze/maze";
import { type Diagnostic, placeAt } from "@maze/maze/plugin";
import { named, type Style, visible } from "./style.ts";

/** A fault with its place. */
export interface PlacedFault extends Pick<Diagnostic, "file" | "severity" | "code" | "message" | "source"> {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

/** Finds line and column of faults in the files of a run. */
export async function placed(maze: Maze, faults: readonly Diagnostic[]): Promise<readonly PlacedFault[]> {
  return await Promise.all(faults.map(async ({ file, span, severity, code, message, source }) => {
    return { file, ...await lineOf(maze, file, span.start), severity, code, message, source };
  }));
}

/** Line and column of an offset, 1-based. */
export async function lineOf(
  maze: Maze,
  file: string,
  offset: number,
): Promise<{ readonly line: number; readonly column: number }> {
  const { line, column } = placeAt(await textOf(maze, file), offset);
  return { line: line + 1, column: column + 1 };
}

async function textOf(maze: Maze, file: string): Promise<string> {
  try {
    return await maze.before(file);
  } catch (error) {
    if (!(error instanceof MazeError)) throw error;
    return ""; // what can not be read, or lies outside the project, is named without a line
  }
}

/** `src/a.ts:3:7: error TS2322: …`, further lines of the message indented. */
export function faultText(
  { file, line, column, severity, code, message }: PlacedFault,
  style: Style,
): string {
  const paint = severity === "error" ? style.red : style.yellow;
  const [first = "", ...more] = message.split("\n").map(visible);
  const head = `${style.bold(named(`${file}:${line}:${column}`))}: ${
    paint(`${severity} ${code}`)
  }: ${first}\n`;
  return head + more.map((text) => `  ${text}\n`).join("");
}

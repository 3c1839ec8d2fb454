/**
 * Colours for a terminal, and none where there is none.
 *
 * @module
 */

/** Puts text into a colour or weight. */
export type Paint = (text: string) => string;

/** The few colours that Maze uses, each with one meaning. */
export interface Style {
  /** Names of places, what matters most on its line. */
  readonly bold: Paint;
  /** What only supports: numbers of lines, costs. */
  readonly dim: Paint;
  /** Removed lines, failures. */
  readonly red: Paint;
  /** Added lines, success. */
  readonly green: Paint;
  /** What wants a decision. */
  readonly yellow: Paint;
}

/** The style of a stream. */
export function styleOf(hasColor: boolean): Style {
  const paint = (open: number, close: number): Paint =>
    hasColor ? (text) => text === "" ? "" : `\x1b[${open}m${text}\x1b[${close}m` : (text) => text;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
  };
}

/** A text of at most `columns` columns, its end replaced by `…`; whole when `columns` is `undefined`. */
export function cut(text: string, columns: number | undefined): string {
  const units = [...text];
  return columns === undefined || units.length <= columns
    ? text
    : units.slice(0, Math.max(0, columns - 1)).join("") + "…";
}

/** Control characters, which could move the cursor or change colours, as visible escapes; tabs as two spaces. */
export function visible(text: string): string {
  return text.replaceAll("\t", "  ").replaceAll(
    // deno-lint-ignore no-control-regex -- control characters are what is looked for
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The name of a file or hole: it stays on its line. */
export function named(name: string): string {
  return visible(name).replaceAll("\n", "\\u000a");
}

/** A text in lines of at most `columns` columns, broken between words, each after `indent`. */
export function wrapped(text: string, indent: string, columns: number | undefined): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    const fits = last !== undefined && (columns === undefined || last.length + 1 + word.length <= columns);
    if (fits) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(indent + word);
  }
  return lines.map((line) => `${line}\n`).join("");
}

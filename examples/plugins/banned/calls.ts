/** One call of something banned. */
export interface BannedCall {
  readonly name: string;
  /** Where its name stands: UTF-16 offsets, half open. */
  readonly span: { readonly start: number; readonly end: number };
  /** Its line, without the space around it: what it is known by when lines above it move. */
  readonly line: string;
}

/** What holds no calls: comments and text. Templates hold code too, and are looked into. */
const QUIET = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`;

/** The calls of these names in a text. A name that is part of a longer one, or of another object's, is another name. */
export function bannedCalls(text: string, names: readonly string[]): readonly BannedCall[] {
  if (names.length === 0) return [];
  const known = names.map((name) => name.replaceAll(/[.$]/g, "\\$&")).join("|");
  const pattern = new RegExp(`${QUIET}|(?<![\\w$.])(?<name>${known})(?=\\s*\\()`, "g");
  return [...text.matchAll(pattern)].flatMap(({ index: start, groups }) => {
    const name = groups?.name;
    return name === undefined ? [] : [{ name, span: { start, end: start + name.length }, line: lineAt(text, start) }];
  });
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(text.lastIndexOf("\n", at) + 1, end < 0 ? undefined : end).trim();
}

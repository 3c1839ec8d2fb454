/**
 * How a file is written: its quotes, semicolons, line ends and indentation. What is filled in looks the same.
 *
 * @module
 */

const TOKENS = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`(?:\\[\s\S]|[^`\\])*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;

/** The quote that the file uses for most strings; a double one where it has none. */
export function quoteOf(text: string): '"' | "'" {
  let [single, double] = [0, 0];
  for (const [token] of text.matchAll(TOKENS)) {
    if (token.startsWith("'")) single++;
    else if (token.startsWith('"')) double++;
  }
  return single > double ? "'" : '"';
}

/** True when most lines that could end in a semicolon do. */
export function hasSemicolons(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) =>
    /^\s*(import|export|const|let|return)\b.*[\w)"'\];]$/.test(line)
  );
  return lines.filter((line) => line.endsWith(";")).length * 2 >= lines.length;
}

/** The line end that the file uses most. */
export function newlineOf(text: string): "\n" | "\r\n" {
  const all = text.split("\n").length - 1;
  return (text.split("\r\n").length - 1) * 2 > all ? "\r\n" : "\n";
}

/** One step of indentation: what most first steps in the file are; two spaces where it has none. */
export function indentUnit(text: string): string {
  const counts = new Map<string, number>();
  let before = "";
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "" || /^\s*\*/.test(line)) continue;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
    const step = indent.startsWith(before) ? indent.slice(before.length) : "";
    if (step) counts.set(step, (counts.get(step) ?? 0) + 1);
    before = indent;
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "  ";
}

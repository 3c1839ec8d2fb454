/**
 * The wildcards of `include` and `exclude` in a tsconfig, and `!`-less globs of package workspaces.
 *
 * @see microsoft/TypeScript:src/compiler/utilities.ts, `getSubPatternFromSpec` (the rules are kept in TypeScript 7)
 * @module
 */

/** What a pattern is for: files to take, folders to walk into, paths to leave out. */
export type GlobUse = "files" | "directories" | "exclude";

const neverImplied = "(?!(?:node_modules|bower_components|jspm_packages)(?:/|$))";
const rules = {
  files: { star: "(?:[^./]|(?:\\.(?!min\\.js$))?)*", stars: `(?:/${neverImplied}[^/.][^/]*)*?` },
  directories: { star: "[^/]*", stars: `(?:/${neverImplied}[^/.][^/]*)*?` },
  exclude: { star: "[^/]*", stars: "(?:/.+?)?" },
};

/**
 * The pattern for absolute paths that a list of specs matches.
 *
 * @param specs Absolute, normalised specs.
 * @returns `undefined` when no spec can match anything.
 */
export function globPattern(specs: readonly string[], use: GlobUse): RegExp | undefined {
  const parts = specs.map((spec) => pattern(spec, use)).filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return new RegExp(
    `^(?:${parts.map((part) => `(?:${part})`).join("|")})${use === "exclude" ? "(?:$|/)" : "$"}`,
  );
}

/** The folder above a spec's first wildcard: where a walk must begin. */
export function globBase(spec: string): string {
  const parts = spec.split("/");
  const wild = parts.findIndex((part) => /[*?]/.test(part));
  if (wild >= 0) return parts.slice(0, wild).join("/") || "/";
  return isFolder(parts.at(-1) ?? "") ? spec : parts.slice(0, -1).join("/") || "/";
}

function pattern(spec: string, use: GlobUse): string | undefined {
  const parts = spec.replace(/\/+$/, "").split("/").slice(1);
  if (use !== "exclude" && parts.at(-1) === "**") return undefined;
  if (isFolder(parts.at(-1) ?? "")) parts.push("**", "*");
  let text = "";
  let open = 0;
  for (const part of parts) {
    if (part === "**") {
      text += rules[use].stars;
      continue;
    }
    if (use === "directories") {
      text += "(?:";
      open++;
    }
    text += "/" + component(part, use);
  }
  return text + ")?".repeat(open);
}

function component(part: string, use: GlobUse): string {
  const { star } = rules[use];
  if (use === "exclude") return escape(part, star);
  let rest = part;
  let text = "";
  if (part.startsWith("*")) [text, rest] = [`(?:[^./]${star})?`, part.slice(1)];
  else if (part.startsWith("?")) [text, rest] = ["[^./]", part.slice(1)];
  text += escape(rest, star);
  return /[*?]/.test(part) ? neverImplied + text : text;
}

function escape(part: string, star: string): string {
  return part.replace(/[^\w]/g, (sign) => sign === "*" ? star : sign === "?" ? "[^/]" : `\\${sign}`);
}

/** A last part without wildcard and dot names a folder: `src` stands for everything below it. */
function isFolder(part: string): boolean {
  return part !== "" && !/[.*?]/.test(part);
}

/**
 * How a declaration of another file is shown: whole, and as its signature.
 *
 * @module
 */

import type { Declaration, Member } from "../index/entry.ts";

/** Members that are shown of one declaration, and named in its short form. */
const MEMBERS = 16;
const NAMES = 24;
/** A long signature says more than a reader takes in. */
const SHORT_UNITS = 200;
const OVERLOADS = 3;
/** Of a doc comment its first sentence. */
const DOC_UNITS = 120;

/** A declaration in two forms. */
export interface Shown {
  readonly text: string;
  readonly short: string;
}

/** What says which members matter, larger is more. */
export type MemberRank = (member: Member) => number;

/**
 * Shows what a name stands for.
 *
 * @param all The declarations of one name in one file, at least one.
 * @param rank Members that rank below 0 can not be used and are left out.
 */
export function shown(all: readonly Declaration[], rank: MemberRank): Shown {
  const parts = all.slice(0, OVERLOADS).map((one) => forms(one, rank));
  const doc = sentence(all.find((one) => one.doc !== "")?.doc ?? "");
  return {
    text: [...(doc === "" ? [] : [`/** ${doc} */`]), ...parts.map(({ text }) => text)].join("\n"),
    short: parts[0]?.short ?? "",
  };
}

function forms(declared: Declaration, rank: MemberRank): Shown {
  const head = headOf(declared);
  const ranked = declared.members.map((one) => ({ one, rank: rank(one) })).filter(({ rank }) => rank >= 0);
  if (ranked.length === 0) return { text: head, short: cut(head, SHORT_UNITS) };
  const own = head.replace(/\s*=?\s*\{[^]*$/, "").replace(/\s*=\s*$/, "");
  const long = best(ranked, MEMBERS).map(({ signature }) =>
    `  ${line(signature)}${declared.kind === "enum" ? "," : ";"}`
  );
  const names = new Set(best(ranked, NAMES).map(nameOf));
  const rest = ranked.length - long.length;
  return {
    text: `${own} {\n${long.join("\n")}\n${rest > 0 ? `  // and ${rest} more\n` : ""}}`,
    short: `${cut(own, SHORT_UNITS)} { ${[...names].join("; ")} }`,
  };
}

/** Without what every declaration of another file has, on one line. */
function headOf({ signature, name, kind }: Declaration): string {
  const plain = line(signature).replace(/^(?:@\S+ )*(?:export )?(?:default )?(?:declare )?/, "");
  return plain === "" ? `${kind} ${name}` : plain;
}

function line(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

interface Ranked {
  readonly one: Member;
  readonly rank: number;
}

/** The best members in order of place, so that equal ones stand the same way each time. */
function best(ranked: readonly Ranked[], most: number): readonly Member[] {
  const kept = new Set(ranked.toSorted((a, b) => b.rank - a.rank).slice(0, most));
  return ranked.filter((each) => kept.has(each)).map(({ one }) => one);
}

function nameOf({ name, kind }: Member): string {
  if (kind === "method") return `${name}()`;
  return name === "" ? kind : name;
}

function sentence(doc: string): string {
  const [first = ""] = doc.split(/\n\s*\n|\n\s*@|(?<=\.)\s/);
  return cut(line(first), DOC_UNITS).replaceAll("*/", "");
}

/** At most so many units; a cut says so. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/**
 * What a file imports already: the likeliest to be used in it.
 *
 * @module
 */

import { realDisk } from "../project/disk.ts";
import type { Candidates } from "./candidates.ts";
import { partsOf } from "../../_words/words.ts";
import { type Link, type Links, moduleOf } from "./links.ts";
import type { Seeds } from "./seeds.ts";

/** What else reads an import in the file tells less of the hole than that nothing does. */
const UNREAD = 0.6;
const READ = 0.4;
const MEMBER = 0.45;
/** What the file reads often it is likely to read again: for each doubling, and at most. */
const OFTEN = 0.08;
const MOST_OFTEN = 0.3;
/** Members of a module that is imported whole: those that the project reads most. */
const MEMBERS = 14;
/** And those that are named after the function around the hole, as `CheckLength` of `length`. */
const NAMED = 0.55;
const MOST_NAMED = 6;

/** Adds what a file imports. @param root Absolute path of the project's root. */
export async function addImported(
  to: Candidates,
  { links, file, seeds, root }: {
    readonly links: Links;
    readonly file: string;
    readonly seeds: Seeds;
    readonly root: string;
  },
): Promise<void> {
  const { links: all, reads, membersOf } = links.row(file);
  for (const link of all) {
    if (link.target === undefined || link.target === file) continue;
    const module = moduleOf(link);
    if (module !== undefined) {
      const members = membersOf.get(link.local) ?? NONE;
      await addMembers(to, { module, local: link.local, members }, { links, file, seeds });
    } else {
      const place = link.place ?? (await links.exports(link.target)).get(link.imported);
      if (!place) continue;
      const isRead = seeds.words.has(link.local);
      const from = link.place ? "" : ` from ${packageAt(root, link)}`;
      const reason = isRead ? `imported${from}` : `imported${from}, and nothing else in the file reads it`;
      to.add(place, isRead ? READ + often(reads.get(link.local)) : UNREAD, reason);
    }
  }
}

function often(count = 0): number {
  return Math.min(MOST_OFTEN, OFTEN * Math.log2(1 + count));
}

/** A module that is imported whole. */
interface Whole {
  readonly module: string;
  readonly local: string;
  /** How often the file reads each member. */
  readonly members: ReadonlyMap<string, number>;
}

async function addMembers(
  to: Candidates,
  { module, local, members }: Whole,
  { links, file, seeds }: { readonly links: Links; readonly file: string; readonly seeds: Seeds },
): Promise<void> {
  const exports = await links.exports(module);
  const most = mostRead(module, exports, { links, file });
  for (const [at, name] of most.entries()) {
    const place = exports.get(name);
    const weight = MEMBER - at * 0.01 + often(members.get(name));
    if (place) to.add(place, weight, `read as "${local}.${name}"`);
  }
  for (const { name, share } of namedAfter(seeds.name, [...exports.keys()])) {
    const place = exports.get(name);
    if (place) to.add(place, NAMED * share, `"${local}.${name}" is named like "${seeds.name}"`);
  }
}

/**
 * The names of a module that files read most; what this file reads counts for more than what any other does. Of equals
 * that of the first file, and in it the first by name.
 */
function mostRead(
  module: string,
  names: ReadonlyMap<string, unknown>,
  { links, file }: { readonly links: Links; readonly file: string },
): string[] {
  const found = new Map<string, { readonly name: string; readonly first: number; count: number }>();
  let first = 0;
  for (const other of links.files) {
    first++;
    const { modules, membersOf } = links.row(other);
    const local = modules.get(module);
    for (const [name, count] of local === undefined ? NONE : membersOf.get(local) ?? NONE) {
      if (!names.has(name)) continue;
      const known = found.get(name) ?? { name, first, count: 0 };
      known.count += other === file ? 20 * count : count;
      found.set(name, known);
    }
  }
  return [...found.values()]
    .sort((a, b) => b.count - a.count || a.first - b.first || (a.name < b.name ? -1 : 1))
    .slice(0, MEMBERS).map(({ name }) => name);
}

const NONE: ReadonlyMap<string, number> = new Map();

/** Names that have most parts of another name, the shortest of them first. */
function namedAfter(
  wanted: string,
  names: readonly string[],
): { readonly name: string; readonly share: number }[] {
  const parts = partsOf(wanted);
  if (parts.length === 0) return [];
  return names.map((name) => {
    const own = partsOf(name);
    return { name, share: parts.filter((part) => own.includes(part)).length / parts.length };
  }).filter(({ share }) => share > 0.5)
    .sort((a, b) => b.share - a.share || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_NAMED);
}

const versions = new Map<string, string>();

/** A package with the version that is installed. */
function packageAt(root: string, { specifier, target = "" }: Link): string {
  const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(target)?.[0];
  if (folder === undefined) return `"${specifier}"`;
  const path = `${root}/${folder}/package.json`;
  let version = versions.get(path);
  if (version === undefined) {
    version = /"version"\s*:\s*"([^"]+)"/.exec(realDisk.readText(path) ?? "")?.[1] ?? "";
    versions.set(path, version);
  }
  return `"${specifier}"${version && ` ${version}`}`;
}

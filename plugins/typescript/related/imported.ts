/**
 * What a file imports already: the likeliest to be used in it.
 *
 * @module
 */

import { realDisk } from "../project/disk.ts";
import type { Candidates } from "./candidates.ts";
import type { Link, Links } from "./links.ts";
import type { Seeds } from "./seeds.ts";

/** What else reads an import in the file tells less of the hole than that nothing does. */
const UNREAD = 0.6;
const READ = 0.4;
const MEMBER = 0.45;
/** Members of a module that is imported whole: those that the project reads most. */
const MEMBERS = 14;

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
  for (const link of links.row(file).links) {
    if (link.target === undefined || link.target === file) continue;
    if (link.imported === "*") await addMembers(to, link, { links, file, seeds });
    else {
      const place = link.place ?? (await links.exports(link.target)).get(link.imported);
      if (!place || place.name === "*") continue;
      const isRead = seeds.words.has(link.local);
      const from = link.place ? "" : ` from ${packageAt(root, link)}`;
      const reason = isRead ? `imported${from}` : `imported${from}, and nothing else in the file reads it`;
      to.add(place, isRead ? READ : UNREAD, reason);
    }
  }
}

async function addMembers(
  to: Candidates,
  { target = "", local }: Link,
  { links, file, seeds }: { readonly links: Links; readonly file: string; readonly seeds: Seeds },
): Promise<void> {
  const exports = await links.exports(target);
  const counts = new Map<string, number>();
  for (const other of links.files) {
    const { links: all, members } = links.row(other);
    const own = all.find((one) => one.imported === "*" && one.target === target);
    if (!own) continue;
    for (const name of exports.keys()) {
      const count = members.get(`${own.local}.${name}`) ?? 0;
      // What this file reads counts for more than what any other does.
      if (count > 0) counts.set(name, (counts.get(name) ?? 0) + (other === file ? 20 * count : count));
    }
  }
  const best = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MEMBERS);
  for (const [at, [name]] of best.entries()) {
    const place = exports.get(name);
    const weight = MEMBER - at * 0.01 + (seeds.wanted.includes(name) ? 0.2 : 0);
    if (place) to.add(place, weight, `read as "${local}.${name}"`);
  }
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

/**
 * Where the name in a tsconfig's `extends` leads.
 *
 * @module
 */

import { posix } from "node:path";
import type { Disk } from "./disk.ts";
import { parseJsonc, plain, property } from "./jsonc.ts";

/**
 * Finds the file that `extends` names: a path, a file of an installed package, or a package as a whole.
 *
 * @param name As written in the config.
 * @param dir Folder of the config that says it.
 * @returns `undefined` when there is no such file.
 */
export function resolveExtended(name: string, dir: string, disk: Disk): string | undefined {
  if (/^(?:\.{1,2}(?:\/|$)|\/)/.test(name)) return firstFile(posix.resolve(dir, name), disk);
  const [packageName, rest] = splitPackage(name);
  for (let at = dir;; at = posix.dirname(at)) {
    const home = `${at === "/" ? "" : at}/node_modules/${packageName}`;
    if (disk.stat(home)?.isDirectory) {
      const found = inPackage(home, rest, disk);
      if (found) return disk.realPath(found);
    }
    if (at === "/") return undefined;
  }
}

function inPackage(home: string, rest: string, disk: Disk): string | undefined {
  const manifest = parseJsonc(disk.readText(`${home}/package.json`) ?? "").value;
  const exported = property(property(manifest, "exports"), rest === "" ? "." : `./${rest}`);
  const target = exported && plain(exported);
  if (typeof target === "string") return firstFile(posix.resolve(home, target), disk);
  if (rest !== "") {
    return firstFile(`${home}/${rest}`, disk) ?? firstFile(`${home}/${rest}/tsconfig.json`, disk);
  }
  const field = property(manifest, "tsconfig");
  return firstFile(posix.resolve(home, field?.kind === "string" ? field.value : "tsconfig.json"), disk);
}

function firstFile(path: string, disk: Disk): string | undefined {
  return [path, `${path}.json`].find((candidate) => disk.stat(candidate)?.isDirectory === false);
}

/** `@acme/base/strict.json` is the package `@acme/base` and the rest `strict.json`. */
export function splitPackage(specifier: string): readonly [name: string, rest: string] {
  const parts = specifier.split("/");
  const length = specifier.startsWith("@") ? 2 : 1;
  return [parts.slice(0, length).join("/"), parts.slice(length).join("/")];
}

/**
 * Which file a path without ending, or with JavaScript's ending, stands for.
 *
 * @see microsoft/TypeScript:src/compiler/moduleNameResolver.ts
 * @module
 */

import { posix } from "node:path";
import type { Disk } from "../project/disk.ts";
import { parseJsonc, property } from "../project/jsonc.ts";

/** A written ending, and what it may stand for in order of preference. */
const written: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.js$/, [".ts", ".tsx", ".d.ts", ".js", ".jsx"]],
  [/\.jsx$/, [".tsx", ".ts", ".d.ts", ".jsx", ".js"]],
  [/\.mjs$/, [".mts", ".d.mts", ".mjs"]],
  [/\.cjs$/, [".cts", ".d.cts", ".cjs"]],
  [/(?=(?:\.d)?\.[cm]?tsx?$)/, [""]],
];
const unwritten = [".ts", ".tsx", ".d.ts", ".js", ".jsx"];

/**
 * The file that an absolute path means.
 *
 * @param hasFile Known files, asked before the disk.
 */
export function fileAt(base: string, disk: Disk, hasFile: (path: string) => boolean): string | undefined {
  const isFile = (path: string) => hasFile(path) || disk.stat(path)?.isDirectory === false;
  for (const [pattern, endings] of written) {
    if (!pattern.test(base)) continue;
    const found = endings.map((end) => base.replace(pattern, end)).find(isFile);
    if (found !== undefined) return found;
  }
  const direct = unwritten.map((end) => base + end).find(isFile);
  if (direct !== undefined || disk.stat(base)?.isDirectory !== true) return direct;
  return folderEntry(base, disk, hasFile);
}

function folderEntry(dir: string, disk: Disk, hasFile: (path: string) => boolean): string | undefined {
  const manifest = disk.stat(`${dir}/package.json`) &&
    parseJsonc(disk.readText(`${dir}/package.json`) ?? "").value;
  for (const key of ["types", "typings", "main"]) {
    const field = property(manifest, key);
    if (field?.kind !== "string") continue;
    const target = posix.resolve(dir, field.value);
    const found = target === dir ? undefined : fileAt(target, disk, hasFile);
    if (found !== undefined) return found;
  }
  const isFile = (path: string) => hasFile(path) || disk.stat(path)?.isDirectory === false;
  return unwritten.map((end) => `${dir}/index${end}`).find(isFile);
}

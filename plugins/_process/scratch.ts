/**
 * Fresh directories for one run, removed afterwards.
 *
 * @module
 */

/** A directory of its own below the system's temporary directory. Its path has no links in it. */
export interface Scratch extends AsyncDisposable {
  /** Absolute, without a slash at the end. */
  readonly path: string;
  /** Writes regular files; paths are relative with `/` between parts. What is there already is refused. */
  write(files: ReadonlyMap<string, string>): Promise<void>;
  /** Removes files. */
  remove(files: readonly string[]): Promise<void>;
}

/**
 * Makes a fresh directory that only this user can open.
 *
 * @example It is gone after its block
 * ```ts
 * import { scratch } from "./scratch.ts";
 * import assert from "node:assert/strict";
 *
 * let path;
 * {
 *   await using directory = await scratch();
 *   await directory.write(new Map([["a/b.txt", "hello"]]));
 *   path = directory.path;
 * }
 * await assert.rejects(Deno.stat(path));
 * ```
 */
export async function scratch(): Promise<Scratch> {
  const path = await Deno.realPath(await Deno.makeTempDir({ prefix: "maze-" }));
  return {
    path,
    write: (files) => writeAll(path, files),
    async remove(files) {
      for (const file of files) await Deno.remove(`${path}/${inside(file)}`);
    },
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

async function writeAll(root: string, files: ReadonlyMap<string, string>): Promise<void> {
  const folders = new Set([...files.keys()].map((file) => folderOf(inside(file))));
  for (const folder of folders) await Deno.mkdir(`${root}/${folder}`, { recursive: true });
  for (const [file, text] of files) await Deno.writeTextFile(`${root}/${file}`, text, { createNew: true });
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf("/")));
}

function inside(file: string): string {
  if (file.includes("\\") || file.split("/").some((part) => part === "" || part === "." || part === "..")) {
    throw new RangeError(`Cannot write "${file}": the path leaves its directory`);
  }
  return file;
}

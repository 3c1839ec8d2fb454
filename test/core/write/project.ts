/** Real projects on disk, and real processes that write in them. */

import { join } from "node:path";
import type { Change } from "../../../core/code/text.ts";
import { Workspace } from "../../../core/write/workspace.ts";
import type { Order } from "./writer.ts";

/** Runs work in a new folder that holds these files, and removes it. */
export async function withProject(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (root: string) => Promise<void>,
): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "maze write " }));
  try {
    await fillProject(root, files);
    await work(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** Writes files below a folder. */
export async function fillProject(root: string, files: Readonly<Record<string, string | Uint8Array>>) {
  for (const [file, content] of Object.entries(files)) {
    await Deno.mkdir(join(root, file, ".."), { recursive: true });
    await Deno.writeFile(
      join(root, file),
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
  }
}

/** A change that gives whole texts to files, new ones among them, and the hashes that these were read at. */
export async function changeTo(
  root: string,
  texts: Readonly<Record<string, string>>,
): Promise<{ change: Change; hashes: ReadonlyMap<string, string> }> {
  const workspace = await Workspace.open(root);
  const files = Object.entries(texts).map(([file, text]) => ({ file, text }));
  for (const { file } of files) {
    const isThere = await Deno.lstat(join(root, file)).then(() => true, () => false);
    await (isThere ? workspace.read(file) : workspace.create(file));
  }
  return { change: { edits: [], files }, hashes: workspace.hashes };
}

/** The bytes of files, each unit one byte, so that a failed test shows them. */
export async function bytesOf(root: string, files: readonly string[]): Promise<string[]> {
  const all = await Promise.all(files.map((file) => Deno.readFile(join(root, file))));
  return all.map((bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Everything below a folder that looks like a file which waits to replace another. */
export async function leftovers(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (/\.tmp$|\.new$|^\d+\.(begun|forward|back)$/.test(name)) found.push(name);
    if (isDirectory) found.push(...await leftovers(join(folder, name)));
  }
  return found;
}

/** Starts a process that writes, undoes or recovers; it says each step on a line of its own. */
export function startWriter(order: Order): Deno.ChildProcess {
  const program = join(import.meta.dirname ?? "", "writer.ts");
  const args = ["run", "--no-lock", "--no-check", "--allow-all", program, JSON.stringify(order)];
  return new Deno.Command(Deno.execPath(), { args, stdin: "piped", stdout: "piped" }).spawn();
}

/** What a writer said until it ended. */
export interface Told {
  readonly lines: readonly string[];
  readonly wasKilled: boolean;
}

/** Runs a writer to its end or its death. */
export async function runWriter(order: Order): Promise<Told> {
  await using writer = startWriter(order);
  const [text, status] = await Promise.all([
    new Response(writer.stdout).text(),
    writer.status,
    writer.stdin.close(),
  ]);
  return { lines: text.split("\n").slice(0, -1), wasKilled: status.signal === "SIGKILL" };
}

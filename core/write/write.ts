/**
 * Writing changes into a user's project: all files of a change or none, and back again.
 *
 * @module
 */

import { dirname, join, relative } from "node:path";
import type { Change, FileText } from "../code/text.ts";
import { begin, move, type OnStep, readPlan, type RunFile, runs, settle, type Settled } from "./journal.ts";
import { type LockOptions, lockProject } from "./lock.ts";
import { diskError, refusal } from "./refusal.ts";
import { NEW_FILE_MODE, NO_FILE, sha256, writeNew } from "./whole_file.ts";
import { decode, locate, locateNew } from "./workspace.ts";

const bom = "\uFEFF";

/** What every call that writes obeys and tells. */
export interface SettleOptions extends LockOptions {
  /** Told after each step, so that a test can stop the process there. */
  readonly onStep?: OnStep;
}

/** What a write needs to know beside the change. */
export interface WriteOptions extends SettleOptions {
  /** The SHA-256 that each file was read at, by file: `Workspace.hashes`. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** A file that is about to be replaced. */
type Replacement = Awaited<ReturnType<typeof prepare>>;

/**
 * Writes the files of a change, all or none: when this throws, every file is as it was. One that `Workspace.create` has
 * named is made. A file keeps its byte order mark, mode, owner and links that lead to it; a hard link to it keeps the old text. The signal stops it until the
 * first file is replaced.
 *
 * @example
 * ```ts
 * import { Workspace } from "./workspace.ts";
 * import { undo, writeChange } from "./write.ts";
 * import assert from "node:assert/strict";
 *
 * const root = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${root}/a.ts`, "one");
 * const workspace = await Workspace.open(root);
 * const change = await workspace.change([{ file: "a.ts", span: { start: 0, end: 3 }, text: "two" }]);
 * assert.deepEqual(await writeChange(root, change, { hashes: workspace.hashes }), ["a.ts"]);
 * assert.equal(await Deno.readTextFile(`${root}/a.ts`), "two");
 * await undo(root);
 * assert.equal(await Deno.readTextFile(`${root}/a.ts`), "one");
 * await Deno.remove(root, { recursive: true });
 * ```
 *
 * @returns The files that were written; those that already had their text are not.
 * @throws {MazeError} `write/changed` if a file is not as it was read, `write/no-space`, `write/read-only`,
 * `write/outside`, `write/unreadable`, `write/encoding`, or `write/journal` if an earlier run can not be settled.
 */
export function writeChange(root: string, change: Change, options: WriteOptions): Promise<readonly string[]> {
  return alone(root, options, (real) => replaceAll(real, change.files, options));
}

/**
 * Takes back the last run that was written and not yet taken back; can be called again for the run before it.
 *
 * @returns The files that have their old text again.
 * @throws {MazeError} `write/nothing-to-undo`; `write/changed` if someone changed a file since; else as `writeChange`.
 */
export async function undo(root: string, options: SettleOptions = {}): Promise<readonly string[]> {
  return await alone(root, options, async (real) => {
    const last = (await runs(real)).at(-1);
    const plan = last && await readPlan(real, last);
    if (!plan) throw refusal("nothing-to-undo", "Cannot undo: no run is left to undo");
    const files = plan.files.map(({ file, oldText }) => ({ file, text: oldText ?? undefined }));
    const hashes = new Map(plan.files.map(({ file, newHash }) => [file, newHash]));
    return await replaceAll(real, files, { ...options, hashes }, last);
  });
}

/**
 * Settles runs that a dead process left behind: every file is wholly new, or every file is wholly old. To be called
 * before anything of a project is read. Waits for a writer that is alive.
 *
 * @returns What was settled, oldest first; empty when there was nothing.
 */
export async function recover(root: string, options: SettleOptions = {}): Promise<readonly Settled[]> {
  const real = await Deno.realPath(root);
  // Most projects have nothing to settle: they are not locked, and none gets a `.maze/` by being looked at.
  if ((await runs(real)).every((run) => run.endsWith(".done"))) return [];
  return await alone(real, options, (_, settled) => Promise.resolve(settled));
}

/** Runs work under the project's lock, on a project in which every earlier run is settled. */
async function alone<Result>(
  root: string,
  options: SettleOptions,
  work: (root: string, settled: readonly Settled[]) => Promise<Result>,
): Promise<Result> {
  const real = await Deno.realPath(root);
  try {
    using _lock = await lockProject(real, options);
    const settled = await settleAll(real, options);
    for (const { direction, files } of settled) {
      const what = files.length === 1 ? "1 file" : `${files.length} files`;
      options.onMessage?.(`Settled a write that was cut off: ${what} went ${direction}`);
    }
    return await work(real, settled);
  } catch (error) {
    throw diskError(error, root);
  }
}

async function settleAll(root: string, { onStep }: SettleOptions, mayAdvance = true) {
  const settled: Settled[] = [];
  for (const run of await runs(root)) {
    if (!run.endsWith(".done")) settled.push(await settle(root, run, mayAdvance, onStep));
  }
  return settled;
}

/** A file and what it will hold; without a text it goes. */
interface Wanted extends Pick<FileText, "file"> {
  readonly text: string | undefined;
}

/** Replaces files, all or none. Texts of a run that undoes another have their byte order mark, others do not. */
async function replaceAll(root: string, texts: readonly Wanted[], options: WriteOptions, undoes?: string) {
  const all = await Promise.all(texts.map((text) => prepare(root, text, options, undoes)));
  const twin = all.find(({ path }, i) => all.findIndex((other) => other.path === path) !== i);
  if (twin) throw refusal("twice", `Cannot write "${twin.entry.file}": it is named twice`);
  const fresh = all.filter(({ entry }) => entry.newHash !== options.hashes.get(entry.file));
  if (fresh.length === 0) return [];
  try {
    await replace(root, fresh, options, undoes);
  } catch (error) {
    await settleAll(root, options, false).catch((cause) => {
      const both = new AggregateError([error, cause]);
      throw refusal("unsettled", `Cannot put the old texts back in "${root}": ${cause.message}`, both);
    });
    throw error;
  }
  return fresh.map(({ entry }) => entry.file);
}

async function replace(root: string, all: readonly Replacement[], options: WriteOptions, undoes?: string) {
  const { signal, onStep } = options;
  const run = await begin(root, { files: all.map(({ entry }) => entry), ...(undoes && { undoes }) });
  await onStep?.("begun");
  for (const replacement of all) {
    signal?.throwIfAborted();
    await stage(replacement);
    await onStep?.("staged");
  }
  signal?.throwIfAborted();
  const ready = await move(root, run, "forward");
  await onStep?.("forward");
  const { direction, changed } = await settle(root, ready, true, onStep);
  if (direction === "back") throw changedError(changed[0] ?? root);
}

async function prepare(root: string, { file, text }: Wanted, options: WriteOptions, undoes?: string) {
  const hash = options.hashes.get(file);
  if (hash === undefined) throw new TypeError(`Cannot write "${file}": nothing says what it was read at`);
  if (text?.isWellFormed() === false) {
    throw refusal("encoding", `Cannot write "${file}": it has half a character`);
  }
  const isNew = hash === NO_FILE;
  const path = await (isNew ? locateNew(root, file) : locate(root, file));
  const old = isNew ? undefined : await Deno.readFile(path);
  if (old && await sha256(old) !== hash) throw changedError(file);
  const oldText = old ? decode(file, old) : null;
  const bytes = new TextEncoder().encode(!undoes && oldText?.startsWith(bom) ? bom + text : text);
  const temporary = `.maze-${crypto.randomUUID()}.tmp`;
  const entry: RunFile = {
    file,
    real: relative(root, path),
    temporary,
    oldText,
    newHash: text === undefined ? NO_FILE : await sha256(bytes),
  };
  return { entry, path, bytes };
}

async function stage({ entry, path, bytes }: Replacement): Promise<void> {
  try {
    // A rename needs no leave of the file itself: asking for it here respects a file that was made read-only.
    if (entry.oldText !== null) (await Deno.open(path, { write: true })).close();
    const look = entry.oldText === null ? { mode: NEW_FILE_MODE } : { like: path };
    await writeNew(join(dirname(path), entry.temporary), bytes, look);
  } catch (error) {
    throw diskError(error, entry.file);
  }
}

function changedError(file: string): Error {
  return refusal("changed", `Cannot write "${file}": someone changed it since it was read`);
}

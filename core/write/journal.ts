/**
 * The journal of writes, `.maze/journal/`: what makes several files change together, also when the process dies.
 *
 * A run is a folder with one `run.json`. The folder's name ends in the run's state, and one rename changes it:
 *
 * - `begun`: new texts are being put beside their files; no file is replaced;
 * - `forward`: every new text is on disk; files are being replaced;
 * - `back`: replaced files are getting their old text again;
 * - `done`: all files are new; kept so that the run can be undone.
 *
 * @module
 */

import { dirname, join } from "node:path";
import { refusal } from "./refusal.ts";
import { hashAt, NEW_FILE_MODE, NO_FILE, sha256, syncFolder, unlessMissing, writeNew } from "./whole_file.ts";
import { isInProject } from "./workspace.ts";

/** How many runs can be undone. */
const keptRuns = 20;
const journal = join(".maze", "journal");

/** One file of a run. */
export interface RunFile {
  /** As the user names it. */
  readonly file: string;
  /** The file itself, links resolved, relative to the project's root. */
  readonly real: string;
  /** The name, in the same folder, under which the new text waits. */
  readonly temporary: string;
  /** With its byte order mark; `null` where there was no file. */
  readonly oldText: string | null;
  /** SHA-256 of the new bytes, hexadecimal; `NO_FILE` where the file goes. */
  readonly newHash: string;
}

/** What a run replaces; `undoes` names the run that it takes back. */
export interface Plan {
  readonly files: readonly RunFile[];
  readonly undoes?: string;
}

/** How a run ended: all files new (`forward`) or all old (`back`), but for those that someone else changed. */
export interface Settled {
  readonly direction: "forward" | "back";
  readonly files: readonly string[];
  /** Files that someone else changed meanwhile; they are left as they are. */
  readonly changed: readonly string[];
}

/** Told after each step, so that a test can stop the process there. */
export type OnStep = (step: string) => void | Promise<void>;

/** The names of all runs, `NUMBER.STATE`, oldest first. */
export async function runs(root: string): Promise<readonly string[]> {
  const entries = await unlessMissing(Array.fromAsync(Deno.readDir(join(root, journal)))) ?? [];
  return entries.map(({ name }) => name).filter((name) => /^\d{9}\.(begun|forward|back|done)$/.test(name))
    .sort();
}

/** Writes down what a run is going to replace, and forgets runs too old to be undone. Returns the run's name. */
export async function begin(root: string, plan: Plan): Promise<string> {
  const known = await runs(root);
  for (const old of known.slice(0, -keptRuns)) await forget(root, old);
  const number = Number.parseInt(known.at(-1) ?? "0") + 1;
  const run = `${String(number).padStart(9, "0")}.begun`;
  const folder = join(root, journal, run);
  await Deno.mkdir(folder);
  await writeNew(join(folder, "run.new"), new TextEncoder().encode(JSON.stringify(plan)));
  await Deno.rename(join(folder, "run.new"), join(folder, "run.json"));
  await syncFolder(folder);
  return run;
}

/** Moves a run into another state and returns its new name. Once `forward` is on disk the run will not be lost. */
export async function move(root: string, run: string, state: string): Promise<string> {
  const moved = run.replace(/\w+$/, state);
  await Deno.rename(join(root, journal, run), join(root, journal, moved));
  await syncFolder(join(root, journal));
  return moved;
}

/** A run's plan; `undefined` when the process died before it was written, or while it was forgotten. */
export async function readPlan(root: string, run: string): Promise<Plan | undefined> {
  const text = await unlessMissing(Deno.readTextFile(join(root, journal, run, "run.json")));
  if (text === undefined) return undefined;
  try {
    const plan: unknown = JSON.parse(text);
    if (isPlan(plan)) return plan;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refusal("journal", `Cannot read "${join(journal, run)}": it is not a journal of Maze`);
}

/** Brings a run to its end: forward where every file still can be new and `mayAdvance`, else back. */
export async function settle(
  root: string,
  run: string,
  mayAdvance: boolean,
  onStep?: OnStep,
): Promise<Settled> {
  const plan = await readPlan(root, run);
  const found = await Promise.all((plan?.files ?? []).map((file) => look(root, file)));
  const isForward = plan && mayAdvance && run.endsWith(".forward") && found.every(canBeNew);
  if (isForward) await goForward(root, run, plan, found, onStep);
  else await goBack(root, run, found, onStep);
  const changed = found.filter(({ now }) => now === "foreign").map(({ file }) => file);
  return { direction: isForward ? "forward" : "back", files: found.map(({ file }) => file), changed };
}

/** A file of a run as it is found now. */
interface Found extends RunFile {
  readonly path: string;
  /** Where the new text waits. */
  readonly waiting: string;
  readonly isWaiting: boolean;
  readonly now: "old" | "new" | "foreign";
}

async function look(root: string, file: RunFile): Promise<Found> {
  const path = join(root, file.real);
  const folder = await unlessMissing(Deno.realPath(dirname(path))) ?? dirname(path);
  // The journal may have been copied from a stranger: it must not reach what the project does not hold.
  if (folder !== dirname(path) || !isInProject(root, path)) {
    throw refusal("journal", `Cannot settle "${file.real}": it is not a file of the project`);
  }
  const waiting = join(folder, file.temporary);
  const isWaiting = await unlessMissing(Deno.lstat(waiting)) !== undefined;
  const oldHash = file.oldText === null ? NO_FILE : await sha256(new TextEncoder().encode(file.oldText));
  const hash = await hashAt(path);
  const now = hash === file.newHash ? "new" : hash === oldHash ? "old" : "foreign";
  return { ...file, path, waiting, isWaiting, now };
}

/** Someone who changed a file after it was replaced has seen the new text; who changed it before has not. */
function canBeNew({ now, isWaiting }: Found): boolean {
  return now === "new" || isWaiting === (now === "old");
}

async function goForward(root: string, run: string, plan: Plan, found: readonly Found[], onStep?: OnStep) {
  for (const { path, waiting, now, newHash } of found) {
    if (now === "old" && newHash === NO_FILE) await unlessMissing(Deno.remove(path));
    if (now === "old" && newHash !== NO_FILE) await Deno.rename(waiting, path);
    else await unlessMissing(Deno.remove(waiting));
    await onStep?.("placed");
  }
  await syncFolders(found);
  if (plan.undoes) {
    await forget(root, plan.undoes);
    await onStep?.("forgotten");
    await forget(root, run);
  } else await move(root, run, "done");
  await onStep?.("done");
}

async function goBack(root: string, run: string, found: readonly Found[], onStep?: OnStep): Promise<void> {
  const turned = run.endsWith(".forward") ? await move(root, run, "back") : run;
  for (const { path, waiting, now, oldText, newHash } of found) {
    await unlessMissing(Deno.remove(waiting));
    await onStep?.("cleared");
    if (now !== "new" || turned.endsWith(".begun")) continue;
    if (oldText === null) await unlessMissing(Deno.remove(path));
    else {
      const look = newHash === NO_FILE ? { mode: NEW_FILE_MODE } : { like: path };
      await writeNew(waiting, new TextEncoder().encode(oldText), look);
      await onStep?.("returning");
      await Deno.rename(waiting, path);
    }
    await onStep?.("returned");
  }
  await syncFolders(found);
  await forget(root, turned);
}

async function syncFolders(found: readonly Found[]): Promise<void> {
  const folders = new Set(found.map(({ path }) => dirname(path)));
  for (const folder of folders) await unlessMissing(syncFolder(folder));
}

/** Removes a run. Dying within leaves a folder without a plan, which the next call that settles runs removes. */
async function forget(root: string, run: string): Promise<void> {
  await unlessMissing(Deno.remove(join(root, journal, run), { recursive: true }));
}

function isPlan(value: unknown): value is Plan {
  const { files, undoes = "000000000.done" } = Object(value) as Record<string, unknown>;
  return Array.isArray(files) && files.every(isRunFile) && /^\d{9}\.done$/.test(String(undoes));
}

function isRunFile(value: unknown): value is RunFile {
  const file = Object(value) as Record<string, unknown>;
  const texts = [
    file.file,
    file.real,
    file.temporary,
    file.oldText === null ? "" : file.oldText,
    file.newHash,
  ];
  return texts.every((text) => typeof text === "string") &&
    /^\.maze-[0-9a-f-]{36}\.tmp$/.test(String(file.temporary));
}

/** A small project with functions that can be cut out, and some that can not. */

import type { Project } from "../../../bench/holes/projects.ts";
import { drawTasks } from "../../../bench/holes/draw.ts";
import type { HoleTask } from "../../../bench/holes/task.ts";

const FILES: Readonly<Record<string, string>> = {
  "src/parcelKind.ts": `/** What a parcel is sent as. */
export interface ParcelKind {
  readonly mode: "parcelAir" | "parcelSea";
  readonly weightGrams: number;
}

/** Grams in place of kilograms. */
export function toGrams(kilograms: number): number {
  const grams = kilograms * 1000;
  return Math.round(grams);
}
`,
  "src/postage.ts": `import { type ParcelKind, toGrams } from "./parcelKind.ts";

/** Cents for a ParcelKind. */
export function postageOf(parcel: ParcelKind, surchargeCents: number): number {
  const limit = toGrams(2);
  const base = parcel.mode === "parcelAir" ? 700 : 300;
  const isHeavy = parcel.weightGrams > limit / 100;
  return base + surchargeCents + (isHeavy ? 50 : 0);
}

/** Keeps count of what was sent. */
export class PostLedger {
  #sentCount = 0;
  /** Cents so far. */
  centsSum = 0;

  /** Adds one. */
  addPostage(cents: number): number {
    this.#sentCount++;
    this.centsSum += cents;
    return this.centsSum * this.#sentCount;
  }

  static ofDay(day: string): string {
    const label = day.trim().toUpperCase();
    return label === "" ? "no day" : "day " + label;
  }
}

export function drawnCents(most: number): number {
  const drawn = Math.random() * 1000;
  return drawn + most;
}

export function placeOf(name: string): string {
  const place = new URL(".", import.meta.url).pathname;
  return place + name;
}

export function sameForAll(text: string): number {
  const length = text.length;
  return length > 1000 ? 1 : 0;
}

export function needsLedger(ledger: PostLedger): number {
  const cents = ledger.centsSum;
  return cents + 1;
}
`,
};

const CONFIG = {
  compilerOptions: {
    ...{ strict: true, noEmit: true, target: "esnext", module: "preserve", skipLibCheck: true },
    ...{ lib: ["esnext", "dom"], types: [], allowImportingTsExtensions: true },
  },
  include: ["src"],
};

/** Words are tokens enough. */
export const count = (text: string) => text.split(/\W+/).length;

/** A function that does not end, to stand behind a file. */
export const NEVER_BACK = `
export function neverBack(times: number): number {
  for (;;) if (times > 1e9) return times;
}
`;

/** The project in a temporary folder. */
export async function ownProject(): Promise<Project & AsyncDisposable> {
  const root = await Deno.makeTempDir({ prefix: "maze-holes-own-" });
  await Deno.mkdir(`${root}/src`);
  for (const [file, text] of Object.entries(FILES)) await Deno.writeTextFile(`${root}/${file}`, text);
  await Deno.writeTextFile(`${root}/tsconfig.json`, JSON.stringify(CONFIG));
  return { name: "own", root, [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }) };
}

/** Its tasks, by the names of their functions. */
export async function ownTasks(project: Project): Promise<ReadonlyMap<string, HoleTask>> {
  const tasks = await drawTasks(project, { most: 40, count, least: 5, runMs: 5_000 });
  return new Map(tasks.map((task) => [task.callable.name, task]));
}

/** A task that is there. */
export function taskNamed(tasks: ReadonlyMap<string, HoleTask>, name: string): HoleTask {
  const task = tasks.get(name);
  if (!task) throw new Error(`there is no task ${name}: ${[...tasks.keys()].join()}`);
  return task;
}

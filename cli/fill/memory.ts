/**
 * What a run takes from the last look at its holes, and what it leaves for the next one.
 *
 * @module
 */

import { type Earlier, type Hole, type Maze, MazeError } from "@maze/maze";
import own from "../deno.json" with { type: "json" };
import type { Project } from "../open.ts";
import { readingsOf } from "../views/outcome.ts";
import type { Choices } from "./choices.ts";
import type { Chosen } from "./choose.ts";
import { moved } from "./moved.ts";
import { readShown, type Shown, type ShownHole, writeShown } from "./shown.ts";
import { refuseUnshown } from "./unshown.ts";

/** Where something comes from that was not searched for in this run. */
export interface Recalled {
  /** When it was shown. */
  readonly at: Date;
  /** From 1, as the command line chose it; `undefined` when it did not. */
  readonly number: number | undefined;
}

/** What to take from the last look. */
export interface MemoryOptions {
  readonly choices: Choices;
  /** True when a hole that nobody chose for goes in as it was shown, too. */
  readonly isAsShown: boolean;
}

/** What was shown of the holes of one run. */
export class Memory {
  readonly #maze: Maze;
  readonly #shown: Shown;
  readonly #settings: string;
  readonly #holes: ReadonlyMap<string, Hole>;
  readonly #options: MemoryOptions;

  private constructor(
    project: Project,
    shown: Shown,
    settings: string,
    holes: readonly Hole[],
    options: MemoryOptions,
  ) {
    this.#maze = project.maze;
    this.#shown = shown;
    this.#settings = settings;
    this.#holes = new Map(holes.map((hole) => [hole.id, hole]));
    this.#options = options;
  }

  /**
   * Looks up what was shown of these holes.
   *
   * @throws {UsageError} If a choice names a reading that was not shown for this text and these plugins.
   */
  static async open(project: Project, holes: readonly Hole[], options: MemoryOptions): Promise<Memory> {
    const [shown, settings] = await Promise.all([readShown(project.maze.root), settingsOf(project)]);
    const memory = new Memory(project, shown, settings, holes, options);
    for (const [id, number] of options.choices) {
      const one = shown.get(id);
      refuseUnshown({
        id,
        number,
        shown: one,
        isText: memory.#isOfText(id),
        isSettings: one?.settings === settings,
      });
    }
    return memory;
  }

  /** What may go into a hole without a new search. */
  earlier({ id }: Hole): Earlier | undefined {
    const one = this.#found(id);
    if (!one) return undefined;
    const number = this.#options.choices.get(id);
    const chosen = number === undefined ? one.chosen ?? 0 : number - 1;
    const { filled, readings, telling } = one;
    const isOther = number !== undefined || chosen > 0;
    if (isOther) {
      return { filled: "yes", answers: readings.slice(chosen, chosen + 1), isLast: number !== undefined };
    }
    if (filled === "no") return undefined; // another search may find something
    return { filled, answers: readings, ...(telling && { telling }), isLast: false };
  }

  /** When that was shown; `undefined` for a hole that is searched for. */
  recalled(id: string): Recalled | undefined {
    const one = this.#found(id);
    return one && { at: new Date(one.at), number: this.#options.choices.get(id) };
  }

  /**
   * Keeps what this run has shown, and forgets what is no longer so. A hole that stays open in a file that was written keeps its
   * readings: they are judged again before one goes in.
   *
   * @returns Why it could not be kept; `undefined` when it is.
   */
  async keep(chosen: readonly Chosen[], written: readonly string[]): Promise<string | undefined> {
    const now = new Date().toISOString();
    const old = await this.#current();
    const fresh = chosen.map((one): [string, ShownHole] => [one.outcome.hole.id, this.#entry(one, now)]);
    const filled = new Set(chosen.flatMap(({ candidate, outcome }) => candidate ? [outcome.hole.id] : []));
    const open = [...this.#holes.values()].filter(({ id }) => !filled.has(id));
    const places = await moved(this.#maze, open, written);
    const left = [...old, ...fresh].flatMap(([id, one]): [string, ShownHole][] => {
      if (!written.includes(one.file)) return [[id, one]];
      const place = places.get(id);
      return place ? [[place.id, { ...one, snapshot: place.snapshot }]] : [];
    });
    return await writeShown(this.#maze.root, new Map(left));
  }

  /** What was shown of a hole as it stands now, where this run may use it. */
  #found(id: string): ShownHole | undefined {
    const { choices, isAsShown } = this.#options;
    const one = this.#shown.get(id);
    const isMeant = choices.has(id) || isAsShown;
    return isMeant && one?.settings === this.#settings && this.#isOfText(id) ? one : undefined;
  }

  #isOfText(id: string): boolean {
    return this.#shown.get(id)?.snapshot === this.#holes.get(id)?.snapshot;
  }

  /** A choice leaves the readings and their numbers as they were. */
  #entry({ outcome, offered }: Chosen, now: string): ShownHole {
    const { hole: { id, file }, filled, telling } = outcome;
    const found = outcome.earlier ? this.#found(id) : undefined;
    const number = this.#options.choices.get(id);
    if (found && number !== undefined) return { ...found, chosen: number - 1 };
    if (found && outcome.earlier === "valid") return found;
    const readings = readingsOf(outcome);
    const at = offered ? readings.indexOf(offered) : -1;
    return {
      ...{ at: now, file, filled, settings: this.#settings },
      snapshot: this.#holes.get(id)?.snapshot ?? "",
      readings: readings.map(({ text, needs, cost }) => ({ text, needs: [...needs], cost })),
      chosen: at < 0 ? null : at,
      ...(telling && { telling: { ...telling, results: [...telling.results] } }),
    };
  }

  /** What was shown and is still true of the files as they were read. */
  async #current(): Promise<readonly [string, ShownHole][]> {
    const snapshots = new Map<string, Promise<string | undefined>>();
    const isCurrent = async ({ file, snapshot }: ShownHole) => {
      const known = snapshots.get(file) ?? snapshotOf(this.#maze, file);
      snapshots.set(file, known);
      return await known === snapshot;
    };
    const all = await Promise.all(
      [...this.#shown].map(async ([id, one]): Promise<[string, ShownHole][]> =>
        await isCurrent(one) ? [[id, one]] : []
      ),
    );
    return all.flat();
  }
}

/** The plugins, their versions and their options: with others, other texts are valid. */
async function settingsOf({ maze, config: { options } }: Project): Promise<string> {
  const plugins = maze.plugins.map(({ name, version }) => [name, version]);
  return (await sha256(JSON.stringify([own.version, plugins, options]))).slice(0, DIGITS);
}

/** As `Hole.snapshot` says it; `undefined` for a file that is not there any more. */
async function snapshotOf(maze: Maze, file: string): Promise<string | undefined> {
  try {
    return (await sha256(await maze.before(file))).slice(0, DIGITS);
  } catch (error) {
    if (!(error instanceof MazeError)) throw error;
    return undefined;
  }
}

const DIGITS = 16;

async function sha256(text: string): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toHex();
}

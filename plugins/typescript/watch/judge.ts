/**
 * Asks the compiler about code up to a cut, and about a hole that is filled.
 *
 * @module
 */

import type { Hole } from "../../../core/code/hole.ts";
import { newFaults } from "../../_faults/new_faults.ts";
import type { Baseline } from "../baseline.ts";
import type { Compiler, CompilerDiagnostic } from "../compiler.ts";
import type { ChangedType } from "../public_types.ts";
import { parseFile } from "../syntax.ts";
import { FADING, NEVER_FATAL, UNCALLED, UNKNOWN_NAME } from "./codes.ts";
import { closed, type Cut } from "./cut.ts";
import type { Frame } from "./frame.ts";
import type { Importable } from "./importable.ts";
import type { Filling } from "./filling.ts";
import type { Scene } from "./scene.ts";
import { continuations } from "./second_closing.ts";
import { type Standing, standingOf } from "./standing.ts";
import type { Reading } from "./tokens.ts";
import { type Leaning, unsettledNames } from "./unsettled.ts";

/** A hole under watch. */
export interface Watched {
  readonly hole: Hole;
  /** For code that ends anywhere. */
  readonly prefix: Filling;
  /** For code that fills the hole. */
  readonly whole: Filling;
  readonly frame: Frame;
  readonly compiler: Compiler;
  readonly baseline: Baseline;
  readonly importable: Importable;
  /** The hole's file as the compiler names it. */
  readonly path: string;
  /** Texts of other files that the draft leans on, by absolute path. */
  readonly others: ReadonlyMap<string, string>;
  /** The imports of the hole's file that lean on its own names. */
  readonly leaning: Leaning;
  /** True where what is replaced reaches all code: nothing is known before all is written. */
  readonly isBlind: boolean;
  /** What a filled hole shows to others with other types than before. */
  shownOtherwise(fill: string): Promise<readonly ChangedType[]>;
}

const NONE: ReadonlySet<string> = new Set();

/** The faults up to a cut that no continuation removes, in order of place. */
export async function faultsUpTo(
  watched: Watched,
  written: string,
  reading: Reading,
  cut: Cut,
): Promise<CompilerDiagnostic[]> {
  const { frame, hole, prefix } = watched;
  if (watched.isBlind) return [];
  const first = closed(frame, written, cut);
  const text = prefix.text(first.code);
  const start = prefix.start + prefix.lead;
  const code = { start, end: start + cut.at };
  const found = await diagnose(watched, text);
  const own = found.filter(({ span, isError }) => isError && span.start >= start && span.end <= code.end);
  const syntax = own.length > 0 ? parseFile(hole.file, text) : undefined;
  // Where the file around the hole can not be parsed, nobody knows what a fault stands in.
  if (!syntax?.isWhole) return [];
  const limit = cut.isEnded ? code.end + 1 : code.end - 1;
  const { isJs, holds } = frame;
  const unsettled = prefix.listed
    ? unsettledNames({ syntax, code, limit, isJs }, prefix.listed, watched.leaning)
    : NONE;
  const doubted = await doubtedOf(watched, { syntax, code, limit, reading, isJs, holds, unsettled }, own);
  const isSurviving = doubted.every(isSure) ? isSure : await secondClosing();
  return doubted.filter(isSurviving).map(({ fault }) => fault);

  async function secondClosing(): Promise<(one: Doubted) => boolean> {
    const missing = doubted.flatMap(({ standing }) => standing.kind === "name" ? [standing.name] : []);
    const before = continuations({
      ...{ frame, text, missing: [...new Set(missing)] },
      code: written.slice(0, cut.at),
      ends: first.ends.map((end) => end + start),
    });
    const second = await diagnose(watched, prefix.text(closed(frame, written, cut, before).code));
    return (one) => isSure(one) || survives(one, found, second);
  }
}

/** The faults that nothing in their place speaks against. */
async function doubtedOf(
  { importable, hole }: Watched,
  scene: Scene,
  faults: readonly CompilerDiagnostic[],
): Promise<Doubted[]> {
  const doubted: Doubted[] = [];
  for (const fault of faults) {
    const standing = standingOf(scene, fault);
    if (standing.kind === "held") continue;
    if (standing.kind === "name" && await importable.has(standing.name, hole.file)) continue;
    doubted.push({ fault, standing });
  }
  return doubted;
}

/** What is found in a filled hole. */
export interface Whole {
  /** The new faults of its file, wherever they stand. */
  readonly faults: readonly CompilerDiagnostic[];
  /** Names that an import may still bring. */
  readonly missing: readonly string[];
  /** What lines that are written anew show to others with other types than before, where nothing else is wrong. */
  readonly shown: readonly ChangedType[];
}

/** What is found in a hole's file with the hole filled. */
export async function findingsOfWhole(watched: Watched, fill: string): Promise<Whole> {
  const { whole, compiler, baseline, hole, importable } = watched;
  const before = await baseline.faults(compiler, hole.file, hole);
  const text = whole.text(fill);
  const faults: CompilerDiagnostic[] = [];
  const missing = new Set<string>();
  for (const fault of newFaults(before, await diagnose(watched, text), whole.edits(fill))) {
    const name = text.slice(fault.span.start, fault.span.end);
    if (NEVER_FATAL.has(fault.code)) continue;
    if (UNKNOWN_NAME.has(fault.code) && await importable.has(name, hole.file)) missing.add(name);
    else faults.push(fault);
  }
  // A name that is missing is of any type.
  const isRange = hole.kind === "range" && faults.length === 0 && missing.size === 0;
  return { faults, missing: [...missing], shown: isRange ? await watched.shownOtherwise(fill) : [] };
}

interface Doubted {
  readonly fault: CompilerDiagnostic;
  readonly standing: Standing;
}

/** A name where nothing can be declared any more. */
function isSure({ standing }: Doubted): boolean {
  return standing.kind === "name" && standing.unit === undefined;
}

/** True for a fault that the second closing does not take away. */
function survives(
  { fault, standing }: Doubted,
  first: readonly CompilerDiagnostic[],
  second: readonly CompilerDiagnostic[],
): boolean {
  if (standing.kind !== "name") return second.some((one) => isSame(one, fault));
  const { unit } = standing;
  // A function of that name does not fit there either.
  return second.some((one) =>
    unit && one.isError && one.span.start >= unit.start && one.span.end <= unit.end &&
    ![NEVER_FATAL, FADING, UNCALLED, UNKNOWN_NAME].some((codes) => codes.has(one.code)) &&
    !first.some((known) => isSame(known, one))
  );
}

function isSame(one: CompilerDiagnostic, other: CompilerDiagnostic): boolean {
  return one.code === other.code && one.span.start === other.span.start && one.span.end === other.span.end;
}

async function diagnose(
  { compiler, path, others }: Watched,
  text: string,
): Promise<readonly CompilerDiagnostic[]> {
  return await compiler.ask(new Map([...others, [path, text]]), (moment) => moment.diagnostics(path));
}

/**
 * Asks the compiler about code up to a cut, and about a hole that is filled.
 *
 * @module
 */

import type { Hole } from "../../../core/code/hole.ts";
import { newFaults } from "../../_faults/new_faults.ts";
import type { Baseline } from "../baseline.ts";
import type { Compiler, CompilerDiagnostic } from "../compiler.ts";
import { parseFile } from "../syntax.ts";
import { FADING, NEVER_FATAL, UNCALLED, UNKNOWN_NAME } from "./codes.ts";
import { closed, type Cut } from "./cut.ts";
import type { Frame } from "./frame.ts";
import type { Importable } from "./importable.ts";
import type { Place } from "./place.ts";
import type { Scene } from "./scene.ts";
import { continuations } from "./second.ts";
import { type Standing, standingOf } from "./standing.ts";
import type { Reading } from "./tokens.ts";

/** A hole under watch. */
export interface Watched {
  readonly hole: Hole;
  /** For code that ends anywhere. */
  readonly place: Place;
  /** For code that fills the hole. */
  readonly filled: Place;
  readonly frame: Frame;
  readonly compiler: Compiler;
  readonly baseline: Baseline;
  readonly importable: Importable;
  /** The hole's file as the compiler names it. */
  readonly path: string;
  /** Texts of other files that the draft leans on, by absolute path. */
  readonly others: ReadonlyMap<string, string>;
}

/** The faults up to a cut that no continuation removes, in order of place. */
export async function faultsUpTo(
  watched: Watched,
  text: string,
  reading: Reading,
  cut: Cut,
): Promise<CompilerDiagnostic[]> {
  const { frame, place } = watched;
  const first = closed(frame, text, cut);
  const whole = place.filled(first.code);
  const start = place.start + place.lead;
  const code = { start, end: start + cut.at };
  const found = await diagnose(watched, whole);
  const own = found.filter(({ span, isError }) => isError && span.start >= start && span.end <= code.end);
  const syntax = own.length > 0 ? parseFile(place.file, whole) : undefined;
  // Where the file around the hole can not be parsed, nobody knows what a fault stands in.
  if (!syntax?.isWhole) return [];
  const scene: Scene = {
    syntax,
    code,
    limit: cut.isEnded ? code.end + 1 : code.end - 1,
    reading,
    isJs: frame.isJs,
    holds: frame.holds,
  };
  const doubted: Doubted[] = [];
  for (const fault of own) {
    const standing = standingOf(scene, fault);
    if (standing.kind === "held") continue;
    if (standing.kind === "name" && await watched.importable.has(standing.name, place.file)) continue;
    doubted.push({ fault, standing });
  }
  if (doubted.every(isSure)) return doubted.map(({ fault }) => fault);
  const before = continuations({
    frame,
    text: whole,
    code: text.slice(0, cut.at),
    ends: first.ends.map((end) => end + start),
    missing: [...new Set(doubted.flatMap(({ standing }) => standing.kind === "name" ? [standing.name] : []))],
  });
  const second = await diagnose(watched, place.filled(closed(frame, text, cut, before).code));
  return doubted.filter((one) => isSure(one) || survives(one, found, second)).map(({ fault }) => fault);
}

/** The new faults of a hole's file with the hole filled, wherever they stand. */
export async function faultsOfWhole(watched: Watched, text: string): Promise<CompilerDiagnostic[]> {
  const { filled: place, compiler, baseline, hole, importable } = watched;
  const before = await baseline.faults(compiler, place.file, hole);
  const whole = place.filled(text);
  const after = newFaults(before, await diagnose(watched, whole), place.edits(text));
  const faults: CompilerDiagnostic[] = [];
  for (const fault of after) {
    const name = whole.slice(fault.span.start, fault.span.end);
    if (NEVER_FATAL.has(fault.code)) continue;
    if (UNKNOWN_NAME.has(fault.code) && await importable.has(name, place.file)) continue;
    faults.push(fault);
  }
  return faults;
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

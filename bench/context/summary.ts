/**
 * Holes to figures.
 *
 * @module
 */

import type { Seen } from "../context.ts";
import { type Figure, figure } from "../report.ts";
import { type Counted, overHoles, shareOf } from "./recall.ts";

/**
 * Names that an arm holds: the head of the function alone, the file, the map, Maze's context, the file with either; and
 * by chance, in the context of another hole of the package.
 */
const ARMS = ["none", "file", "map", "maze", "fileAndMap", "fileAndMaze", "chance"];
/** Names that an arm declares. */
const DECLARING = ["declaredByMap", "declaredByMaze"];
const TARGETS = { recall: 0.85, misses: 0.5, elapsedMs: 100 };

/** Figures of each package and of all holes together. */
export function summary(seen: readonly Seen[]): readonly Figure[] {
  const groups = [...Map.groupBy(seen, (one) => one.package)];
  const named = groups.length > 1 ? [...groups, ["all", seen] as const] : groups;
  return named.flatMap(([name, own]) => [
    ...figuresOf(name, own.filter(({ isFresh }) => !isFresh)),
    ...figuresOf(`${name}.fresh`, own.filter(({ isFresh }) => isFresh)),
    ...times(name, own),
  ]);
}

function figuresOf(name: string, seen: readonly Seen[]): Figure[] {
  if (seen.length === 0) return [];
  const isFirst = !name.endsWith(".fresh");
  const recall = (arm: string) => (some: readonly Seen[]) => shareOf(some.map((one) => countsOf(one, arm)));
  const misses = (arm: string) => (some: readonly Seen[]) => 1 - recall(arm)(some);
  const share = { unit: "", lower_is_better: false };
  return [
    ...[...ARMS, ...DECLARING].map((arm) => {
      const isAim = isFirst && (arm === "maze" || arm === "declaredByMaze");
      const init = { ...share, name: `${name}.recall.${arm}`, target: isAim ? TARGETS.recall : null };
      return overHoles(init, seen, recall(arm));
    }),
    ...[["maze", "map"], ["declaredByMaze", "declaredByMap"]].map(([own = "", other = ""]) => {
      const init = { name: `${name}.misses.${own}_of_${other}`, unit: "", lower_is_better: true };
      const ratio = (some: readonly Seen[]) => misses(own)(some) / Math.max(1e-9, misses(other)(some));
      return overHoles({ ...init, target: isFirst ? TARGETS.misses : null }, seen, ratio);
    }),
  ];
}

/** The first look at a project reads what later ones know. */
function times(name: string, seen: readonly Seen[]): Figure[] {
  const all = seen.map(({ elapsedMs }) => elapsedMs);
  const [first = 0, ...others] = all;
  const time = { unit: "ms", lower_is_better: true };
  if (others.length === 0) return [];
  const p95 = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * 0.95)] ?? 0;
  const used = seen.slice(1).map(({ processorMs }) => processorMs);
  const isOne = name !== "all";
  return [
    figure({ ...time, name: `${name}.select.p50`, target: TARGETS.elapsedMs }, others),
    {
      ...figure({ ...time, name: `${name}.select.p95`, target: TARGETS.elapsedMs }, [p95(others)]),
      n: others.length,
    },
    figure({ ...time, name: `${name}.select.processor.p50` }, used),
    { ...figure({ ...time, name: `${name}.select.processor.p95` }, [p95(used)]), n: used.length },
    ...(isOne ? [figure({ ...time, name: `${name}.select.first` }, [first])] : []),
    figure(
      { unit: "tokens", lower_is_better: true, name: `${name}.tokens` },
      seen.map(({ tokens }) => tokens),
    ),
  ];
}

function countsOf({ counts }: Seen, arm: string): Counted {
  return counts[arm] ?? { found: 0, of: 0 };
}

/**
 * What `maze why --json` prints: the shape that docs/schemas/why.schema.json describes.
 *
 * @module
 */

import type { Hole, Maze, Outcome, Step } from "@maze/maze";
import { basename } from "node:path";
import type { WhyJson } from "../shapes.ts";
import { firstFault } from "../views/verdict.ts";
import { attemptIn } from "./attempt.ts";
import { owners, readTrace } from "./trace.ts";

type Seen = Extract<WhyJson, { root: string }>["holes"][number];
type Ran = Extract<WhyJson, { trace: string }>["holes"][number];

/** A fresh look at holes. Nothing is written. @param steps Those of the run, as they come. */
export async function holesJson(
  maze: Maze,
  holes: readonly Hole[],
  steps: readonly Step[],
): Promise<WhyJson> {
  const seen: Seen[] = [];
  for await (const outcome of maze.fill({ holes, choose: () => undefined })) {
    seen.push(await seenOf(maze, outcome, steps));
  }
  return { version: 1, root: maze.root, holes: seen };
}

async function seenOf(maze: Maze, outcome: Outcome, steps: readonly Step[]): Promise<Seen> {
  const { hole, filled, candidates, notes, cost } = outcome;
  const own = steps.filter(({ kind, name }) => kind === "hole" && name === hole.id);
  const owner = owners(steps, own);
  const scope = await maze.scope(hole);
  return {
    ...{ id: hole.id, filled, elapsedMs: cost.elapsedMs, notes: [...notes] },
    type: scope?.expected?.type ?? null,
    visible: (scope?.bindings ?? []).map(({ name, type, kind }) => ({ name, type, kind })),
    context: [...attemptIn(steps.filter(({ id }) => owner.has(id))).context],
    candidates: candidates.map((one) => ({
      text: one.text,
      state: one.verdict.state,
      fault: firstFault(one) ?? null,
    })),
  };
}

/** What a trace says of each hole of its run. */
export async function traceJson(file: string): Promise<WhyJson> {
  const { steps, holes, owner } = await readTrace(file);
  const ran = holes.map((hole): Ran => {
    const { judged, filled, notes, context } = attemptIn(steps.filter(({ id }) => owner.get(id) === hole.id));
    return {
      id: hole.name,
      context: [...context],
      filled: filled === "yes" || filled === "ambiguous" || filled === "no" ? filled : null,
      candidates: judged.flatMap(({ text, state, faults: [fault = null] }) =>
        state === "valid" || state === "invalid" || state === "unchecked" ? [{ text, state, fault }] : []
      ),
      notes: [...notes],
      elapsedMs: hole.elapsedMs,
    };
  });
  return { version: 1, trace: basename(file, ".jsonl"), holes: ran };
}

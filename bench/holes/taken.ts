/**
 * Whether Maze takes the body that stood in a hole: a provider writes it word by word, and it is watched and judged as what
 * a model writes is. What is refused here is refused wrongly.
 *
 * @module
 */

import { setTimeout as delay } from "node:timers/promises";
import { createMaze, type MazeOptions, type Outcome } from "@maze/maze";
import { z } from "zod";
import { type Chunk, CONTRACT_VERSION, definePlugin, type Provider } from "../../core/kernel/plugin.ts";
import typescript from "../../plugins/typescript/mod.ts";
import { type HoleTask, textIn } from "./task.ts";

/** A word at a time, as from a fast server: checks come on the way. */
const WORD_MS = 5;
const WORDS = /\s*[\p{L}\p{N}_$]+|\s*[^\s\p{L}\p{N}_$]|\s+/gu;
/** Time is no bound, and nothing is mended. */
const FILL: NonNullable<MazeOptions["fill"]> = {
  ...{ maxMs: 600_000, answerTokens: 4_096, contextTokens: 0, streams: 1, moves: [] },
};
/** A fault's code, as notes have it. */
const CODE = /\b(?:TS\d+|(?:cheat|syntax|watch)\/[\w-]+)\b/;

/**
 * The code of what Maze has against a task's uncut body; `undefined` where it takes it.
 *
 * @param root A copy of the project: the task's file is written there.
 */
export async function refusalOf(
  root: string,
  { whole, callable: { body }, file, files, hole: at }: HoleTask,
): Promise<string | undefined> {
  const path = `${root}/${file}`;
  await Deno.writeTextFile(path, files[file] ?? whole);
  try {
    // An open project sees a file as it was first read.
    await using maze = await createMaze({
      ...{ root, fill: FILL },
      plugins: [{ plugin: typescript, options: { cache: false } }, { plugin: writing(textIn(whole, body)) }],
    });
    const holes = await Array.fromAsync(maze.find([file]));
    const hole = holes.find(({ span }) => span.start === at);
    if (!hole) return "no hole";
    const [outcome] = await Array.fromAsync(maze.fill({ holes: [hole], choose: () => undefined }));
    return outcome?.filled === "yes" ? undefined : codeIn(outcome);
  } finally {
    await Deno.writeTextFile(path, whole);
  }
}

function codeIn(outcome: Outcome | undefined): string {
  const reports = outcome?.candidates.flatMap(({ verdict }) => verdict.reports) ?? [];
  const faults = reports.flatMap(({ diagnostics }) => diagnostics);
  const said = outcome?.notes.map(({ text }) => text).join("\n") ?? "";
  return faults.find(({ severity }) => severity === "error")?.code ?? CODE.exec(said)?.[0] ?? "nothing given";
}

/** A provider that writes one text into every hole. */
function writing(text: string) {
  const provider: Provider = {
    capabilities: () =>
      Promise.resolve({
        ...{ model: "uncut", server: "", accepts: [], continuation: "none", logprobs: 0 },
        ...{ infill: true, usage: true, counting: "estimate", answers: 1 },
      }),
    async *complete(_request, { signal }): AsyncGenerator<Chunk> {
      for (const [word] of text.matchAll(WORDS)) {
        await delay(WORD_MS, undefined, { signal });
        yield { kind: "text", answer: 0, text: word };
      }
      yield { kind: "end", answer: 0, reason: "complete", cost: 1, needs: [] };
      yield { kind: "usage", usage: { inputTokens: 0, outputTokens: 0 }, notes: [] };
    },
  };
  return definePlugin({
    manifest: {
      ...{ name: "uncut", version: "1.0.0", contract: CONTRACT_VERSION },
      ...{ description: "Writes what stood there", points: ["provider"], languages: [], permissions: {} },
    },
    options: z.strictObject({}),
    setup: () => ({ provider }),
  });
}

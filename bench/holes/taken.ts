/**
 * Whether Maze takes the body that stood in a hole: a provider writes it word by word, and it is watched and judged as what
 * a model writes is. What is refused here is refused wrongly.
 *
 * @module
 */

import { setTimeout as delay } from "node:timers/promises";
import { createMaze, type MazeOptions } from "@maze/maze";
import { z } from "zod";
import {
  type Chunk,
  type CompletionRequest,
  CONTRACT_VERSION,
  definePlugin,
  type Provider,
} from "../../core/kernel/plugin.ts";
import typescript from "../../plugins/typescript/mod.ts";
import { projectOf } from "../eval/task.ts";
import { type HoleTask, textIn } from "./task.ts";

/** A word at a time: as fast as a server that is no obstacle to checks on the way. */
const WORD_MS = 5;
const WORDS = /\s*[\p{L}\p{N}_$]+|\s*[^\s\p{L}\p{N}_$]|\s+/gu;
/** Time is no bound. */
const FILL: NonNullable<MazeOptions["fill"]> = { maxMs: 600_000, answerTokens: 4_096, streams: 1, moves: [] };

/** The code of what Maze has against the uncut body; `undefined` where it takes it. */
export async function refusalOf(task: HoleTask): Promise<string | undefined> {
  const { whole, callable: { body }, file, hole: at } = task;
  const root = await projectOf(task);
  try {
    await using maze = await createMaze({
      ...{ root, fill: FILL },
      plugins: [{ plugin: typescript, options: { cache: false } }, { plugin: writing(textIn(whole, body)) }],
    });
    const holes = await Array.fromAsync(maze.find([file]));
    const hole = holes.find(({ span }) => span.start === at);
    if (!hole) return "no hole";
    const [outcome] = await Array.fromAsync(maze.fill({ holes: [hole], choose: () => undefined }));
    if (outcome?.filled === "yes") return undefined;
    const diagnostics = outcome?.candidates.flatMap(({ verdict }) =>
      verdict.reports.flatMap(({ diagnostics }) => diagnostics)
    );
    const fault = diagnostics?.find(({ severity }) => severity === "error")?.code;
    return fault ?? /\b(?:TS\d+|[a-z]+\/[a-z-]+)\b/.exec(
      outcome?.notes.map(({ text }) => text).join() ?? "",
    )?.[0] ??
      "nothing given";
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** A provider that writes one text into every hole. */
function writing(text: string) {
  const provider: Provider = {
    capabilities: () =>
      Promise.resolve({
        ...{ model: "uncut", server: "", accepts: [], continuation: "none", logprobs: 0 },
        ...{ infill: true, usage: true, counting: "estimate", answers: 1 },
      }),
    async *complete(_: CompletionRequest, { signal }): AsyncGenerator<Chunk> {
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
      ...{
        name: "uncut",
        version: "1.0.0",
        contract: CONTRACT_VERSION,
        description: "Writes what stood there",
      },
      ...{ points: ["provider"], languages: [], permissions: {} },
    },
    options: z.strictObject({}),
    setup: () => ({ provider }),
  });
}

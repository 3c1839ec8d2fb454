/**
 * Fits the weights of `plugins/synth/doubt.ts`: how much each doubt says about whether an answer is right.
 *
 *     deno run -A bench/doubt.ts collect FOLDER RECORDS   run the searches of a folder's bodies, keep what they found
 *     deno run -A bench/doubt.ts fit RECORDS...           fit on every other body, and report on the rest
 *
 * @module
 */

import { createMaze } from "@maze/maze";
import { CONTRACT_VERSION, definePlugin } from "@maze/maze/plugin";
import examples from "../plugins/examples/mod.ts";
import { WEIGHTS } from "../plugins/synth/doubt.ts";
import { byRunning } from "../plugins/synth/running.ts";
import typescript from "../plugins/typescript/mod.ts";
import { z } from "zod";
import { passesHidden, type Place, places } from "./body_places.ts";
import { fitted, judged, type Row } from "./doubt_fit.ts";

const MAX_MS = 10_000;

/** Searches every body of a folder and appends one row for each to a file. */
async function collect(folder: string, records: string): Promise<void> {
  const done = new Set((await read([records])).map(({ name }) => name));
  for await (const place of places(folder, undefined)) {
    const name = `${place.project}/${place.task.function}`;
    if (done.has(name)) continue;
    const row: Row = { name, answers: await answersOf(place) };
    await Deno.writeTextFile(records, `${JSON.stringify(row)}\n`, { append: true });
    console.log(name, row.answers.length, row.answers.filter(({ isRight }) => isRight).length);
  }
}

async function answersOf(place: Place): Promise<Row["answers"]> {
  const found: Row["answers"][number][] = [];
  const recorder = definePlugin({
    manifest: {
      name: "recorder",
      version: "0.1.0",
      contract: CONTRACT_VERSION,
      description: "Keeps what a search by running finds",
      points: ["provider"],
      languages: [],
      permissions: {},
    },
    options: z.strictObject({}),
    setup: (_, { oracle }) => ({
      provider: {
        async *complete(request, call) {
          const ran = oracle && await byRunning(oracle, request, performance.now() + MAX_MS, call);
          for (const { text, needs, doubts, behaviour } of ran?.kept ?? []) {
            const imports = needs.map(({ name, from }) =>
              `import { ${name} } from ${JSON.stringify(from)};\n`
            ).join("");
            const isRight = await passesHidden(place, imports + place.filled(`{\n${text}\n}`));
            found.push({ text, doubts, behaviour, isRight });
          }
          yield { kind: "usage", usage: { inputTokens: 0, outputTokens: 0 }, notes: [] };
        },
      },
    }),
  });
  await using maze = await createMaze({
    root: place.root,
    plugins: [{ plugin: typescript, options: { cache: false } }, { plugin: examples }, { plugin: recorder }],
    fill: { maxMs: MAX_MS },
  });
  for await (const _ of maze.fill({ targets: [place.task.file] })) break;
  return found;
}

async function read(files: readonly string[]): Promise<Row[]> {
  const texts = await Promise.all(files.map((file) =>
    Deno.readTextFile(file).catch((error) => {
      if (error instanceof Deno.errors.NotFound) return ""; // nothing was collected yet
      throw error;
    })
  ));
  return texts.flatMap((text) => text.split("\n").filter(Boolean).map((line): Row => JSON.parse(line)));
}

const [command, ...rest] = Deno.args;
if (command === "collect") await collect(rest[0] ?? "", rest[1] ?? "");
else {
  const rows = await read(rest);
  const [own, others] = [0, 1].map((half) => rows.filter((_, at) => at % 2 === half));
  const weights = fitted(own ?? []);
  for (const [name, weight] of Object.entries(weights)) console.log(`  ${name}: ${weight.toFixed(2)},`);
  console.log("fitted on", judged(own ?? [], weights), "\nthe rest", judged(others ?? [], weights));
  console.log("as it stands", judged(own ?? [], WEIGHTS), judged(others ?? [], WEIGHTS));
}

/**
 * A hole of a real project, filled through a provider for a model server: from the hole to candidates that were judged.
 *
 * @module
 */

import assert from "node:assert/strict";
import { createMaze } from "../../core/maze.ts";
import type { Plugin } from "../../core/kernel/plugin.ts";
import typescript from "../../plugins/typescript/mod.ts";
import { ONE_HOLE } from "../cli/maze_process.ts";
import { KEY, KEY_ENV, type Subject } from "./provider_subject.ts";

/** Time for the hole: a model on a busy machine writes a few tokens a second. */
const MAX_MS = 120_000;

/** Registers one test, ignored where there is no server. */
export function providerFills(
  subject: Subject,
  { ignored }: { readonly ignored?: string | undefined } = {},
): void {
  const claim = "is asked for a hole of a project, and what it writes is judged";
  Deno.test({
    name: `${subject.name} ${claim}${ignored ? ` (${ignored})` : ""}`,
    ignore: ignored !== undefined,
    fn: () => inProject((root) => filled(root, subject, claim)),
  });
}

async function filled(root: string, { plugin, options, source }: Subject, claim: string): Promise<void> {
  Deno.env.set(KEY_ENV, Deno.env.get(KEY_ENV) ?? KEY);
  await using way = await source.open(claim);
  const own = {
    ...options,
    baseUrl: source.baseUrl,
    apiKeyEnv: KEY_ENV,
    samples: 2,
    seed: 3,
    temperature: 0.2,
  };
  await using maze = await createMaze({
    ...{ root, fetch: way.fetch, fill: { maxMs: MAX_MS, answerTokens: 48 } },
    plugins: [{ plugin: typescript }, { plugin: plugin as Plugin, options: own }],
  });
  const [outcome] = await Array.fromAsync(maze.fill());
  assert.ok(outcome);
  const { candidates, cost, notes } = outcome;
  assert.ok(cost.inputTokens > 50 && cost.outputTokens > 0, JSON.stringify({ cost, notes }));
  // A small model may write nothing but faults: then they are told.
  assert.ok(candidates.length > 0 || notes.some(({ code }) => code === "faulty"), JSON.stringify(notes));
  for (const { provider, verdict: { reports } } of candidates) {
    assert.equal(provider, maze.plugins[1]?.name);
    assert.ok(reports.some(({ validator }) => validator === "typescript"));
  }
}

async function inProject(work: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir({ prefix: "maze-fill-" });
  try {
    await Deno.mkdir(`${root}/src`);
    for (const [file, text] of Object.entries(ONE_HOLE)) await Deno.writeTextFile(`${root}/${file}`, text);
    await work(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

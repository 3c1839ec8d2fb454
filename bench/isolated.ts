/**
 * What an isolated plugin costs beside the same plugin in process: its start, a call, a piece of a stream, a megabyte.
 * The two take turns, so that a busy machine burdens both alike.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import type { CompletionRequest } from "../core/code/completion.ts";
import { createKernel, type Kernel } from "../core/kernel/kernel.ts";
import { isolated } from "../plugins/_isolated/mod.ts";
import { figure, report } from "./report.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MODULE = new URL("./isolated/echo.ts", import.meta.url).href;
const STARTS = 30;
const CALLS = 300;
const PIECES = 1000;
const MANIFEST = {
  ...{ name: "echo", version: "1.0.0", contract: 1, description: "Answers", languages: [], permissions: {} },
  ...{ points: ["provider", "validator"], options: {} },
};

type Way = "isolated" | "in process";
const WAYS: readonly Way[] = ["isolated", "in process"];

/** Runs the bench. */
export async function main(args: readonly string[]): Promise<void> {
  const runs = new Map<string, number[]>();
  const timed = async (name: string, body: () => Promise<unknown>) => {
    const from = performance.now();
    await body();
    runs.set(name, [...runs.get(name) ?? [], performance.now() - from]);
  };
  for (let run = 0; run < STARTS; run++) {
    for (const way of WAYS) {
      let kernel: Kernel | undefined;
      await timed(`start, ${way}`, async () => kernel = await open(way));
      await kernel?.[Symbol.asyncDispose]();
    }
  }
  await using apart = await open("isolated");
  await using within = await open("in process");
  const kernels = { "isolated": apart, "in process": within };
  for (let run = 0; run < CALLS; run++) {
    for (const way of WAYS) await timed(`call, ${way}`, () => judge(kernels[way], ""));
  }
  const megabyte = "a".repeat(2 ** 20);
  for (let run = 0; run < STARTS; run++) {
    for (const way of WAYS) {
      await timed(`call with 1 MiB, ${way}`, () => judge(kernels[way], megabyte));
      await timed(`stream of ${PIECES} pieces, ${way}`, () => read(kernels[way]));
    }
  }
  const figures = [...runs].map(([name, values]) =>
    figure({ name, unit: "ms", lower_is_better: true }, values)
  );
  report("isolated", figures, args.includes("--json"));
}

function open(way: Way): Promise<Kernel> {
  const load = way === "isolated"
    ? () => Promise.resolve({ default: isolated({ specifier: MODULE, manifest: MANIFEST }) })
    : () => import(MODULE);
  return createKernel({ root: ROOT, entries: [{ name: "echo", manifest: MANIFEST, load, options: {} }] });
}

async function judge(kernel: Kernel, text: string): Promise<void> {
  await kernel.ask("validator.validate", [{ edits: [], files: [{ file: "a.toy", text }] }, undefined]);
}

async function read(kernel: Kernel): Promise<void> {
  for await (const _chunk of kernel.ask("provider.complete", [REQUEST])) continue;
}

const SPAN = { start: 0, end: 0 };
const HOLE = { id: "a.toy:1:1", file: "a.toy", span: SPAN, snapshot: "0123456789abcdef", language: "toy" };
const REQUEST: CompletionRequest = {
  draft: { hole: { ...HOLE, kind: "expression", intent: "", examples: [] }, text: "", edits: [] },
  scope: { bindings: [], isCapped: false },
  ...{ answers: PIECES, budgetMs: 60_000, sampling: { maxTokens: 256 } },
  prompt: { instruction: [], context: [], before: "", after: "" },
};

/**
 * What asking a model through Maze costs beside `curl` on the same server, and whether what Maze sends has the shape that
 * the servers' own projects declare.
 *
 *     deno task bench provider [--json] [--url=http://127.0.0.1:8080] [--runs=12] [--no-shapes] [--no-speed]
 *
 * The server is a llama-server: the one at `--url`, or at the usual port.
 *
 * @module
 */

import type { CompletionRequest } from "../core/code/completion.ts";
import { createKernel, type Kernel } from "../core/kernel/kernel.ts";
import { asEntry } from "../core/maze.ts";
import llamaCpp from "../plugins/llama_cpp/mod.ts";
import { allBodies } from "./provider/bodies.ts";
import { type Figure, figure, report } from "./report.ts";
import { checkShapes } from "./shapes/check.ts";

/** Tokens of each answer: enough for a rate, few enough for a machine without a graphics card. */
const TOKENS = 96;

/** How one stream went. */
interface Timing {
  readonly firstMs: number;
  readonly tokensPerSecond: number;
}

/** Runs the bench. */
export async function main(args: readonly string[]): Promise<void> {
  const value = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const url = value("url") ?? "http://127.0.0.1:8080";
  const figures = [
    ...(args.includes("--no-speed") ? [] : await speed(url, Number(value("runs") ?? 12))),
    ...(args.includes("--no-shapes") ? [] : await shapes()),
  ];
  report("provider", figures, args.includes("--json"));
}

/** Both ask for the same, by turns, so that a busy machine burdens both alike; the first round warms the server's cache. */
async function speed(url: string, runs: number): Promise<readonly Figure[]> {
  const root = await Deno.makeTempDir({ prefix: "maze-bench-" });
  let body = "";
  const hearing: typeof fetch = async (input, init) => {
    if (String(input).endsWith("/completion")) body = String(init?.body);
    return await fetch(input, init);
  };
  try {
    const options = { baseUrl: url, style: "chat", samples: 1, temperature: 0 };
    await using kernel = await createKernel({
      ...{ root, fetch: hearing },
      entries: [asEntry({ plugin: llamaCpp, options })],
    });
    const ratios: { first: number[]; rate: number[] } = { first: [], rate: [] };
    const own: Timing[] = [];
    await throughMaze(kernel);
    for (let run = 0; run < runs; run++) {
      const pair = run % 2 === 0
        ? [await throughMaze(kernel), await throughCurl(url, body)]
        : [await throughCurl(url, body), await throughMaze(kernel)].reverse();
      const [maze, curl] = pair;
      if (!maze || !curl) continue;
      own.push(maze);
      ratios.first.push(maze.firstMs / curl.firstMs);
      ratios.rate.push(curl.tokensPerSecond / maze.tokensPerSecond);
    }
    const ratio = { unit: "x", target: 1.03, lower_is_better: true };
    return [
      figure({ name: "first-token.ratio", ...ratio }, ratios.first),
      figure({ name: "tokens-per-second.ratio", ...ratio }, ratios.rate),
      figure({ name: "first-token", unit: "ms", lower_is_better: true }, own.map(({ firstMs }) => firstMs)),
      figure(
        { name: "tokens-per-second", unit: "1/s", lower_is_better: false },
        own.map((each) => each.tokensPerSecond),
      ),
    ];
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function throughMaze(kernel: Kernel): Promise<Timing> {
  const stamps: number[] = [];
  const start = performance.now();
  let tokens = 0;
  for await (const chunk of kernel.ask("provider.complete", [REQUEST], { deadlineMs: 600_000 })) {
    if (chunk.kind !== "text") continue;
    stamps.push(performance.now() - start);
    tokens += chunk.ids?.length ?? 0;
  }
  return timingOf(stamps, tokens);
}

/** The same body, byte for byte, with a program that does nothing but print. */
async function throughCurl(url: string, body: string): Promise<Timing> {
  const start = performance.now();
  const child = new Deno.Command("curl", {
    args: ["-sN", "-H", "content-type: application/json", "-d", "@-", `${url}/completion`],
    ...{ stdin: "piped", stdout: "piped", stderr: "null" },
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(body));
  await writer.close();
  const stamps: number[] = [];
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    const events = text.match(/^data: .*"stop":false/gm)?.length ?? 0;
    for (let count = 0; count < events; count++) stamps.push(performance.now() - start);
  }
  await child.status;
  return timingOf(stamps, stamps.length);
}

function timingOf(stamps: readonly number[], tokens: number): Timing {
  const [first = NaN, last = NaN] = [stamps[0], stamps.at(-1)];
  return { firstMs: first, tokensPerSecond: 1000 * (tokens - 1) / (last - first) };
}

async function shapes(): Promise<readonly Figure[]> {
  const bodies = await allBodies();
  const verdicts = await checkShapes(bodies);
  for (const [at, { ok, errors, ignored }] of verdicts.entries()) {
    if (!ok) console.error(JSON.stringify({ ...bodies[at], errors, ignored }));
  }
  return [...new Set(bodies.map(({ server }) => server))].map((server) => {
    const own = verdicts.filter((_, at) => bodies[at]?.server === server);
    const share = 100 * own.filter(({ ok }) => ok).length / own.length;
    const name = `shapes.${server}.accepted of ${own.length}`;
    return figure({ name, unit: "%", target: 100, lower_is_better: false }, [share]);
  });
}

const REQUEST: CompletionRequest = {
  draft: {
    hole: {
      ...{ id: "a.ts:1:1", file: "a.ts", span: { start: 0, end: 0 }, snapshot: "0123456789abcdef" },
      ...{ language: "typescript", kind: "declaration", intent: "a parser of dates", examples: [] },
    },
    ...{ text: "", edits: [] },
  },
  scope: { bindings: [], isCapped: false },
  prompt: { instruction: ["Write a long declaration."], context: [], before: "", after: "" },
  ...{ sampling: { maxTokens: TOKENS, temperature: 0.7, seed: 11 }, answers: 1, budgetMs: 600_000 },
};

/**
 * Whether answers obey: two hundred drawn requests of each kind of constraint, asked through Maze of real servers, and
 * judged by another writing of the same language.
 *
 *     deno task bench constraint-enforcement [--json] [--llama=URL] [--vllm=URL] [--n=200] [--seed=1] [--verbose]
 *
 * An answer counts as kept where it obeys, or where its end says `enforced: none`. Those that came to their length are
 * counted apart: they neither obey nor break anything.
 *
 * @module
 */

import type { Enforcement } from "../core/code/constraint.ts";
import type { Chunk, CompletionRequest } from "../core/code/completion.ts";
import { createKernel, type Kernel } from "../core/kernel/kernel.ts";
import type { Plugin } from "../core/kernel/plugin.ts";
import { asEntry } from "../core/maze.ts";
import llamaCpp from "../plugins/llama_cpp/mod.ts";
import vllm from "../plugins/vllm/mod.ts";
import { draw, type DrawKind, type DrawnRequest } from "./constraints/draw.ts";
import { type Figure, figure, report } from "./report.ts";

/** A server that may be measured. */
interface Measured {
  readonly name: string;
  // deno-lint-ignore no-explicit-any -- each plugin's options have their own type; its schema checks them
  readonly plugin: Plugin<any, "provider">;
  readonly kinds: readonly DrawKind[];
}

const SERVERS: Readonly<Record<string, Measured>> = {
  llama: { name: "llama_cpp", plugin: llamaCpp, kinds: ["choice", "regex", "schema", "gbnf"] },
  vllm: { name: "vllm", plugin: vllm, kinds: ["choice", "regex", "schema", "ebnf"] },
};
/** Holds the key of a server that wants one. */
const KEY_ENV = "MAZE_BENCH_KEY";
/** Requests at the same time: the slots of an ordinary llama-server. */
const AT_ONCE = 2;

/** How one request ended. */
interface Answered {
  readonly text: string;
  readonly reason: string;
  readonly enforced: Enforcement | undefined;
  readonly isObeyed: boolean;
}

/** Runs the bench on every server that an argument names. */
export async function main(args: readonly string[]): Promise<void> {
  const value = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const [count, seed] = [Number(value("n") ?? 200), Number(value("seed") ?? 1)];
  const figures: Figure[] = [];
  for (const [name, measured] of Object.entries(SERVERS)) {
    const url = value(name);
    if (url === undefined) continue;
    figures.push(...await measure(measured, url, { count, seed, isVerbose: args.includes("--verbose") }));
  }
  if (figures.length === 0) {
    throw new TypeError("Cannot measure: name a server with --llama=URL or --vllm=URL");
  }
  report("constraint-enforcement", figures, args.includes("--json"));
}

async function measure(
  { name, plugin, kinds }: Measured,
  baseUrl: string,
  { count, seed, isVerbose }: { readonly count: number; readonly seed: number; readonly isVerbose: boolean },
): Promise<readonly Figure[]> {
  const root = await Deno.makeTempDir({ prefix: "maze-bench-" });
  const figures: Figure[] = [];
  try {
    const apiKeyEnv = Deno.env.has(KEY_ENV) ? KEY_ENV : "";
    const options = { baseUrl, apiKeyEnv, style: "chat", concurrency: AT_ONCE };
    await using kernel = await createKernel({
      root,
      entries: [asEntry({ plugin, options })],
      deadlineMs: 600_000,
    });
    for (const kind of kinds) {
      const answers = await answersTo(kernel, draw(kind, { seed, count }));
      const whole = answers.filter(({ reason }) => reason !== "length");
      const kept = whole.filter(({ isObeyed, enforced }) => isObeyed || enforced === "none");
      const byServer = whole.filter(({ enforced }) => enforced === "server");
      if (isVerbose) {
        for (const each of whole) if (!each.isObeyed) console.error(name, kind, JSON.stringify(each));
      }
      const percent = { unit: "%", lower_is_better: false };
      figures.push(
        figure({ name: `${name}.${kind}.kept`, ...percent, target: 100 }, [100 * kept.length / whole.length]),
        figure({ name: `${name}.${kind}.by-server`, ...percent }, [100 * byServer.length / whole.length]),
        figure({ name: `${name}.${kind}.whole of ${answers.length}`, unit: "", lower_is_better: false }, [
          whole.length,
        ]),
      );
    }
  } finally {
    await Deno.remove(root, { recursive: true });
  }
  return figures;
}

async function answersTo(kernel: Kernel, requests: readonly DrawnRequest[]): Promise<readonly Answered[]> {
  const left = [...requests.entries()];
  const answers: Answered[] = [];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      answers.push(await answerTo(kernel, next[1], next[0]));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}

async function answerTo(kernel: Kernel, drawn: DrawnRequest, seed: number): Promise<Answered> {
  const chunks: Chunk[] = [];
  for await (const chunk of kernel.ask("provider.complete", [requestFor(drawn, seed)])) chunks.push(chunk);
  const text = chunks.map((chunk) => chunk.kind === "text" ? chunk.text : "").join("");
  const end = chunks.find((chunk) => chunk.kind === "end");
  return { text, reason: end?.reason ?? "", enforced: end?.enforced, isObeyed: drawn.isObeyed(text) };
}

function requestFor({ constraint, prompt, maxTokens }: DrawnRequest, seed: number): CompletionRequest {
  const hole: CompletionRequest["draft"]["hole"] = {
    ...{ id: "a.txt:1:1", file: "a.txt", span: { start: 0, end: 0 }, snapshot: "0123456789abcdef" },
    ...{ language: "text", kind: "range", intent: "", examples: [] },
  };
  return {
    ...{ draft: { hole, text: "", edits: [] }, scope: { bindings: [], isCapped: false } },
    prompt: { instruction: [prompt], context: [], before: "", after: "" },
    sampling: { maxTokens, seed, temperature: 1 },
    constraint: { ...constraint, strength: "must", reason: "drawn" },
    ...{ answers: 1, budgetMs: 600_000 },
  };
}

/**
 * `deno run -A bench/constraints/llama.ts URL [SEED]`: counts what a llama.cpp server enforces, asked directly.
 *
 * @module
 */

import type { ConstraintForm } from "../../core/code/constraint.ts";
import { canaries } from "../../plugins/_constraints/canary.ts";
import { choiceToBnf } from "../../plugins/_constraints/choice.ts";
import { checkGrammar } from "../../plugins/_constraints/grammar.ts";
import { obeys } from "../../plugins/_constraints/obeys.ts";
import { regexToGbnf } from "../../plugins/_constraints/regex_gbnf.ts";
import { draw, type DrawKind } from "./draw.ts";

const KINDS: readonly DrawKind[] = ["choice", "regex", "gbnf", "schema"];
/** llama-server's slots. */
const PARALLEL = 2;

/** What became of the requests of one kind. */
interface Tally {
  obeyed: number;
  disobeyed: number;
  /** The token limit came first: neither obeyed nor not. */
  incomplete: number;
  refused: number;
  /** Maze's own judgement is another than the bench's. */
  misjudged: number;
}

interface Asked {
  readonly prompt: string;
  readonly maxTokens: number;
  readonly constraint: ConstraintForm;
}

interface Answer {
  readonly text: string;
  readonly isComplete: boolean;
}

/** Prints one line for each canary and each kind. */
export async function main([url = "http://127.0.0.1:8091", given = "1"]: readonly string[]): Promise<void> {
  const seed = Number(given);
  for (const { kind, dialect = "", isObeyed, ...asked } of canaries(seed)) {
    if (dialect === "ebnf" || dialect === "lark") continue;
    const answer = await ask(url, asked);
    console.log(
      `canary ${kind} ${dialect}`.trimEnd(),
      answer && isObeyed(answer.text),
      JSON.stringify(answer?.text),
    );
  }
  for (const kind of KINDS) {
    const start = performance.now();
    const tally = await count(url, kind, seed);
    console.log(kind, JSON.stringify(tally), `${Math.round((performance.now() - start) / 1000)} s`);
  }
}

async function count(url: string, kind: DrawKind, seed: number): Promise<Tally> {
  const tally: Tally = { obeyed: 0, disobeyed: 0, incomplete: 0, refused: 0, misjudged: 0 };
  const waiting = [...draw(kind, { seed })];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const answer = await ask(url, next);
      const isObeyed = answer && next.isObeyed(answer.text);
      if (!answer) tally.refused++;
      else if (isObeyed) tally.obeyed++;
      else if (answer.isComplete) tally.disobeyed++;
      else tally.incomplete++;
      if (answer?.isComplete && obeys(next.constraint, answer.text) !== isObeyed) tally.misjudged++;
      if (!answer || (!isObeyed && answer.isComplete)) {
        console.log(JSON.stringify(next.constraint), JSON.stringify(answer));
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return tally;
}

/** `undefined` when the server refuses. */
async function ask(url: string, { prompt, maxTokens, constraint }: Asked): Promise<Answer | undefined> {
  const body = {
    prompt,
    n_predict: maxTokens,
    temperature: 1,
    seed: 1,
    cache_prompt: true,
    ...encoded(constraint),
  };
  const response = await fetch(`${url}/completion`, { method: "POST", body: JSON.stringify(body) });
  const answer: { readonly content: string; readonly stop_type: string } = await response.json();
  if (!response.ok) console.log(JSON.stringify(answer));
  return response.ok ? { text: answer.content, isComplete: answer.stop_type !== "limit" } : undefined;
}

function encoded(constraint: ConstraintForm): object {
  switch (constraint.kind) {
    case "choice":
      return { grammar: choiceToBnf(constraint.options) };
    case "regex":
      return { grammar: regexToGbnf(constraint.pattern) };
    case "schema":
      return { json_schema: constraint.schema };
    case "grammar":
      checkGrammar(constraint);
      return { grammar: constraint.text };
  }
}

if (import.meta.main) await main(Deno.args);

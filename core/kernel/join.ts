/**
 * How the answers of several plugins become one: a function for each rule.
 *
 * @module
 */

import { callPlugin, type Question, streamPlugin } from "./call.ts";
import { dig } from "./data.ts";
import { MazeError } from "./errors.ts";
import type { Loaded } from "./load.ts";
import { retried, type RetryOptions } from "./retry.ts";
import type { Rule } from "./rules.ts";

type Join = (plugins: readonly Loaded[], question: Question) => Promise<unknown>;

/** The answers of plugins, in config order, joined by a rule: none, one, or the chunks of a stream. */
export async function* joinAnswers(
  rule: Rule,
  plugins: readonly Loaded[],
  question: Question,
): AsyncGenerator<unknown> {
  if (rule === "fallback") return yield* fallBack(plugins, question);
  const answer = await JOINS[rule](plugins, question);
  if (answer !== undefined) yield answer;
}

/** The last of the answers: the only one, where a method gives one. */
export async function lastOf(answers: AsyncIterable<unknown>): Promise<unknown> {
  let answer: unknown;
  for await (const each of answers) answer = each;
  return answer;
}

const JOINS: { readonly [R in Exclude<Rule, "fallback">]: Join } = {
  "all-list": async (plugins, question) => (await askAll(plugins, question)).flat(),
  "all-parallel": async (plugins, question) => {
    const { early = [], late = [] } = Object.groupBy(plugins, stageOf);
    const reports = await askAll(early, question);
    const isClean = reports.every((report) => dig(report, "state") !== "invalid");
    return isClean ? [...reports, ...await askAll(late, question)] : reports;
  },
  "deny-wins": async (plugins, question) => {
    const answers = await askAll(plugins, question);
    return answers.find((answer) => dig(answer, "permit") === false) ??
      { permit: true, reason: "nobody denies it" };
  },
  async first(plugins, question) {
    for (const plugin of plugins) {
      const answer = await callPlugin(plugin, question);
      if (answer !== undefined) return answer;
    }
    return undefined;
  },
};

async function* fallBack(plugins: readonly Loaded[], question: Question): AsyncGenerator<unknown> {
  const failures: unknown[] = [];
  for (const plugin of plugins) {
    let hasBegun = false;
    try {
      for await (const chunk of retried(() => streamPlugin(plugin, question), retrying(plugin, question))) {
        hasBegun = true;
        yield chunk;
      }
      return;
    } catch (error) {
      failures.push(error);
      if (hasBegun || question.limit.call.signal.aborted) throw error;
    }
  }
  const [only, ...others] = failures;
  if (only !== undefined && others.length === 0) throw only;
  const why = failures.length === 0 ? "no plugin contributes it" : `all ${failures.length} plugins failed`;
  const cause = failures.length === 0 ? undefined : new AggregateError(failures);
  throw new MazeError(`Cannot ask "${question.hook}": ${why}`, { code: "hook/unanswered", cause });
}

/** Who tries again, until when, and where it is told. */
function retrying({ manifest: { name } }: Loaded, { hook, limit, steps }: Question): RetryOptions {
  return {
    call: limit.call,
    tell: ({ attempt, waitMs, error }) =>
      steps.note({ kind: "note", name: "retry", plugin: name, fields: { hook, attempt, waitMs, error } }),
  };
}

function askAll(plugins: readonly Loaded[], question: Question): Promise<readonly unknown[]> {
  return Promise.all(plugins.map((plugin) => callPlugin(plugin, question)));
}

function stageOf({ contributions }: Loaded): "early" | "late" {
  return dig(contributions, "validator", "stage") === "run" ? "late" : "early";
}

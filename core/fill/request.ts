/**
 * What a provider is asked for a draft.
 *
 * @module
 */

import type { CompletionRequest, ContextItem, Prompt } from "../code/completion.ts";
import type { Draft, Example, Hole, HoleKind } from "../code/hole.ts";
import type { Binding, Scope } from "../code/scope.ts";
import type { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";

/** The request for a draft; its scope is empty where no indexer knows the language. */
export async function requestFor(
  { kernel, workspace, signal, options }: FillContext,
  draft: Draft,
  { leftMs, deadlineMs }: Pick<Budget, "leftMs" | "deadlineMs">,
): Promise<CompletionRequest> {
  const asked = await kernel.ask("indexer.scope", [draft], { signal, deadlineMs });
  const scope = asked ?? { bindings: [], isCapped: false };
  const text = await workspace.text(draft.hole.file);
  return {
    ...{ draft, scope },
    prompt: promptFor(draft.hole, scope, text),
    sampling: { maxTokens: options.answerTokens },
    answers: options.answers,
    budgetMs: leftMs,
  };
}

/**
 * What a model is told of a hole: all of its file, and every name that is visible.
 *
 * @param text The hole's file.
 */
export function promptFor(hole: Hole, scope: Scope, text: string): Prompt {
  const { span: { start, end } } = hole;
  return {
    instruction: instructionFor(hole, scope),
    context: contextFor(scope),
    before: text.slice(0, start),
    after: text.slice(end),
  };
}

/** What stands in a hole, by its kind. */
const WANTED: Readonly<Record<HoleKind, string>> = {
  expression: "one expression",
  statements: "statements",
  body: "the statements of a function's body",
  members: "members",
  type: "one type",
  declaration: "one declaration",
  range: "code",
};

function instructionFor({ kind, intent, examples, file }: Hole, { expected }: Scope): readonly string[] {
  const type = expected?.type ? ` of type \`${expected.type}\`` : "";
  return [
    `In the file ${file} code is missing at one place: ${WANTED[kind]}${type}.`,
    ...(intent === "" ? [] : [`What is wanted there: ${intent}.`]),
    ...(examples.length === 0
      ? []
      : [`When it is in place, this must hold:\n${examples.map(claim).join("\n")}`]),
    "Write only what goes in that place, without the code around it.",
  ];
}

function claim({ code, call, value }: Example): string {
  return [code, call && `${call} // => ${value}`].filter(Boolean).join("\n");
}

/** Names of a language's own library are known to every model. */
function contextFor({ bindings }: Scope): readonly ContextItem[] {
  return bindings.filter(({ kind }) => kind !== "global").map((binding, at) => ({
    text: `${binding.name}: ${binding.type}`,
    short: binding.name,
    reason: reasonFor(binding),
    score: -at,
  }));
}

function reasonFor({ kind, distance, needs }: Binding): string {
  return needs ? "may be imported" : `${kind}, visible ${distance} scopes out`;
}

/**
 * What helps at a hole beside its own file, as the indexers tell it.
 *
 * @module
 */

import type { ContextItem } from "../code/completion.ts";
import type { Draft } from "../code/hole.ts";
import type { Binding, Scope } from "../code/scope.ts";
import { messageOf } from "../kernel/errors.ts";
import type { FillContext } from "./context.ts";

/** Context that is late is done without, milliseconds. A first look at a large project takes some hundred. */
const RELATED_MS = 2_000;
/** Types of names that no signature in the file need show. */
const NAMES = 12;
const TYPE_UNITS = 120;

/** Asks for context. One that fails costs the hole nothing but its context. */
export async function relatedTo(
  { kernel, signal }: Pick<FillContext, "kernel" | "signal">,
  draft: Draft,
  leftMs: number,
): Promise<readonly ContextItem[]> {
  try {
    const deadlineMs = Math.max(1, Math.min(RELATED_MS, Math.ceil(leftMs)));
    return await kernel.ask("indexer.related", [draft], { signal, deadlineMs });
  } catch (error) {
    signal.throwIfAborted();
    // A prompt without context is a prompt: it is worse, and nothing is wrong with it.
    kernel.steps.note({ kind: "note", name: "related.failed", fields: { error: messageOf(error) } });
    return [];
  }
}

/**
 * What a model is told beside the file, most useful first: types of names that the file does not show, what is related,
 * and what may be imported. Where nothing is related, every visible name.
 */
export function contextFor(scope: Scope, related: readonly ContextItem[]): readonly ContextItem[] {
  // Names of a language's own library are known to every model.
  const names = scope.bindings.filter(({ kind }) => kind !== "global");
  if (related.length === 0) return names.map((one, at) => ({ ...named(one, -at), short: one.name }));
  const top = related[0]?.score ?? 0;
  const last = Math.min(...related.map(({ score }) => score));
  const isTold = (name: string) => related.some(({ text }) => wordsOf(text).has(name));
  const near = names.filter(({ kind, needs }) => !needs && NEAR.has(kind)).slice(0, NAMES);
  const importable = names.filter(({ name, needs }) => needs && !isTold(name));
  return [
    ...near.map((one, at) => named(one, top + NAMES - at)),
    ...related,
    ...importable.map((one, at) => named(one, last - 1 - at)),
  ];
}

/** Names whose types may be inferred or narrowed; what else is visible is written down where it is declared. */
const NEAR: ReadonlySet<Binding["kind"]> = new Set(["local", "parameter", "this"]);

function named(binding: Binding, score: number): ContextItem {
  const { name, kind, type, distance, needs } = binding;
  const shown = type.length > TYPE_UNITS ? `${type.slice(0, TYPE_UNITS - 1)}…` : type;
  const reason = needs ? "may be imported" : `${kind}, visible ${distance} scopes out`;
  return { text: `${name}: ${shown}`, reason, score };
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
}

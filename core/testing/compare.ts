/**
 * What changed between two recordings of the same requests.
 *
 * @module
 */

import { canonical } from "../kernel/data.ts";
import { type Exchange, readExchanges } from "./exchange.ts";

/** One difference. */
export interface ExchangeChange {
  /** `asked`: only the later recording has the request. `left`: only the earlier has it. `answered`: its answer differs. */
  readonly kind: "asked" | "left" | "answered";
  /** As `POST /v1/completions`. */
  readonly request: string;
  /** The request's body, as JSON. */
  readonly body: string;
  /** What came before and what comes now, from where they differ; empty unless `answered`. */
  readonly before: string;
  /** What comes now. */
  readonly after: string;
}

const SHOWN = 120;

/**
 * Compares two recordings; times do not count.
 *
 * @example
 * ```ts
 * import { compareExchanges } from "@maze/maze/testing";
 * import assert from "node:assert/strict";
 *
 * const line = (text: string) =>
 *   JSON.stringify({ hash: "h", method: "GET", path: "/", body: null, status: 200, type: "", pieces: [[1, text]] });
 * const [change] = compareExchanges(line("one"), line("two"));
 * assert.deepEqual([change?.kind, change?.before, change?.after], ["answered", "one", "two"]);
 * ```
 *
 * @param before The text of the earlier recording.
 * @param after The text of the later one.
 */
export function compareExchanges(before: string, after: string): readonly ExchangeChange[] {
  const [old, now] = [byHash(before, "before"), byHash(after, "after")];
  const changes: ExchangeChange[] = [];
  for (const [hash, exchanges] of old) {
    const others = now.get(hash);
    for (const [at, exchange] of exchanges.entries()) {
      const other = others?.[at];
      if (!other) changes.push({ kind: "left", ...named(exchange), before: "", after: "" });
      else changes.push(...answered(exchange, other));
    }
  }
  for (const [hash, exchanges] of now) {
    const known = old.get(hash)?.length ?? 0;
    for (const exchange of exchanges.slice(known)) {
      changes.push({ kind: "asked", ...named(exchange), before: "", after: "" });
    }
  }
  return changes;
}

function byHash(text: string, name: string): ReadonlyMap<string, readonly Exchange[]> {
  return Map.groupBy(readExchanges(text, name), ({ hash }) => hash);
}

function answered(old: Exchange, now: Exchange): readonly ExchangeChange[] {
  const [before, after] = [answerOf(old), answerOf(now)];
  if (before === after) return [];
  let shared = 0;
  while (shared < before.length && before[shared] === after[shared]) shared++;
  const shown = (text: string) => text.slice(Math.max(0, shared - SHOWN / 2), shared + SHOWN);
  return [{ kind: "answered", ...named(old), before: shown(before), after: shown(after) }];
}

function answerOf({ status, type, pieces }: Exchange): string {
  const text = pieces.map(([, piece]) => piece).join("");
  return status === 200 ? text : `${status} ${type} ${text}`;
}

function named({ method, path, body }: Exchange): { readonly request: string; readonly body: string } {
  return { request: `${method} ${path}`, body: canonical(body ?? null) };
}

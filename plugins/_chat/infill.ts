/**
 * Filling in between two texts: the prompt in a model's own tokens, and reading what it writes.
 *
 * @module
 */

import type { CompletionRequest } from "../../core/code/completion.ts";
import type { AnswerPiece, AnswerReader } from "./answer_reader.ts";
import type { FimTokens } from "./fim_families.ts";
import { Fitting } from "./fitting.ts";
import { formOf } from "./languages.ts";
import { type HolePlace, indentationOf, indented, placeOf } from "./place.ts";
import { begunUnits } from "./waiting_units.ts";

/**
 * The raw prompt. What is written in the hole stands at its end, behind the middle token and as deep as in the file, so
 * that the answer goes on from it. Context stands above the file as comments, and what is wanted right before the hole:
 * as lines of their own where the hole begins a line, else above its line.
 *
 * The server must read the tokens as tokens, not as text. Where the project's own text spells one, it is broken up.
 */
export function infillPrompt(request: CompletionRequest, tokens: FimTokens): string {
  const place = placeOf(request);
  const { own } = indentationOf(place);
  const plain = (text: string) => withoutTokens(text, tokens);
  const before = tokens.prefix + plain(contextAbove(request) + withIntent(place, request.draft.hole.intent));
  const after = tokens.suffix + plain(place.after);
  const [first, second] = tokens.order === "psm" ? [before, after] : [after, before];
  return first + second + tokens.middle + indented(place.written, own);
}

/** A space behind the first character of each token that a text spells. */
function withoutTokens(text: string, { prefix, suffix, middle, ends }: FimTokens): string {
  const spelled = [prefix, suffix, middle, ...ends].map((token) => token.trim()).filter((token) =>
    token !== ""
  );
  return spelled.reduce(
    (rest, token) => rest.replaceAll(token, `${token.charAt(0)} ${token.slice(1)}`),
    text,
  );
}

function contextAbove({ draft, prompt: { context } }: CompletionRequest): string {
  const { comment } = formOf(draft.hole.language);
  return context.map(({ text }) => commented(text, `${comment} `)).join("");
}

function commented(text: string, start: string): string {
  return text.split(/\r?\n/).map((line) => `${start}${line}`.trimEnd() + "\n").join("");
}

/** The text before the hole, up to where the hole's own code begins, with the intent as comments. */
function withIntent(place: HolePlace, intent: string): string {
  const { language, before } = place;
  const { own, isDeeper } = indentationOf(place);
  const comment = intent === "" ? "" : commented(intent, `${own}${formOf(language).comment} `);
  if (isDeeper) return `${before.trimEnd()}\n${comment}${own}`;
  const lineStart = before.lastIndexOf("\n") + 1;
  return before.slice(0, lineStart) + comment + before.slice(lineStart);
}

/** What is known of a text that is filled in. */
export interface InfillOptions {
  /** Where. */
  readonly place: HolePlace;
  /** What ends an answer, where a server shows it as text: `FimTokens.ends`. */
  readonly ends?: readonly string[];
}

/**
 * Reads what a model fills in: up to where what belongs in the hole ends, without what stands behind the hole already, and
 * dedented, as an answer in a chat would be.
 *
 * @example
 * ```ts
 * import { readInfill } from "./infill.ts";
 * import assert from "node:assert/strict";
 *
 * const place = { language: "typescript", kind: "expression", before: "f(", written: "", after: ");" } as const;
 * const reader = readInfill({ place });
 * assert.deepEqual(reader.push("max(a, b));\n\n"), [{ kind: "text", text: "max(a, b)" }]);
 * assert.ok(reader.isClosed);
 * ```
 */
export function readInfill({ place, ends = [] }: InfillOptions): AnswerReader {
  return new InfillReader(place, ends);
}

class InfillReader implements AnswerReader {
  readonly #fitting: Fitting;
  readonly #ends: readonly string[];
  /** May be the beginning of a sign that ends the answer. */
  #begun = "";

  constructor(place: HolePlace, ends: readonly string[]) {
    this.#fitting = new Fitting(place, { indent: indentationOf(place).own });
    this.#ends = ends;
  }

  get isClosed(): boolean {
    return this.#fitting.isOver;
  }

  push(text: string): readonly AnswerPiece[] {
    const all = this.#begun + text;
    const at = firstOf(all, this.#ends);
    const held = at === undefined ? begunUnits(all, this.#ends) : 0;
    this.#begun = all.slice(all.length - held);
    const given = this.#fitting.push(all.slice(0, at ?? all.length - held));
    return piecesFrom(at === undefined ? given : given + this.#fitting.end());
  }

  end(): readonly AnswerPiece[] {
    return piecesFrom(this.#fitting.push(this.#begun) + this.#fitting.end());
  }
}

function piecesFrom(text: string): AnswerPiece[] {
  return text === "" ? [] : [{ kind: "text", text }];
}

/** Where the first of the signs begins. */
function firstOf(text: string, signs: readonly string[]): number | undefined {
  const places = signs.map((sign) => text.indexOf(sign)).filter((at) => at >= 0);
  return places.length === 0 ? undefined : Math.min(...places);
}

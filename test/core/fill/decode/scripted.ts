/**
 * A model that says what it is told, and a checker that finds what is bad: `bad` is a fault, `;` ends a statement, and the
 * hole is full where `END` begins.
 */

import { setTimeout as delay } from "node:timers/promises";
import type { Capabilities } from "../../../../core/code/capabilities.ts";
import type { DrawnToken } from "../../../../core/code/completion.ts";
import type { Diagnostic } from "../../../../core/code/diagnostic.ts";
import type { Remedy } from "../../../../core/code/remedy.ts";
import type { PluginEntry } from "../../../../core/kernel/load.ts";
import type { Call, Chunk, CompletionRequest, WatchAnswer } from "../../../../core/kernel/plugin.ts";
import { entryOf, hole, plugin } from "../../kernel/toy.ts";

/** What a model can do that goes on from its own tokens. */
export const able: Capabilities = {
  ...{ model: "m", server: "", accepts: [], continuation: "ids", logprobs: 20 },
  ...{ infill: false, usage: true, counting: "estimate", answers: 1 },
};

/** One token of a script: its text, what else it could have been, and how likely each was. */
export interface Said {
  readonly text: string;
  readonly p?: number;
  readonly top?: Readonly<Record<string, number>>;
}

/** What one stream says; the texts alone, cut behind spaces and signs, or tokens. */
export type Script = string | readonly Said[];

/** Every stream that was asked for, and how far it was read. */
export interface Asked {
  readonly request: CompletionRequest;
  tokens: number;
  isLeft: boolean;
}

/** A model that gives one script after another. */
export function model(
  scripts: readonly Script[],
  { can = able, reason = "complete" }: {
    readonly can?: Capabilities;
    readonly reason?: "complete" | "length";
  } = {},
) {
  const asked: Asked[] = [];
  const provider = {
    capabilities: () => Promise.resolve(can),
    async *complete(request: CompletionRequest, { signal }: Call): AsyncGenerator<Chunk> {
      const one: Asked = { request, tokens: 0, isLeft: true };
      asked.push(one);
      for (const token of tokensOf(scripts[asked.length - 1] ?? "")) {
        await delay(1, undefined, { signal });
        one.tokens++;
        const isTold = can.logprobs > 0;
        yield {
          ...{ kind: "text", answer: 0, text: token.text },
          ...(isTold ? { ids: [token.id ?? 0], tokens: [token] } : {}),
        };
      }
      one.isLeft = false;
      yield { kind: "end", answer: 0, reason, cost: 1, needs: [] };
      yield { kind: "usage", usage: { inputTokens: 5, outputTokens: one.tokens }, notes: [] };
    },
  };
  return { asked, entry: entryOf(plugin("model", ["provider"], () => ({ provider }))) };
}

/** The tokens that a text comes in: words and signs, with the white space before them. */
export function tokensIn(text: string): readonly string[] {
  return text.match(/\s*\w+|\s*[^\w\s]+|\s+/g) ?? [];
}

function tokensOf(script: Script): DrawnToken[] {
  const said = typeof script === "string" ? tokensIn(script).map((text): Said => ({ text })) : script;
  return said.map(({ text, p = 0.9, top = {} }) => ({
    ...{ text, id: idOf(text), logprob: Math.log(p) },
    top: [[text, p] as const, ...Object.entries(top)].map(([text, p]) => ({
      ...{ text, id: idOf(text), logprob: Math.log(p) },
    })),
  }));
}

function idOf(text: string): number {
  return [...text].reduce((sum, sign) => sum * 31 + (sign.codePointAt(0) ?? 0), 7) % 65_521;
}

/** What may go wrong with a checker. */
export interface CheckerOptions {
  /** Remedies for what is bad. */
  readonly remedies?: (text: string) => readonly Remedy[];
  /** Called before each check; may throw or wait. */
  readonly before?: (check: number) => void | Promise<void>;
}

/** The checker. */
export function checker({ remedies = () => [], before = () => {} }: CheckerOptions = {}): {
  readonly entry: PluginEntry;
  readonly checked: string[];
  readonly opened: () => number;
} {
  const checked: string[] = [];
  let opened = 0;
  const judge = (isWhole: boolean) => async (revision: number, written: string): Promise<WatchAnswer> => {
    checked.push(written);
    await before(checked.length);
    return { revision, ...judged(written, isWhole) };
  };
  const session = {
    ...{ check: judge(false), whole: judge(true) },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const entry = entryOf(plugin("checker", ["validator", "repairer"], () => ({
    validator: {
      stage: "static" as const,
      validate: () => Promise.resolve({ validator: "checker", state: "valid", diagnostics: [], notes: [] }),
      watch: () => (opened++, Promise.resolve(session)),
    },
    repairer: { propose: ({ text }) => Promise.resolve(remedies(text)) },
  })));
  return { entry, checked, opened: () => opened };
}

/** A helper that is used may still be written: it is a fault in a whole text alone. */
function judged(written: string, isWhole: boolean): Omit<WatchAnswer, "revision"> {
  const end = written.indexOf("END");
  const text = end < 0 ? written : written.slice(0, end);
  const isMissing = isWhole && text.includes("helper") && !text.includes("helper {");
  // The last word may go on.
  const words = isMissing ? /\bbad\w*(?=\W)|helper/g : /\bbad\w*(?=\W)/g;
  const faults = [...text.matchAll(words)].map(({ index, 0: word }) => faultAt(index, word.length));
  const starts = [0, ...[...text.matchAll(/;\s*(?=\S)/g)].map(({ index, 0: all }) => index + all.length)];
  const first = faults[0]?.span.start ?? -1;
  return {
    ...{ checkedTo: text.length, isComplete: isWhole || end >= 0, faults },
    starts: starts.filter((start) => start <= first - hole.span.start),
  };
}

function faultAt(at: number, length: number): Diagnostic {
  const start = hole.span.start + at;
  return {
    ...{ file: hole.file, span: { start, end: start + length }, severity: "error" },
    ...{ code: "T1", message: "bad", source: "checker" },
  };
}

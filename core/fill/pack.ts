/**
 * Makes a prompt fit into what a model can read.
 *
 * @module
 */

import type { Prompt } from "../code/completion.ts";
import { type Note, NOTE_CODES } from "../code/note.ts";
import { MazeError } from "../kernel/errors.ts";
import { chooseItems, contextText, type PackedItem } from "./items.ts";

/** How much room there is, and who counts. */
export interface PackOptions {
  /** Tokens. */
  readonly roomTokens: number;
  /** Tokens of context at most. */
  readonly contextTokens: number;
  /** The tokens of each text. */
  count(texts: readonly string[]): Promise<readonly number[]>;
}

/** A prompt that fits. */
export interface Packed {
  readonly prompt: Prompt;
  /** All parts together, without what a model's own form adds. */
  readonly tokens: number;
  /** What became of each piece of context. */
  readonly items: readonly PackedItem[];
  /** What the model had no room for. */
  readonly notes: readonly Note[];
}

/** Cuts are made by length and counted again; each cut aims a little lower than the last count asks for. */
const AIM = 0.92;
const MAX_CUTS = 8;
/** In a large file the nearest lines and the context say more than the lines that are farthest away. */
const CONTEXT_SHARE = 0.25;
/** Where context is shown as comments, their signs take room too: up to two tokens of a line's fifteen. */
const AS_COMMENTS = 1.15;

/**
 * Leaves out what there is no room for: context in its short form, then the least useful of it, then the lines that are
 * farthest from the hole. Context has `contextTokens` at most; where the lines alone fill the room, a quarter of it.
 *
 * @throws {MazeError} `provider/context` if what is wanted alone has no room.
 */
export async function pack(
  prompt: Prompt,
  { roomTokens, contextTokens, count }: PackOptions,
): Promise<Packed> {
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
  const [fixed = 0, ...around] = await count([prompt.instruction.join("\n"), prompt.before, prompt.after]);
  if (fixed >= roomTokens) throw tooLong(fixed, roomTokens);
  const free = roomTokens - fixed;
  const roomForContext = Math.max(free - sum(around), free * CONTEXT_SHARE) / AS_COMMENTS;
  const budgetTokens = Math.min(contextTokens, Math.floor(roomForContext));
  const chosen = await chooseItems(prompt.context, { budgetTokens, count });
  let packed: Prompt = { ...prompt, context: chosen.context };
  let lines = sum(around);
  const room = free - chosen.tokens * AS_COMMENTS;
  for (let cuts = 0; lines > room; cuts++) {
    if (cuts === MAX_CUTS) throw tooLong(fixed + chosen.tokens + lines, roomTokens);
    packed = nearer(packed, AIM * room / lines);
    lines = sum(await count([packed.before, packed.after]));
  }
  const isCut = lines < sum(around) ||
    budgetTokens < contextTokens && chosen.items.some(({ form }) => form !== "whole");
  const notes = isCut ? [leftOut(prompt, packed, { tokens: await wholeTokens(), roomTokens })] : [];
  return { prompt: packed, tokens: fixed + chosen.tokens + lines, items: chosen.items, notes };

  async function wholeTokens(): Promise<number> {
    const context = sum(await count([contextText(prompt.context)]));
    return fixed + sum(around) + Math.min(contextTokens, context);
  }
}

/** A share of the lines, those nearest to the hole. */
function nearer({ before, after, ...rest }: Prompt, share: number): Prompt {
  return {
    ...rest,
    before: lastLines(before, before.length * share),
    after: firstLines(after, after.length * share),
  };
}

/** Whole lines from the end, as many as the length holds; of a longer last line its end. */
function lastLines(text: string, length: number): string {
  const from = Math.max(0, text.length - Math.floor(length));
  const line = from === 0 ? 0 : text.indexOf("\n", from - 1) + 1;
  return text.slice(line === 0 ? from : line);
}

function firstLines(text: string, length: number): string {
  const to = Math.floor(length);
  if (to >= text.length) return text;
  const line = text.lastIndexOf("\n", to);
  return text.slice(0, line < 0 ? to : line + 1);
}

function leftOut(
  whole: Prompt,
  packed: Prompt,
  { tokens, roomTokens }: { readonly tokens: number; readonly roomTokens: number },
): Note {
  const items = whole.context.length - packed.context.length;
  const lines = (text: string) => text.split("\n").length - 1;
  const gone = [
    [items, "pieces of context"],
    [lines(whole.before) - lines(packed.before), "lines before the hole"],
    [lines(whole.after) - lines(packed.after), "lines behind it"],
  ].flatMap(([count, what]) => count ? [`${count} ${what}`] : []);
  const what = gone.join(", ") || "context only in its short form";
  return {
    code: NOTE_CODES.leftOut,
    text: `the model has room for ${roomTokens} tokens and the whole prompt has ${tokens}; left out: ${what}`,
  };
}

function tooLong(tokens: number, roomTokens: number): MazeError {
  return new MazeError(
    `Cannot fit the hole into the model: what is wanted has ${tokens} tokens, ${
      tokens - roomTokens
    } more than there is room for`,
    { code: "provider/context", hint: "Use a model with a longer context, or a smaller fill.answerTokens" },
  );
}

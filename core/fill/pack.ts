/**
 * Makes a prompt fit into what a model can read.
 *
 * @module
 */

import type { ContextItem, Prompt } from "../code/completion.ts";
import { type Note, NOTE_CODES } from "../code/note.ts";
import { MazeError } from "../kernel/errors.ts";

/** How much room there is, and who counts. */
export interface PackOptions {
  /** Tokens. */
  readonly roomTokens: number;
  /** The tokens of each text. */
  count(texts: readonly string[]): Promise<readonly number[]>;
}

/** A prompt that fits. */
export interface Packed {
  readonly prompt: Prompt;
  /** All parts together, without what a model's own form adds. */
  readonly tokens: number;
  /** What was left out. */
  readonly notes: readonly Note[];
}

/** Cuts are made by length and counted again; each cut aims a little lower than the last count asks for. */
const AIM = 0.92;
const MAX_CUTS = 8;

/**
 * Leaves out what there is no room for: context in its short form, then the least useful of it, then the lines that are
 * farthest from the hole.
 *
 * @throws {MazeError} `provider/context` if what is wanted alone has no room.
 */
export async function pack(prompt: Prompt, { roomTokens, count }: PackOptions): Promise<Packed> {
  const measure = async (one: Prompt) => {
    const [fixed = 0, ...others] = await count([
      one.instruction.join("\n"),
      contextText(one),
      one.before,
      one.after,
    ]);
    return { fixed, total: fixed + others.reduce((sum, each) => sum + each, 0) };
  };
  const whole = await measure(prompt);
  if (whole.fixed >= roomTokens) throw tooLong(whole.fixed, roomTokens);
  let [packed, { total }] = [prompt, whole];
  for (let cuts = 0; total > roomTokens; cuts++) {
    if (cuts === MAX_CUTS) throw tooLong(total, roomTokens);
    const share = AIM * (roomTokens - whole.fixed) / (total - whole.fixed);
    packed = cuts === 0 ? { ...packed, context: packed.context.map(shortened) } : smaller(packed, share);
    ({ total } = await measure(packed));
  }
  return {
    prompt: packed,
    tokens: total,
    notes: leftOut(prompt, packed, { tokens: whole.total, roomTokens }),
  };
}

function contextText({ context }: Prompt): string {
  return context.map(({ text }) => text).join("\n");
}

function shortened(item: ContextItem): ContextItem {
  return item.short === undefined ? item : { ...item, text: item.short };
}

/** The context goes before any line of the file goes. */
function smaller({ context, before, after, ...rest }: Prompt, share: number): Prompt {
  if (context.length > 0) {
    return { ...rest, before, after, context: context.slice(0, Math.floor(context.length * share / 2)) };
  }
  return {
    ...rest,
    context,
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
): readonly Note[] {
  if (tokens <= roomTokens) return [];
  const items = whole.context.length - packed.context.length;
  const lines = (text: string) => text.split("\n").length - 1;
  const gone = [
    [items, "pieces of context"],
    [lines(whole.before) - lines(packed.before), "lines before the hole"],
    [lines(whole.after) - lines(packed.after), "lines behind it"],
  ].flatMap(([count, what]) => count ? [`${count} ${what}`] : []);
  const what = gone.join(", ") || "context only in its short form";
  return [{
    code: NOTE_CODES.leftOut,
    text: `the model has room for ${roomTokens} tokens and the whole prompt has ${tokens}; left out: ${what}`,
  }];
}

function tooLong(tokens: number, roomTokens: number): MazeError {
  return new MazeError(
    `Cannot fit the hole into the model: what is wanted has ${tokens} tokens, ${
      tokens - roomTokens
    } more than there is room for`,
    { code: "provider/context", hint: "Use a model with a longer context, or a smaller fill.answerTokens" },
  );
}

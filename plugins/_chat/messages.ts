/**
 * A request in words, for models that chat.
 *
 * @module
 */

import type { CompletionRequest, ContextItem } from "../../core/code/completion.ts";
import type { HoleKind } from "../../core/code/hole.ts";
import { fenceAround } from "./fence.ts";
import { formOf } from "./languages.ts";
import { indentationOf, indented, placeOf } from "./place.ts";

/** One turn of a chat. */
export interface ChatMessage {
  /** Whose turn. */
  readonly role: "system" | "user" | "assistant";
  /** What is said. */
  readonly content: string;
}

/** What the server can do. */
export interface MessageOptions {
  /** True when the model goes on from a last message of its own. */
  readonly prefill?: boolean;
}

const SYSTEM = "You write the code that is missing in a file. You answer with that code only.";

/** What a model has to write, by the hole's kind. */
const NAMES: Readonly<Record<HoleKind, string>> = {
  expression: "the expression",
  statements: "the statements",
  body: "the statements",
  members: "the members",
  type: "the type",
  declaration: "the declaration",
  range: "the code",
};

/** Longer neighbours of a hole are not quoted whole. */
const QUOTED_UNITS = 80;

/**
 * The messages for a request: what is wanted, what is known, and the file with a mark at the hole that no language reads
 * as code. One fenced block is asked for; where the answer has to obey a constraint, the form is the constraint's.
 *
 * What is written in the hole already stands in a last message of the model's own, or, without `prefill`, before the mark.
 *
 * @returns One `system` message, one `user` message, and with `prefill` one `assistant` message that has no end: the
 * answer is to be read with `isInside`, or with `isRaw` under a constraint. Servers' templates may strip white space at
 * its end.
 */
export function messagesFor(
  request: CompletionRequest,
  { prefill = false }: MessageOptions = {},
): ChatMessage[] {
  const { draft: { text, hole }, constraint } = request;
  const isPrefilled = prefill && text !== "";
  const messages: ChatMessage[] = [
    { role: "system", content: SYSTEM },
    { role: "user", content: askFor(request, isPrefilled ? "" : text) },
  ];
  if (!isPrefilled) return messages;
  const opening = constraint ? "" : `\`\`\`${formOf(hole.language).fence}\n`;
  return [...messages, { role: "assistant", content: opening + text }];
}

/** @param written What stands before the mark of what is written in the hole. */
function askFor(request: CompletionRequest, written: string): string {
  const { prompt, constraint } = request;
  const { fence } = formOf(request.draft.hole.language);
  const mark = markFor(prompt.before + written + prompt.after);
  const { before, after } = shownAround(request, written);
  const parts = [
    prompt.instruction.join("\n"),
    contextOf(prompt.context),
    `The file. ${mark} is no code, it marks the place:\n${block(before + mark + after, fence)}`,
    written === "" ? "" : `This is written there already, before ${mark}:\n${block(written, fence)}`,
    [
      taskFor(request, { mark, before, after, isBegun: written !== "" }),
      ...(constraint ? [] : [`Answer with one \`\`\`${fence} block.`]),
    ].join(" "),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

interface Shown {
  readonly mark: string;
  readonly before: string;
  readonly after: string;
  readonly isBegun: boolean;
}

function taskFor({ draft: { hole } }: CompletionRequest, { mark, before, after, isBegun }: Shown): string {
  const [first, last] = [lastLine(before), firstLine(after)];
  const between = first && last
    ? `, between ${quoted(first)} and ${quoted(last)}. Do not repeat these two.`
    : ".";
  return `Write only ${isBegun ? "the rest of " : ""}${NAMES[hole.kind]} in the place of ${mark}${between}`;
}

/** The text around the mark; lines of a hole that begins behind its line stand on their own. */
function shownAround(request: CompletionRequest, written: string): Pick<Shown, "before" | "after"> {
  const place = placeOf(request);
  const { own, outer, isDeeper } = indentationOf(place);
  const begun = indented(written, own);
  if (!isDeeper) return { before: place.before + begun, after: place.after };
  return {
    before: `${place.before.trimEnd()}\n${own}${begun}`,
    after: `\n${outer}${place.after.trimStart()}`,
  };
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1)?.trim().slice(-QUOTED_UNITS) ?? "";
}

function firstLine(text: string): string {
  return text.trimStart().split("\n", 1)[0]?.trim().slice(0, QUOTED_UNITS) ?? "";
}

function quoted(code: string): string {
  return code.includes("`") ? `\`\` ${code} \`\`` : `\`${code}\``;
}

function contextOf(items: readonly ContextItem[]): string {
  if (items.length === 0) return "";
  return ["What is known there:", ...items.map(({ text }) => text)].join("\n");
}

function block(text: string, tag: string): string {
  const fence = fenceAround(text);
  return `${fence}${tag}\n${text.replace(/\n$/, "")}\n${fence}`;
}

/** A mark that the code does not hold. No language of the table reads three `<` as the beginning of anything. */
function markFor(code: string): string {
  for (let count = 1;; count++) {
    const mark = `<<<MISSING${count === 1 ? "" : count}>>>`;
    if (!code.includes(mark)) return mark;
  }
}

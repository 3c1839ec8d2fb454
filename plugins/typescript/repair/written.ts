/**
 * What is written in a hole as a fixer sees it: parsed in its file, closed where it ends in the middle.
 *
 * @module
 */

import type { Draft } from "../../../core/code/hole.ts";
import type { Span } from "../../../core/code/text.ts";
import type { Compiler, Moment } from "../compiler.ts";
import type { Session } from "../session.ts";
import { parseFile, pathTo, type Syntax, type SyntaxNode } from "../syntax.ts";
import { closed, lastCut } from "../watch/cut.ts";
import { fillingOf } from "../watch/filling.ts";
import { type Frame, frameOf, parseIn } from "../watch/frame.ts";
import { Levels } from "../watch/levels.ts";
import { readTokens } from "../watch/tokens.ts";

/** A draft's text in its file. Places in the file are those in the text plus `start`. */
export interface WrittenCode {
  readonly text: string;
  /** The hole's file with the text in it. */
  readonly syntax: Syntax;
  /** Where the text begins in the file. */
  readonly start: number;
  readonly frame: Frame;
  /** The nodes down to a stretch of the text, outermost first. */
  path(span: Span): readonly SyntaxNode[];
  /** Looks at the file with the text in it. */
  ask<Answer>(use: (moment: Moment, path: string) => Promise<Answer>): Promise<Answer>;
}

/** Reads a draft's text; `undefined` where it can not be parsed. */
export async function readWritten(session: Session, draft: Draft): Promise<WrittenCode | undefined> {
  const { hole, text } = draft;
  const [compiler, before] = await Promise.all([session.compiler(hole.file), session.text(hole.file)]);
  const filling = fillingOf(before, draft, false);
  const frame = frameOf(hole, filling.path);
  const code = parsable(frame, text);
  if (code === undefined) return undefined;
  const start = filling.start + filling.lead;
  const syntax = parseFile(hole.file, filling.text(code));
  const file = session.path(hole.file);
  return {
    ...{ text, syntax, start, frame },
    path: (span) => pathTo(syntax.program, { start: span.start + start, end: span.end + start }),
    ask: (use) => looked(compiler, file, syntax.text, use),
  };
}

function looked<Answer>(
  compiler: Compiler,
  file: string,
  text: string,
  use: (moment: Moment, path: string) => Promise<Answer>,
): Promise<Answer> {
  return compiler.ask(new Map([[file, text]]), (moment) => use(moment, file));
}

/** The text where it is whole, else closed at its last cut. */
function parsable(frame: Frame, text: string): string | undefined {
  if (parseIn(frame, text).isWhole) return text;
  const cut = lastCut(frame, new Levels(frame), text, readTokens(text, frame.isJsx), 0);
  return cut && closed(frame, text, cut).code;
}

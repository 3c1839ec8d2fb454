/**
 * The next member that a class owes, laid before the hole between its members, with its body or its value left open.
 *
 * @module
 */

import type { Hole } from "../../../core/code/hole.ts";
import { applyEdits, type Edit, indentAt, rebaseSpan, type Span } from "../../../core/code/text.ts";
import type { Placement } from "../../../core/code/wish.ts";
import { importEdits } from "../imports.ts";
import { saidBy } from "../said.ts";
import type { Session } from "../session.ts";
import { newlineOf, type Style, styleOf } from "../style.ts";
import { parseFile } from "../syntax.ts";
import { compiledFaults } from "./judged.ts";
import { restOf } from "./laid.ts";
import { openIn } from "./open.ts";
import { type Owed, owedAt } from "./owed.ts";
import { typeNeeds } from "./type_imports.ts";

/** Lays the next member in; `undefined` where none is owed, or where one of them has to be written with the others. */
export async function nextMember(
  session: Session,
  text: string,
  within: Hole,
): Promise<Placement | undefined> {
  if (within.kind !== "members") return undefined;
  const [next, ...others] = await owedAt(session, text, within);
  return next ? await new Next(session, text, within).placement(next, others) : undefined;
}

/** What TypeScript says where an expression is missing. */
const OPEN = "TS1109";

class Next {
  readonly #session: Session;
  readonly #text: string;
  readonly #within: Hole;

  constructor(session: Session, text: string, within: Hole) {
    this.#session = session;
    this.#text = text;
    this.#within = within;
  }

  async placement(next: Owed, others: readonly Owed[]): Promise<Placement> {
    const { file, language } = this.#within;
    const syntax = parseFile(file, this.#text);
    const style = styleOf(syntax, await this.#session.usualStyle());
    const isApart = next.kind !== "field" || others[0]?.kind !== "field";
    const { edit, span } = this.#laid(next, style, isApart);
    const first = await this.#faults([edit], span);
    const needs = await typeNeeds({ syntax, index: await this.#session.index() }, first);
    const imports = importEdits(syntax, needs, { style, gone: new Map() });
    const shift = (rebaseSpan(edit.span, imports) ?? edit.span).start - edit.span.start;
    const moved = { start: span.start + shift, end: span.end + shift };
    const edits = [...imports, edit];
    return {
      ...{ language, reason: "in its class", head: next.head, form: "", enough: "" },
      ...{ edits, span: moved, needs },
      faults: needs.length === 0 ? first : await this.#faults(edits, moved),
      ...await this.#open(edits, moved, next, others.length === 0),
    };
  }

  #laid(
    next: Owed,
    style: Style,
    isApart: boolean,
  ): { readonly edit: Edit; readonly span: Span } {
    const { file, span: { start } } = this.#within;
    const newline = newlineOf(this.#text);
    const indent = indentAt(this.#text, start);
    const isBegun = /(?:^|[\r\n{}])[ \t]*$/.test(this.#text.slice(0, start));
    const lead = isBegun ? "" : newline + indent;
    const rest = restOf({
      head: { kind: next.kind === "field" ? "const" : "member", text: next.head },
      intent: this.#intent(next),
      style,
    });
    const own = (next.head + rest).split("\n").join(newline + indent);
    const gap = (isApart ? newline : "") + newline + indent;
    const first = start + lead.length;
    return {
      edit: { file, span: { start, end: start }, text: lead + own + gap },
      span: { start: first, end: first + own.length },
    };
  }

  #intent({ purpose }: Owed): string {
    return [purpose, this.#within.intent].filter((one) => one !== "").join("; ");
  }

  /** What is wrong with the member itself: the class owes more while others are missing. */
  async #faults(edits: readonly Edit[], span: Span): Promise<Placement["faults"]> {
    const { file } = this.#within;
    const found = await compiledFaults(this.#session, {
      ...{ file, edits, span, claims: [], before: new Map([[file, this.#text]]) },
      head: { kind: "member", name: "", text: "", lack: "", takes: [0, Infinity] },
    });
    const own = found.filter((one) => one.span.start >= span.start && one.span.end <= span.end);
    return own.filter(({ code }) => code !== OPEN); // that is the value to be found
  }

  /** Claims about the class can be tried when nothing but this is missing. */
  async #open(
    edits: readonly Edit[],
    span: Span,
    next: Owed,
    isLast: boolean,
  ): Promise<Pick<Placement, "hole">> {
    const { file, examples } = this.#within;
    const after = parseFile(file, applyEdits(this.#text, edits));
    const hole = openIn(after, await saidBy(after), span);
    if (!hole) return {};
    return { hole: { ...hole, intent: this.#intent(next), examples: isLast ? examples : [] } };
  }
}

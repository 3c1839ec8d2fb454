/**
 * Where new code goes in TypeScript and JavaScript, and whether its head is right there.
 *
 * @module
 */

import type { Hole } from "../../../core/code/hole.ts";
import { applyEdits, type Edit, placeAt, rebaseSpan, type Span } from "../../../core/code/text.ts";
import type { Placement, Wish } from "../../../core/code/wish.ts";
import { MazeError } from "../../../core/kernel/errors.ts";
import type { Indexer } from "../../../core/kernel/hooks.ts";
import { saidBy, snapshotOf } from "../said.ts";
import type { Session } from "../session.ts";
import { type Style, styleOf } from "../style.ts";
import { isDeclarationFile, isLost, list, parseFile, type Syntax, syntaxFault } from "../syntax.ts";
import { isTestFile } from "../test_files.ts";
import { type Claim, claimsOf } from "./claims.ts";
import { derivedHead } from "./derived.ts";
import { docHabit, docLines } from "./doc.ts";
import { barrelEdits, exportFormOf, listEdit } from "./exports.ts";
import { type Head, readHead } from "./head.ts";
import { headerFor } from "./header.ts";
import { compiledFaults, type Laid, plainFaults } from "./judged.ts";
import { around, layHead } from "./laid.ts";
import { openIn } from "./open.ts";
import { rangePlacement } from "./range.ts";
import { type Spot, spotIn } from "./spot.ts";
import { typeImports } from "./type_imports.ts";
import { nextMember } from "./within.ts";

const LANGUAGE = "typescript";
const OWN = /\.[cm]?[jt]sx?$/;
/** Files whose doc comments show how the project writes its own. */
const MOST_SHOWN = 24;

/** What a head looks like when it is whole: its parameters are closed, and its body has begun or is not coming. */
const ENOUGH = String.raw`(?:^|\n)[^\n]*\b(?:function|class)\b[^]*\{[ \t]*\n|=>[ \t]*\{[ \t]*\n`;
const ENOUGH_MEMBER = String.raw`\)[^\n]*\{[ \t]*\n`;

/** Answers where new code goes. */
export function placeBy(session: Session): NonNullable<Indexer["place"]> {
  return async (wish) => {
    const { file, isNew } = wish;
    if (!OWN.test(file) || (wish.language ?? LANGUAGE) !== LANGUAGE) return undefined;
    if (wish.isFree && (isDeclarationFile(file) || isTestFile(file))) return undefined;
    const text = isNew ? "" : await session.text(file);
    const syntax = parseFile(file, text);
    if (wish.within) return await nextMember(session, text, wish.within);
    if (isLost(syntax)) throw notCode(file, text);
    if (wish.range) return await rangePlacement(syntax, wish.range);
    if (isDeclarationFile(file)) throw misplaced(file, "it holds declarations alone, and nothing that runs");
    const claims = claimsOf(wish.examples, file);
    return await new Placing(session, { wish, syntax, claims }).placement();
  };
}

function notCode(file: string, text: string): MazeError {
  const { message, span: { start } } = syntaxFault(file, text);
  const { line, column } = placeAt(text, start);
  return misplaced(file, `line ${line + 1}, column ${column + 1} is no code: ${message}`);
}

function misplaced(file: string, state: string): MazeError {
  return new MazeError(`Cannot write new code into "${file}": ${state}`, { code: "generate/place" });
}

interface Asked {
  readonly wish: Wish;
  readonly syntax: Syntax;
  readonly claims: readonly Claim[];
}

class Placing {
  readonly #session: Session;
  readonly #asked: Asked;

  constructor(session: Session, asked: Asked) {
    this.#session = session;
    this.#asked = asked;
  }

  async placement(): Promise<Placement> {
    const { wish, syntax, claims } = this.#asked;
    const { head: written } = wish;
    const spot = spotIn(syntax, wish);
    if (written === undefined) return await this.#open(spot);
    const head = readHead(written, wish.file, spot.owner !== undefined);
    if (!head || head.name === "") return await this.#refused(spot, written);
    const own = { kind: head.kind === "arrow" ? "function" : head.kind, name: head.name };
    return await this.#laid(spotIn(syntax, { ...wish, own }), head, claims);
  }

  /** The place alone. */
  async #open(spot: Spot): Promise<Placement> {
    const { wish: { file, intent }, syntax, claims } = this.#asked;
    const { text } = syntax;
    const span = { start: spot.at, end: spot.at };
    const hole: Hole = {
      ...{ id: idAt(file, text, spot.at), file, span, snapshot: await snapshotOf(text) },
      ...{ language: LANGUAGE, kind: "declaration", intent, examples: [] },
    };
    const derived = spot.owner ? undefined : derivedHead(claims, file);
    return {
      ...{ language: LANGUAGE, reason: spot.reason, hole, edits: [], span, faults: [], head: "" },
      ...this.#form(spot),
      around: around({ syntax, spot, doc: await this.#doc(), style: await this.#style() }),
      ...(derived === undefined ? {} : { derived }),
    };
  }

  #form({ owner }: Spot): Pick<Placement, "form" | "enough"> {
    const isJs = /\.[cm]?jsx?$/.test(this.#asked.wish.file);
    const typed = isJs ? "(PARAMETERS)" : "(PARAMETERS): TYPE";
    if (owner) return { form: `NAME${typed} {`, enough: ENOUGH_MEMBER };
    const others = isJs ? "" : ", unless a class, a const with its type, or a whole type is what is wanted";
    return { form: `export function NAME${typed} {${others}`, enough: ENOUGH };
  }

  async #refused(spot: Spot, written: string): Promise<Placement> {
    const open = await this.#open(spot);
    const { file } = this.#asked.wish;
    const message = `what was written begins no declaration${spot.owner ? " of a member" : ""}`;
    const fault = { code: "head/none", message, source: LANGUAGE, severity: "error" } as const;
    const { hole: _, ...placement } = open;
    return {
      ...placement,
      head: written.trim().split("\n")[0] ?? "",
      faults: [{ ...fault, file, span: open.span }],
    };
  }

  async #laid(spot: Spot, head: Head, claims: readonly Claim[]): Promise<Placement> {
    const { wish, syntax } = this.#asked;
    const { file, isNew, intent } = wish;
    const form = spot.owner ? undefined : exportFormOf(syntax, isNew);
    const style = await this.#style();
    const laid = layHead({
      ...{ syntax, spot, head, intent, style, isExported: form?.kind === "inline" },
      doc: await this.#doc(),
    });
    const header = isNew ? await headerFor(this.#session, file) : "";
    const above = header === "" ? [] : [{ file, span: { start: 0, end: 0 }, text: `${header}\n\n` }];
    const listed = form?.kind === "list" ? listEdit(syntax, form.names, head.name) : [];
    const exported = { file, name: head.name, isType: head.kind === "type", isNew };
    const barrels = form && form.kind !== "none" ? await barrelEdits(this.#session, exported) : [];
    const rest = [laid.edit, ...listed, ...barrels];
    const judge = async (edits: readonly Edit[]) => await this.#judged({ ...laid, edits, head, claims });
    const first = await judge([...above, ...rest]);
    const imports = await typeImports({ syntax, style, index: await this.#session.index() }, first.faults);
    const best = imports.length === 0 ? first : await judge([...above, ...imports, ...rest]);
    return {
      ...{ language: LANGUAGE, reason: spot.reason, head: laid.head, ...this.#form(spot) },
      ...{ edits: best.edits, span: best.span, faults: best.faults },
      ...await this.#holeIn(best, head),
    };
  }

  async #judged(
    { edit, span, edits, head, claims }: {
      readonly edit: Edit;
      readonly span: Span;
      readonly edits: readonly Edit[];
      readonly head: Head;
      readonly claims: readonly Claim[];
    },
  ): Promise<Pick<Placement, "edits" | "faults" | "span">> {
    const { wish: { file }, syntax: { text } } = this.#asked;
    const others = edits.filter((one) => one.file === file && one !== edit);
    const moved = rebaseSpan(edit.span, others) ?? edit.span;
    const shift = moved.start - edit.span.start;
    const after = { start: span.start + shift, end: span.end + shift };
    const names = new Set(edits.map((one) => one.file));
    const before = new Map(
      await Promise.all(
        [...names].map(async (name) =>
          [name, name === file ? text : await this.#session.textIfAny(name) ?? ""] as const
        ),
      ),
    );
    const laid: Laid = { file, edits, before, span: after, head, claims };
    const plain = plainFaults(laid);
    const faults = plain.length > 0 ? plain : await compiledFaults(this.#session, laid);
    return { edits, span: after, faults };
  }

  /** What is left open, as a hole of the file after the edits. */
  async #holeIn(
    { edits, span }: Pick<Placement, "edits" | "span">,
    { kind }: Head,
  ): Promise<Pick<Placement, "hole">> {
    if (kind === "type") return {};
    const { wish: { file }, syntax: { text } } = this.#asked;
    const syntax = parseFile(file, applyEdits(text, edits.filter((edit) => edit.file === file)));
    const markers = await this.#session.markers();
    const hole = openIn(syntax, await saidBy(syntax), span, markers.from(file));
    return hole ? { hole } : {};
  }

  async #style(): Promise<Style> {
    return styleOf(this.#asked.syntax, await this.#session.usualStyle());
  }

  async #doc(): Promise<readonly string[]> {
    const { wish: { intent }, claims } = this.#asked;
    return docLines(intent, claims, docHabit(await this.#shown()));
  }

  /** Texts that show how doc comments are written: the file's own where it has some, else those beside it. */
  async #shown(): Promise<readonly string[]> {
    const { syntax: { file, text, program } } = this.#asked;
    if (list(program, "body").length > 3) return [text];
    const files = (await this.#session.files()).filter((one) => one !== file && !isTestFile(one));
    const texts = await Promise.all(files.slice(0, MOST_SHOWN).map((one) => this.#session.textIfAny(one)));
    return [text, ...texts.filter((one) => one !== undefined)];
  }
}

function idAt(file: string, text: string, offset: number): string {
  const { line, column } = placeAt(text, offset);
  return `${file}:${line + 1}:${column + 1}`;
}

/**
 * The faults that a project has before a change, from one look that is kept for as long as its texts stay.
 *
 * @module
 */

import type { Hole } from "../../core/code/hole.ts";
import { applyEdits, type Edit, rebaseSpan, type Span } from "../../core/code/text.ts";
import type { Compiler, CompilerDiagnostic, Moment } from "./compiler.ts";
import { leaningOn } from "./leaning.ts";
import { beginsIn, isAround, isOfSurroundings } from "./mendable.ts";
import { parsed } from "./recent.ts";
import type { Session } from "./session.ts";
import { pathTo, STATEMENT_LISTS, type SyntaxNode } from "./syntax.ts";

/** What stands in a missing body while its file is looked at: it fits every return type and ends every path. */
const NEUTRAL = " throw 0; ";

/** Faults before, by compiler and file. */
export class Baseline {
  readonly #session: Session;
  readonly #looks = new Map<Compiler, Promise<Moment>>();
  readonly #faults = new Map<string, Promise<readonly CompilerDiagnostic[]>>();
  #revision = -1;

  /** The session whose texts are looked at. */
  constructor(session: Session) {
    this.#session = session;
  }

  /** Faults of a file without any change; of the hole's own file without those that the hole itself makes. */
  async faults(
    compiler: Compiler,
    file: string,
    hole: Hole | undefined,
  ): Promise<readonly CompilerDiagnostic[]> {
    await this.#renew();
    const isOwn = hole?.file === file;
    const key = `${compiler.configFile} ${file} ${isOwn ? hole.id : ""}`;
    let known = this.#faults.get(key);
    if (!known) {
      // What is chosen to be written anew stands there: its own faults go with it. Where a declaration goes nothing does.
      known = !isOwn || hole.kind === "range" || hole.kind === "declaration"
        ? this.#asItIs(compiler, file)
        : hole.kind === "expression" || hole.kind === "members"
        ? this.#apartFrom(compiler, hole)
        : this.#withoutHole(compiler, hole);
      this.#faults.set(key, known);
    }
    try {
      return await known;
    } catch (error) {
      this.#faults.delete(key);
      this.#looks.delete(compiler);
      throw error;
    }
  }

  async #asItIs(compiler: Compiler, file: string): Promise<readonly CompilerDiagnostic[]> {
    if (!await this.#session.textIfAny(file)) return []; // a new file
    let look = this.#looks.get(compiler);
    if (!look) this.#looks.set(compiler, look = compiler.moment(new Map()));
    return (await look).diagnostics(this.#session.path(file));
  }

  /**
   * Faults that no fill mends: of statements that do not lean on the hole, and of the surroundings. What the others lack
   * is for the fill to give: also what is there with `any` in the hole, for types that are inferred from it end there.
   */
  async #apartFrom(compiler: Compiler, hole: Hole): Promise<readonly CompilerDiagnostic[]> {
    const { file, span } = hole;
    const found = await this.#asItIs(compiler, file);
    if (found.every(({ isError }) => !isError)) return found;
    const text = await this.#session.text(file);
    const syntax = parsed(file, text);
    const { program, standIns } = syntax;
    const path = pathTo(program, span);
    const leaning = [...leaningOn(text, path, span), ...headOf(path)];
    const isApart = (one: CompilerDiagnostic) =>
      standIns.some(({ start }) => start === one.span.start) || isOfSurroundings(one, hole) ||
      !beginsIn(one, leaning) && !isAround(one, path);
    return found.filter(isApart);
  }

  /** Places are those of the text with the hole in it. */
  async #withoutHole(compiler: Compiler, hole: Hole): Promise<readonly CompilerDiagnostic[]> {
    const { file, span } = hole;
    const text = await this.#session.text(file);
    const found = await this.#with(compiler, file, { file, span, text: NEUTRAL });
    const end = endOfList(text, hole);
    const { standIns } = parsed(file, text);
    return found.filter((one) =>
      !beginsIn(one, [{ start: span.end, end }]) || isOfSurroundings(one, hole) ||
      standIns.some(({ start }) => start === one.span.start)
    );
  }

  /** Faults with something else in the hole's place, its own left out. Places are those of the text without the edit. */
  async #with(compiler: Compiler, file: string, edit: Edit): Promise<CompilerDiagnostic[]> {
    const path = this.#session.path(file);
    const text = await this.#session.text(file);
    const { start, end } = edit.span;
    const back = { file, span: { start, end: start + edit.text.length }, text: text.slice(start, end) };
    const found = await compiler.ask(
      new Map([[path, applyEdits(text, [edit])]]),
      (moment) => moment.diagnostics(path),
    );
    return found.flatMap((one) => {
      const span = rebaseSpan(one.span, [back]);
      return span ? [{ ...one, span }] : [];
    });
  }

  /** Texts have changed: what was seen before is of no use. */
  async #renew(): Promise<void> {
    if (this.#revision === this.#session.revision) return;
    this.#revision = this.#session.revision;
    const old = [...this.#looks.values()];
    this.#looks.clear();
    this.#faults.clear();
    for (const look of old) await (await look)[Symbol.asyncDispose]();
  }
}

/** The head of a class whose members are missing: what it promises is for them to keep. */
function headOf(path: readonly SyntaxNode[]): Span[] {
  const [own, body] = path.slice(-2);
  return own && body?.type === "ClassBody" ? [{ start: own.start, end: body.start }] : [];
}

/**
 * Where the statements end among which statements are missing; for a body the hole's own end. What is wrong up to there
 * may be wrong because they are missing: a fill has to mend it.
 */
function endOfList(text: string, { file, span, kind }: Hole): number {
  if (kind !== "statements") return span.end;
  const path = pathTo(parsed(file, text).program, span);
  return path.findLast(({ type }) => STATEMENT_LISTS.has(type))?.end ?? span.end;
}

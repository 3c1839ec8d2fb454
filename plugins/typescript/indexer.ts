/**
 * The indexer of TypeScript and JavaScript projects: answers the kernel's questions from one session.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import type { Binding, ImportNeed, Scope, Slot } from "../../core/code/scope.ts";
import type { DeclaredSymbol, SymbolQuery } from "../../core/code/symbol.ts";
import type { Edit } from "../../core/code/text.ts";
import type { Indexer } from "../../core/kernel/hooks.ts";
import { Baseline } from "./baseline.ts";
import { asStatements, expressionPlace, formOf, returned } from "./bodies.ts";
import { configFaults } from "./config_faults.ts";
import { editsFor } from "./edits.ts";
import { neverEnds } from "./endless.ts";
import { Offers } from "./fits/offers.ts";
import { globalsOf, globalsRead } from "./globals.ts";
import { Importable } from "./importable.ts";
import { holesIn, mayHaveHoles } from "./holes.ts";
import { saidBy } from "./said.ts";
import { inputsFor } from "./inputs/inputs.ts";
import type { Session } from "./session.ts";
import { siftExpressions } from "./sift.ts";
import { siftStatements } from "./sift_statements.ts";
import { sketchOf, takesOf } from "./sketches.ts";
import { roleOf } from "./place.ts";
import { Related } from "./related/related.ts";
import { placeBy } from "./placing/placing.ts";
import { styleOf } from "./style.ts";
import { leansAmong } from "./leans.ts";
import { unparsed } from "./unparsed.ts";
import { type Survey, survey } from "./survey.ts";
import { symbolsIn } from "./symbols.ts";
import { parseFile, pathTo } from "./syntax.ts";

/** Names tried that the file would have to import first; each costs a little time. */
const MAX_IMPORTS = 16;
/** Types are shown for the nearest names; showing one costs a call. */
const MAX_SHOWN = 40;

/** Makes the indexer of a session. */
export function createIndexer(session: Session): Indexer {
  const looks = new Looks(session);
  const related = new Related(session);
  const baseline = new Baseline(session);
  return {
    files: () => allFiles(session),
    leftOut: async () => (await session.index()).project.leftOut,
    update: async (files) => {
      await looks.forget();
      await session.update(files);
    },
    diagnostics: (files) => configFaults(session, files),
    holes: async (paths) => {
      const markers = await session.markers();
      const found = await below(session, paths, async (file, text) => {
        if (!mayHaveHoles(text) && !markers.isGiven(file)) return [];
        const syntax = parseFile(file, text);
        return holesIn(syntax, await saidBy(syntax), markers.from(file));
      });
      return found.flat();
    },
    unparsed: async (paths) => (await below(session, paths, unparsed)).filter((fault) => fault !== undefined),
    leans: async (holes) => {
      const index = await session.index();
      const imports = (file: string) => index.imports(file);
      return await leansAmong(holes.filter(({ language }) => language === "typescript"), {
        text: (file) => session.text(file),
        imports,
      });
    },
    scope: async (draft) => isOwn(draft) ? await looks.at(draft, (look) => scopeOf(look, draft)) : undefined,
    fits: async (draft, slot) => {
      if (!isOwn(draft)) return [];
      const form = formOf(await session.text(draft.hole.file), draft.hole);
      // What is missing between statements or members is no one value: nothing typed fits as a whole.
      if (form === "other") return [];
      const terms = await looks.at(draft, ({ offers }) => offers.terms(slot.key));
      return slot.key === "" ? asStatements(terms, form) : terms;
    },
    sift: (draft, texts) => sift(session, baseline, draft, texts),
    related: async (draft) => {
      if (!isOwn(draft)) return [];
      return await related.at(draft, await looks.at(draft, (look) => scopeOf(look, draft)));
    },
    inputs: async (draft, most) => {
      if (!isOwn(draft) || draft.hole.kind !== "body") return [];
      const { file } = draft.hole;
      const place = { path: session.path(file), text: await session.text(file), draft };
      return await looks.at(draft, ({ survey: { moment } }) => inputsFor(moment, place, most));
    },
    place: placeBy(session),
    symbols: (query) => symbols(session, query),
    edits: (draft, needs) => edits(session, draft, needs),
  };
}

async function sift(
  session: Session,
  baseline: Baseline,
  draft: Draft,
  texts: readonly string[],
): Promise<boolean[]> {
  const { file } = draft.hole;
  const [compiler, whole] = await Promise.all([session.compiler(file), session.text(file)]);
  const form = formOf(whole, draft.hole);
  const expressions = texts.map((text) => returned(text, form));
  const known = expressions.filter((one) => one !== undefined);
  const place = expressionPlace(whole, draft);
  const good = await siftExpressions(
    compiler,
    session.path(file),
    place.text,
    place.draft,
    known,
    draft.needs,
  );
  const others = texts.filter((_, at) => expressions[at] === undefined);
  const rest = await siftStatements(session, baseline, draft, others);
  const path = pathTo(parseFile(file, place.text).program, place.draft.hole.span);
  let [at, other] = [0, 0];
  return expressions.map((one) => {
    if (one === undefined) return rest[other++] ?? false;
    const isGood = good[at++] ?? false;
    return isGood && !neverEnds(one, path);
  });
}

/** A file that is asked for by name has that name; else each declaration is there once. */
async function symbols(session: Session, query: SymbolQuery): Promise<readonly DeclaredSymbol[]> {
  const [index, files] = await Promise.all([session.index(), session.files()]);
  const found = await symbolsIn(index, query);
  const own = new Set(files);
  const isOfProject = query.file === undefined && query.package === undefined;
  return isOfProject ? found.filter(({ file }) => own.has(file)) : found;
}

async function edits(session: Session, draft: Draft, needs: readonly ImportNeed[]): Promise<Edit[]> {
  const { file } = draft.hole;
  const [text, markers, usual] = await Promise.all([
    session.text(file),
    session.markers(),
    session.usualStyle(),
  ]);
  return editsFor(text, draft, needs, { source: markers.from(file), usual });
}

function isOwn({ hole }: Draft): boolean {
  return hole.language === "typescript";
}

/** Those too that can not be read: somebody has to hear of them. */
async function allFiles(session: Session): Promise<readonly string[]> {
  const index = await session.index();
  return session.withoutTwins([...index.files(), ...index.refreshed.unread].sort());
}

/** Looks into files, or files below folders. */
async function below<T>(
  session: Session,
  paths: readonly string[],
  look: (file: string, text: string) => T | Promise<T>,
): Promise<T[]> {
  const files = (await session.files()).filter((file) =>
    paths.some((path) => path === "" || path === "." || file === path || file.startsWith(`${path}/`))
  );
  const found: T[] = [];
  for (const file of files) {
    // A file that went away since the index was read has nothing to look into.
    const text = await session.textIfAny(file);
    if (text !== undefined) found.push(await look(file, text));
  }
  return found;
}

interface Look {
  readonly survey: Survey;
  readonly offers: Offers;
  /** Globals of the project's own code: the others are known to whoever knows the language. */
  readonly globals: ReadonlySet<string>;
}

/** Looks that are kept: those of holes that are filled at the same time. */
const MAX_LOOKS = 4;

/** A look, and who works with it. */
interface Kept {
  readonly look: Promise<Look>;
  users: number;
  /** True when it is let go as soon as nobody works with it. */
  isOver: boolean;
}

/** The last looks at drafts, kept for the questions that follow them. */
class Looks {
  readonly #session: Session;
  /** The one that was asked for last comes last. */
  readonly #kept = new Map<string, Kept>();
  #imports: Promise<Importable> | undefined;
  #importsOf = -1;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Works with the look at a draft, which stays readable until the work has ended. */
  async at<Result>(draft: Draft, work: (look: Look) => Result | Promise<Result>): Promise<Result> {
    const { id, snapshot } = draft.hole;
    const key = `${id}@${snapshot}`;
    const kept = this.#kept.get(key) ?? { look: this.#open(draft), users: 0, isOver: false };
    kept.users++;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    try {
      const [oldest] = this.#kept.size > MAX_LOOKS ? this.#kept.keys() : [];
      if (oldest !== undefined) await this.#end(oldest);
      return await work(await kept.look);
    } catch (error) {
      await kept.look.catch(() => this.#kept.delete(key)); // another time it may be seen
      throw error;
    } finally {
      kept.users--;
      if (kept.isOver) await this.#close(kept);
    }
  }

  async forget(): Promise<void> {
    for (const key of [...this.#kept.keys()]) await this.#end(key);
  }

  async #end(key: string): Promise<void> {
    const kept = this.#kept.get(key);
    this.#kept.delete(key);
    if (!kept) return;
    kept.isOver = true;
    await this.#close(kept);
  }

  async #close({ look, users }: Kept): Promise<void> {
    if (users > 0) return;
    const { survey: { moment } } = await look;
    await moment[Symbol.asyncDispose]();
  }

  /** What can be imported changes with the files. */
  #importable(): Promise<Importable> {
    const { revision } = this.#session;
    if (!this.#imports || revision !== this.#importsOf) {
      this.#importsOf = revision;
      this.#imports = this.#importableNow();
    }
    return this.#imports;
  }

  async #importableNow(): Promise<Importable> {
    return new Importable(await this.#session.index(), await this.#session.markers());
  }

  async #open(draft: Draft): Promise<Look> {
    const { file, intent, examples } = draft.hole;
    const session = this.#session;
    const [compiler, whole, statistics, index, markers, usual] = await Promise.all([
      session.compiler(file),
      session.text(file),
      session.statistics(),
      session.index(),
      session.markers(),
      session.usualStyle(),
    ]);
    const { quote } = styleOf(parseFile(file, whole), usual);
    const { text, draft: place } = expressionPlace(whole, draft);
    const wanted = [
      roleOf(pathTo(parseFile(file, text).program, place.hole.span)).wanted,
      ...intent.split(/\W+/),
    ];
    const imports = await (await this.#importable()).names({
      file,
      words: wanted.filter(Boolean),
      most: MAX_IMPORTS,
    });
    const globals = globalsOf(index.project, statistics);
    const source = markers.from(file);
    const found = await survey(compiler, session.path(file), text, place, globals, imports, source);
    return {
      survey: found,
      offers: new Offers(found, statistics, { file, intent, examples, quote }),
      globals: new Set(globalsRead(statistics)),
    };
  }
}

async function scopeOf({ survey: found, globals }: Look, { hole }: Draft): Promise<Scope> {
  const { expected, callback, isCapped, moment: { checker } } = found;
  const names = found.names.filter(({ text, name }) => name.kind !== "global" || globals.has(text));
  // What is to be imported comes last and is little.
  const shown = [
    ...names.filter(({ needs }) => !needs).slice(0, MAX_SHOWN),
    ...names.filter(({ needs }) => needs),
  ];
  const [types, takes] = await Promise.all([
    Promise.all(shown.map(({ type }) => checker.typeToString(type))),
    // Only a search by running asks for it, and that needs examples.
    hole.examples.length > 0 ? Promise.all(shown.map((name) => takesOf(name, found))) : [],
  ]);
  const bindings = shown.map(({ text, name, needs }, at): Binding => ({
    name: text,
    kind: name.kind,
    distance: name.distance,
    type: types[at] ?? "",
    ...(takes[at] ? { takes: takes[at] } : {}),
    ...(needs ? { needs } : {}),
  }));
  const asked = expected ?? callback;
  const slot: Slot | undefined = asked && { key: "", type: await checker.typeToString(asked) };
  return {
    bindings,
    isCapped: isCapped || names.length > MAX_SHOWN,
    ...(found.takesAny ? { takesAny: true } : {}),
    ...(slot ? { expected: slot } : {}),
    ...(expected && hole.examples.length > 0 ? { wants: await sketchOf(expected, found) } : {}),
  };
}

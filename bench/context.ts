/**
 * Context by type: how much of what a cut-out body uses from other files is in what a model is told, and how long
 * choosing it takes.
 *
 *     deno task bench context [--json] [--n=N] [--package=NAME] [--budget=TOKENS] [--verbose] [--store=FILE]
 *     deno task bench context --stored=NAME [--json]
 *
 * @module
 */

import process from "node:process";
import { chooseItems } from "../core/fill/items.ts";
import { contextFor } from "../core/fill/related.ts";
import type { Indexer } from "../core/kernel/hooks.ts";
import { createIndexer } from "../plugins/typescript/indexer.ts";
import { Session } from "../plugins/typescript/session.ts";
import { isTestFile } from "../plugins/typescript/test_files.ts";
import { cutOut } from "./context/cut.ts";
import { countDeclared, type Sought, soughtIn } from "./context/declared.ts";
import { mapped } from "./context/mapped.ts";
import { nameMap, piecesOf } from "./context/name_map.ts";
import { type Counted, countIn } from "./context/recall.ts";
import { summary } from "./context/summary.ts";
import { foreignIn } from "./context/symbols.ts";
import { obtain, type PackageName, packages } from "./packages.ts";
import { report } from "./report.ts";
import { rowsFrom, storeOptions } from "./stored.ts";
import { drawSome, type Known, knownHoles } from "./prefix/holes.ts";
import { call } from "./prefix/package.ts";

/** Holes of each package. */
const HOLES = 40;
const BUDGET = 2_000;
/** One small package, one whose files are alike, one of 97,000 lines; at the last nobody looked when weights were chosen. */
const MEASURED: readonly PackageName[] = [
  ...packages.filter(({ name }) => ["immer", "rxjs", "openai"].includes(name)),
  { name: "zod", version: "4.6.7" },
];

/** What one hole showed, without a word of it. */
export interface Seen {
  readonly package: string;
  readonly version: string;
  /** Its file and where it begins there. */
  readonly id: string;
  readonly isFresh: boolean;
  /** By arm. */
  readonly counts: Readonly<Record<string, Counted>>;
  readonly tokens: number;
  /** To a hundredth. */
  readonly elapsedMs: number;
  /** Processor time of this process, the compiler's left out: on a busy machine it says more than the clock. */
  readonly processorMs: number;
}

/** Measures and prints. */
export async function main(args: readonly string[]): Promise<void> {
  const value = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const options = {
    most: Number(value("n") ?? HOLES),
    budgetTokens: Number(value("budget") ?? BUDGET),
    tell: (line: string) => args.includes("--verbose") && console.error(line),
  };
  const store = storeOptions({ stored: value("stored"), store: value("store") });
  const rows = await rowsFrom<Seen>({ bench: "context", ...store }, async () => {
    const seen: Seen[] = [];
    for (const one of MEASURED.filter(({ name }) => name === (value("package") ?? name))) {
      seen.push(...await look(one, await obtain(one), options));
    }
    return seen;
  });
  report("context", summary(rows), args.includes("--json"));
}

/** How holes are looked at. */
export interface LookOptions {
  /** Holes of the package. */
  readonly most: number;
  readonly budgetTokens: number;
  readonly tell: (line: string) => void;
}

/** Looks at the holes of a package in a folder: with the imports of their files, then with those that the rest reads. */
export async function look(
  wanted: PackageName,
  root: string,
  { most, budgetTokens, tell }: LookOptions,
): Promise<readonly Seen[]> {
  await using project = await open(wanted, root);
  const holes = await project.holes(most);
  const seen: Seen[] = [];
  for (const isFresh of [false, true]) {
    for (const hole of holes) {
      const found = await project.look(hole, { isFresh, budgetTokens });
      seen.push(found.seen);
      tell(`${wanted.name} ${found.seen.id}${isFresh ? " fresh" : ""}: missing ${found.missing.join(" ")}`);
    }
  }
  return seen;
}

/** A hole, and what its fill uses from other files. */
interface Asked {
  readonly known: Known;
  readonly text: string;
  readonly sought: readonly Sought[];
}

async function open({ name, version }: PackageName, root: string) {
  const { Tiktoken } = await import("js-tiktoken/lite");
  const { default: ranks } = await import("js-tiktoken/ranks/o200k_base");
  const encoding = new Tiktoken(ranks);
  const count = (text: string) => encoding.encode(text, [], []).length;
  const session = new Session(root, undefined);
  const indexer = createIndexer(session);
  let before = "";
  return {
    /** Bodies that use something of another file, drawn with a seed. */
    async holes(most: number): Promise<readonly Asked[]> {
      const files = (await session.files()).filter((file) => !isTestFile(file));
      const texts = new Map(
        await Promise.all(files.map(async (file) => [file, await session.text(file)] as const)),
      );
      const all = [...texts].flatMap(([file, text]) => knownHoles(file, text, "body"));
      const found: Asked[] = [];
      for (const known of drawSome(all, 3 * most)) {
        const { file, span } = known.draft.hole;
        const text = texts.get(file) ?? "";
        const compiler = await session.compiler(file);
        const foreign = await compiler.ask(
          new Map(),
          (moment) => foreignIn(moment, session.path(file), text, span),
        );
        const sought = await Promise.all(foreign.map(async (one) => {
          const own = one.path.slice(root.length + 1);
          return soughtIn(one, own, await (await session.index()).declarations(own));
        }));
        if (sought.length > 0) found.push({ known, text, sought });
        if (found.length === most) break;
      }
      return found;
    },
    /** What a model is told at a hole, by each arm. Index and counts know the cut text, and nothing of what stood there. */
    async look(
      { known, text, sought }: Asked,
      { isFresh, budgetTokens }: { readonly isFresh: boolean; readonly budgetTokens: number },
    ): Promise<{ readonly seen: Seen; readonly missing: readonly string[] }> {
      const { hole } = known.draft;
      const names = sought.map(({ name }) => name);
      const cut = cutOut(text, known.draft, { isFresh });
      await indexer.update([{ file: hole.file, text: cut.text }], call);
      const scope = await indexer.scope(cut.draft, call) ?? { bindings: [], isCapped: false };
      const [start, used] = [performance.now(), process.cpuUsage()];
      const related = await relatedTo(indexer, cut.draft);
      const elapsedMs = Math.round((performance.now() - start) * 100) / 100;
      const { user, system } = process.cpuUsage(used);
      const processorMs = Math.round((user + system) / 10) / 100;
      const { context, tokens } = await chooseItems(contextFor(scope, related), {
        budgetTokens,
        count: (texts) => Promise.resolve(texts.map(count)),
      });
      const maze = context.map((one) => one.text).join("\n");
      const map = nameMap(await mapped(session), hole.file, { budgetTokens, count });
      await indexer.update([{ file: hole.file, text }], call);
      const other = before;
      before = maze;
      const head = cut.text.slice(0, cut.draft.hole.span.start).split("\n").slice(-2).join("\n");
      const counts = {
        none: countIn(names, head),
        file: countIn(names, cut.text),
        map: countIn(names, map),
        maze: countIn(names, maze),
        fileAndMap: countIn(names, `${cut.text}\n${map}`),
        fileAndMaze: countIn(names, `${cut.text}\n${maze}`),
        chance: countIn(names, other),
        declaredByMap: countDeclared(sought, piecesOf(map)),
        declaredByMaze: countDeclared(sought, context),
      };
      const missing = sought.filter((one) => countDeclared([one], context).found === 0)
        .map(({ name }) => countIn([name], maze).found === 0 ? name : `(${name})`);
      return {
        seen: { package: name, version, id: hole.id, isFresh, counts, tokens, elapsedMs, processorMs },
        missing,
      };
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

async function relatedTo(indexer: Indexer, draft: Known["draft"]) {
  if (!indexer.related) throw new TypeError("The indexer knows no context");
  return await indexer.related(draft, call);
}

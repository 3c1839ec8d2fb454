// A language of one line: `f(x) = ?` with a hole where the question mark is. What goes there is one of `x`, `x+N`, `x*N`
// or a number. Real plugins for it, small enough to read.

import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { z } from "zod";
import {
  type Chunk,
  type DeclaredSymbol,
  definePlugin,
  type Diagnostic,
  type Example,
  type FileText,
  type Hole,
  type Indexer,
  NOTE_CODES,
  type Observation,
  placeAt,
  type Placement,
  type Report,
  type Span,
  type Wish,
} from "../../../core/kernel/plugin.ts";
import { createMaze, type Maze, type MazeOptions } from "../../../core/maze.ts";

/** The examples that holes of a file have. */
export type Examples = Readonly<Record<string, readonly Example[]>>;

/** An indexer of these files and a validator that runs. */
function toy(files: readonly string[], examples: Examples) {
  return definePlugin({
    manifest: {
      name: "toy",
      version: "1.0.0",
      contract: 1,
      description: "Knows the toy language.",
      points: ["indexer", "validator"],
      languages: ["toy"],
      permissions: {},
    },
    options: z.strictObject({}),
    setup: (_options, { project: { root } }) => ({
      indexer: indexerOf(root, files, examples),
      validator: {
        stage: "static" as const,
        validate: ({ files }, hole) => Promise.resolve(reportOn(files, hole?.examples.length === 0)),
        execute: (_draft, candidates, inputs) =>
          Promise.resolve(candidates.map((text) => inputs.map((input) => observe(text, input)))),
      },
    }),
  });
}

/** It reads from the disk, each time anew, whatever it was not told. */
function indexerOf(root: string, files: readonly string[], examples: Examples): Indexer {
  const told = new Map<string, string>();
  const textOf = (file: string) => told.get(file) ?? readIfAny(`${root}/${file}`);
  return {
    files: () => Promise.resolve([...files].sort()),
    update: (changed) => Promise.resolve(changed.forEach(({ file, text }) => void told.set(file, text))),
    holes: (paths) => {
      const asked = files.filter((file) => paths.some((path) => path === "" || path === file));
      return Promise.resolve(asked.flatMap((file) => holesOf(file, textOf(file), examples[file] ?? [])));
    },
    unparsed: (paths) => {
      const asked = files.filter((file) => paths.some((path) => path === "" || path === file));
      const broken = asked.filter((file) => textOf(file).includes("!"));
      return Promise.resolve(broken.map((file) => noCode(file, textOf(file).indexOf("!"))));
    },
    scope: () => Promise.resolve({ bindings: [], isCapped: false }),
    fits: () => Promise.resolve([]),
    sift: (_draft, candidates) => Promise.resolve(candidates.map(() => true)),
    edits: ({ hole: { file, span }, text }) => {
      if (textOf(file)[span.start] === "?") return Promise.resolve([{ file, span, text }]);
      throw new RangeError(`no hole stands at ${span.start}`);
    },
    place: (wish) =>
      Promise.resolve(wish.file.endsWith(".toy") ? placeIn(textOf(wish.file), wish) : undefined),
    symbols: ({ name }) =>
      Promise.resolve(
        files.flatMap((file) => namesIn(file, textOf(file))).filter((one) => one.name.includes(name)),
      ),
  };
}

/** New code is a line at the end, `HEAD = ?`; `whole` is all of it. A head that holds "wrong" is wrong. */
function placeIn(text: string, { file, intent, head, range, examples }: Wish): Placement {
  const at = (span: Span, kind: Hole["kind"]): Hole => ({
    ...{ id: `${file}:1:${span.start + 1}`, file, span, snapshot: snapshotOf(text), language: "toy", kind },
    ...{ intent, examples: [] },
  });
  const end = { start: text.length, end: text.length };
  const common = {
    language: "toy",
    reason: "at the end",
    span: end,
    form: "NAME(x)",
    enough: "\\)",
    head: "",
  };
  if (range) return { ...common, edits: [], faults: [], hole: at(range, "range") };
  const [derived] = examples.map((text) => text.replace(/\(.*/, "(x)"));
  if (head === undefined) {
    const around: [string, string] = ["\n# new\n", "\n"];
    const open = { ...common, edits: [], faults: [], hole: at(end, "declaration"), around };
    return derived === undefined ? open : { ...open, derived };
  }
  const line = `${text === "" ? "" : "\n"}${head} = ${head === "whole" ? "1" : "?"}`;
  const start = end.start + line.length - 1;
  const after = { start: end.start, end: end.start + line.length };
  const own = { start: after.end - line.trimStart().length, end: after.end };
  const fault = { file, span: own, severity: "error" as const, code: "TOY3", message: "no", source: "toy" };
  return {
    ...common,
    ...{ head, span: after, edits: [{ file, span: end, text: line }] },
    faults: head.includes("wrong") ? [fault] : [],
    ...(head === "whole"
      ? {}
      : { hole: { ...at({ start, end: start + 1 }, "expression"), snapshot: snapshotOf(text + line) } }),
  };
}

/** Every `f(x) =` declares an `f`. */
function namesIn(file: string, text: string): DeclaredSymbol[] {
  return [...text.matchAll(/(\w+)\(x\) =/g)].map(({ index, 1: name = "" }) => ({
    ...{ name, kind: "function", file, span: { start: index, end: index + name.length } },
    ...{ isExported: true, container: "", signature: `${name}(x)`, doc: "", members: [] },
  }));
}

/** What holds "!" is no code. */
function noCode(file: string, start: number): Diagnostic {
  const span = { start, end: start + 1 };
  return { file, span, severity: "error", code: "syntax", message: "no !", source: "toy" };
}

/** `1 + ? = 3` can not be checked; what is left and right of the sign must be equal. */
function sumReport(text: string): Report | undefined {
  const [, left, right] = /^(.*[+?].*) = (\d+)$/.exec(text) ?? [];
  if (left === undefined) return undefined;
  const report = { validator: "toy", diagnostics: [], notes: [], total: 1 };
  if (left.includes("?")) return { ...report, state: "unchecked", passed: 0, reachesHole: true };
  const isRight = left.split("+").reduce((sum, one) => sum + Number(one), 0) === Number(right);
  return { ...report, state: isRight ? "valid" : "invalid", passed: isRight ? 1 : 0 };
}

/** What holds "bad" is invalid; a sum of more than one digit is only warned of; nobody sees what is dark. */
function reportOn(files: readonly FileText[], isUnclaimed: boolean): Report {
  const [sum] = files.flatMap(({ text }) => sumReport(text) ?? []);
  if (sum && !isUnclaimed) return sum;
  const bad = files.filter(({ text }) => text.includes("bad"));
  const odd = files.filter(({ text }) => /\+\d\d/.test(text));
  const span = { start: 0, end: 1 };
  const fault = { span, severity: "error" as const, code: "TOY1", message: "bad", source: "toy" };
  const doubt = { ...fault, severity: "warning" as const, code: "TOY2", message: "odd" };
  const diagnostics = [
    ...bad.map(({ file }) => ({ file, ...fault })),
    ...odd.map(({ file }) => ({ file, ...doubt })),
  ];
  const notes = files.some(({ text }) => text.startsWith("dark"))
    ? [{ code: NOTE_CODES.unseen, text: "too dark" }, { code: "checked", text: "1 file checked" }]
    : [];
  return { validator: "toy", state: bad.length > 0 ? "invalid" : "valid", diagnostics, notes };
}

/** An answer with its cost; a text alone costs its index. */
export type Said = string | readonly [text: string, cost: number];

/** Gives the same answers at every hole. */
function speaker(answers: readonly Said[], otherwise: number | undefined) {
  return definePlugin({
    manifest: {
      name: "speaker",
      version: "1.0.0",
      contract: 1,
      description: "Says what it was told.",
      points: ["provider"],
      languages: [],
      permissions: {},
    },
    options: z.strictObject({}),
    setup: () => ({
      provider: {
        async *complete(): AsyncGenerator<Chunk> {
          for (const [answer, said] of answers.entries()) {
            const [text, cost] = typeof said === "string" ? [said, answer] : said;
            for (const piece of text.match(/.{1,2}/g) ?? []) yield { kind: "text", answer, text: piece };
            yield { kind: "end", answer, reason: "complete", cost, needs: [] };
          }
          yield {
            kind: "usage",
            usage: { inputTokens: 7, outputTokens: 3 },
            notes: [{ code: "all", text: "said all" }],
            ...(otherwise === undefined ? {} : { otherwise }),
          };
        },
      },
    }),
  });
}

/** A project in the toy language with its files on disk, opened. Other plugins are asked before those of the language. */
export async function openToy(
  files: Readonly<Record<string, string | Uint8Array>>,
  answers: readonly Said[],
  examples: Examples = {},
  { otherwise, ...more }: Partial<MazeOptions> & { readonly otherwise?: number } = {},
): Promise<Maze & { readonly folder: string }> {
  const folder = await Deno.makeTempDir({ prefix: "maze-toy-" });
  for (const [file, content] of Object.entries(files)) {
    await Deno.mkdir(dirname(`${folder}/${file}`), { recursive: true });
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(`${folder}/${file}`, bytes);
  }
  const own = [{ plugin: toy(Object.keys(files), examples) }, { plugin: speaker(answers, otherwise) }];
  const maze = await createMaze({ root: folder, ...more, plugins: [...more.plugins ?? [], ...own] });
  return {
    ...maze,
    folder,
    async [Symbol.asyncDispose]() {
      await maze[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

function snapshotOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

function holesOf(file: string, text: string, examples: readonly Example[]): Hole[] {
  const snapshot = snapshotOf(text);
  return [...text.matchAll(/\?/g)].map(({ index }): Hole => {
    const { line, column } = placeAt(text, index);
    return {
      id: `${file}:${line + 1}:${column + 1}`,
      file,
      span: { start: index, end: index + 1 },
      snapshot,
      language: "toy",
      kind: "expression",
      intent: "",
      examples,
    };
  });
}

/** As tools read that do not look closely: bytes that are no UTF-8 become U+FFFD, what can not be read is empty. */
function readIfAny(path: string): string {
  try {
    return new TextDecoder().decode(Deno.readFileSync(path));
  } catch {
    return "";
  }
}

function observe(text: string, input: string): Observation {
  const x = Number(/-?\d+/.exec(input)?.[0] ?? NaN);
  const [, sign, by = "0"] = /^x(?:([+*])(\d+))?$/.exec(text) ?? [];
  const value = !/^x/.test(text) ? Number(text) : sign === "*" ? x * Number(by) : x + Number(by);
  return { state: "value", shown: String(value), elapsedMs: 0 };
}

// The material in bench/bodies is worth something only when it is right: sizes as stated, examples and
// hidden checks that hold for the reference bodies.
import { deepStrictEqual, notDeepStrictEqual, ok } from "node:assert/strict";
import { parseSync } from "oxc-parser";

const ROOT = new URL("../../bench/bodies/", import.meta.url);

interface Check {
  readonly call: string;
  readonly value: string;
}

interface Entry {
  readonly file: string;
  readonly function: string;
  readonly size: number;
  /** Files whose exported names the checks may use as well. */
  readonly imports?: readonly string[];
  readonly checks: readonly Check[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

interface Comment {
  readonly type: string;
  readonly value: string;
  readonly end: number;
}

interface BenchFunction {
  readonly size: number;
  readonly annotated: boolean;
  readonly examples: readonly Check[];
}

type Scope = Readonly<Record<string, unknown>>;

/** Nodes that only say something about types, around an expression that counts. */
const TYPE_WRAPPERS = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"]);

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** The number of syntax nodes of a tree, without parentheses and types. */
function countNodes(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countNodes(item), 0);
  if (!isNode(value)) return 0;
  const transparent = value.type === "ParenthesizedExpression" || TYPE_WRAPPERS.has(value.type);
  if (value.type.startsWith("TS") && !transparent) return 0;
  return Object.values(value).reduce((sum: number, child) => sum + countNodes(child), transparent ? 0 : 1);
}

function examplesOf(comment: string): readonly Check[] {
  return [...comment.matchAll(/^ \* @example (.+) \/\/ => (.+)$/gm)]
    .map(([, call = "", value = ""]) => ({ call, value }));
}

/** The exported functions of a file that have examples, by name. */
async function benchFunctions(url: URL): Promise<ReadonlyMap<string, BenchFunction>> {
  const source = await Deno.readTextFile(url);
  const parsed = parseSync(url.pathname, source);
  deepStrictEqual(parsed.errors, []);
  const found = new Map<string, BenchFunction>();
  for (const statement of parsed.program.body as unknown as readonly Node[]) {
    const declaration = statement.declaration;
    if (statement.type !== "ExportNamedDeclaration" || !isNode(declaration)) continue;
    if (declaration.type !== "FunctionDeclaration" || !isNode(declaration.body)) continue;
    const comment = (parsed.comments as readonly Comment[])
      .find(({ end }) => end < statement.start && source.slice(end, statement.start).trim() === "");
    const examples = examplesOf(comment?.value ?? "");
    if (examples.length === 0) continue;
    const params = declaration.params as readonly Node[];
    found.set((declaration.id as Node & { readonly name: string }).name, {
      size: countNodes(declaration.body.body),
      annotated: isNode(declaration.returnType) && params.every((param) => isNode(param.typeAnnotation)),
      examples,
    });
  }
  return found;
}

function evaluate(text: string, scope: Scope): unknown {
  return new Function(...Object.keys(scope), `"use strict"; return (${text});`)(...Object.values(scope));
}

function assertHolds(check: Check, scope: Scope): void {
  deepStrictEqual(evaluate(check.call, scope), evaluate(check.value, scope), check.call);
}

async function readEntries(project: URL): Promise<readonly Entry[]> {
  return JSON.parse(await Deno.readTextFile(new URL("checks.json", project)));
}

const projects = [...Deno.readDirSync(ROOT)]
  .filter((entry) => entry.isDirectory)
  .map((entry) => entry.name)
  .sort();

for (const name of projects) {
  const project = new URL(`${name}/`, ROOT);

  Deno.test(`bodies: ${name} is as its checks.json says`, async () => {
    const entries = await readEntries(project);
    deepStrictEqual(entries.length, 10);
    deepStrictEqual(new Set(entries.map((entry) => entry.function)).size, 10);
    for (const file of new Set(entries.map((entry) => entry.file))) {
      const functions = await benchFunctions(new URL(file, project));
      const listed = entries.filter((entry) => entry.file === file);
      deepStrictEqual(
        [...functions].map(([name, { size }]) => [name, size]).sort(),
        listed.map((entry) => [entry.function, entry.size]).sort(),
      );
      for (const entry of listed) {
        const { annotated, examples } = functions.get(entry.function)!;
        ok(annotated, `${entry.function} has a parameter or a result without a type`);
        deepStrictEqual(examples.length, 3, `examples of ${entry.function}`);
        deepStrictEqual(entry.checks.length, 5, `checks of ${entry.function}`);
        const calls = [...examples, ...entry.checks].map((check) => check.call);
        deepStrictEqual(new Set(calls).size, 8, `${entry.function} has a call twice`);
      }
    }
  });

  Deno.test(`bodies: the reference bodies of ${name} pass examples and checks`, async () => {
    for (const entry of await readEntries(project)) {
      const url = new URL(entry.file, project);
      const own: Scope = await import(url.href);
      const { examples } = (await benchFunctions(url)).get(entry.function)!;
      for (const example of examples) assertHolds(example, own);
      const [first, ...others] = examples.map((example) => evaluate(example.value, own));
      notDeepStrictEqual(others, others.map(() => first), `the examples of ${entry.function} are all equal`);

      const scope: Record<string, unknown> = { ...own };
      for (const file of entry.imports ?? []) Object.assign(scope, await import(new URL(file, project).href));
      for (const check of entry.checks) assertHolds(check, scope);
    }
  });
}

Deno.test("bodies: there are sixty functions, of three groups of sizes", async () => {
  const sizes: number[] = [];
  for (const name of projects) {
    for (const entry of await readEntries(new URL(`${name}/`, ROOT))) sizes.push(entry.size);
  }
  const within = (low: number, high: number) => sizes.filter((n) => n >= low && n <= high).length;
  deepStrictEqual([within(1, 6), within(7, 10), within(11, 25)], [24, 20, 16]);
  deepStrictEqual(sizes.length, 60);
});

/**
 * What a file uses where, kept in the index beside its declarations, so that a start on unchanged files parses none.
 *
 * @module
 */

import { createHash } from "node:crypto";
import type { Json } from "./index/entry.ts";
import type { Extractor } from "./index/extract.ts";
import { MARKER, Marker, type MarkerSource } from "./marker.ts";
import { packRows, unpackRows } from "./pack.ts";
import type { FileUsages } from "./statistics.ts";
import { childrenOf, parseFile, type Syntax, type SyntaxNode } from "./syntax.ts";
import { fileUsagesOf } from "./usages.ts";

/** The record's name in the index. */
export const USAGES = "usages";

/** Some of each kind of code: where what is made of it changes, stored records are of no use. */
const SAMPLE = `import { a, type B } from "b"; import * as maze from "@maze/maze/hole";
export const c = (d: B, { e = 1 }: B, ...f: B[]): B => d.g(e + 1, (f[0] ?? a).h as B, \`\${e}\`)!;
class I extends J { k = new L(!this.m, [1, ...n]); o(p) { for (const q of p) if (q && typeof q) return q ? a : { r: 1, s }; } }
t.u = async function (v) { await v.w?.(x => x * -2); y ||= z; throw new Error("e"); };
a(maze.hole("z"));`;

/** Puts the usages of each file into the index. */
export function usageExtractor(): Extractor {
  const sample = written(parseFile("sample.ts", SAMPLE));
  return {
    name: USAGES,
    version: createHash("sha256").update(JSON.stringify(sample)).digest("hex").slice(0, 12),
    extract(program, text, file) {
      const root = withoutParentheses(program as unknown as SyntaxNode);
      return recordOf({ file, text, program: root, comments: [], isWhole: true, standIns: [] });
    },
  };
}

/** A file's usages as the index keeps them. */
export function recordOf(syntax: Syntax): Json {
  const { usages, globals, ...more } = written(syntax);
  const others = Object.entries(more).map(([name, rows]) => [name, packRows(rows)]);
  return { usages: packRows(usages), globals, more: Object.fromEntries(others) };
}

/** The usages in a record; none where there is no record. */
export function usagesFrom(record: Json | undefined): FileUsages {
  if (typeof record !== "object" || record === null || !("usages" in record)) {
    return { usages: [], globals: [] };
  }
  const { usages, globals, more } = record as {
    readonly usages: Json;
    readonly globals: string[];
    readonly more: object;
  };
  const others = Object.entries(more).map(([name, rows]) => [name, unpackRows(rows)]);
  return { usages: unpackRows(usages), globals, ...Object.fromEntries(others) };
}

/** What a file writes, its holes aside where they are called so. */
function written(syntax: Syntax): FileUsages {
  const found = fileUsagesOf(syntax);
  return syntax.text.includes(MARKER) ? withoutMarker(found, syntax) : found;
}

/** Usages without what reads the marker or is part of it: a hole is nothing to repeat. */
export function withoutMarker(found: FileUsages, { program }: Syntax, source?: MarkerSource): FileUsages {
  const reads = new Marker(program, source).reads();
  if (reads.length === 0) return found;
  return {
    ...found,
    usages: found.usages.filter(({ start, end }) =>
      !reads.some((read) =>
        (start >= read.start && end <= read.end) || (start <= read.start && end >= read.end)
      )
    ),
    globals: found.globals.filter((name) => name !== MARKER),
  };
}

/** Takes parentheses out of a tree, in place: what reads usages knows none. */
function withoutParentheses(node: SyntaxNode): SyntaxNode {
  const inner = bare(node);
  const fields = inner as Record<string, unknown>;
  for (const one of childrenOf(inner)) {
    const own = withoutParentheses(one);
    if (own !== one) replace(fields, one, own);
  }
  return inner;
}

function bare(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.type === "ParenthesizedExpression") inner = inner.expression as SyntaxNode;
  return inner;
}

function replace(fields: Record<string, unknown>, old: SyntaxNode, own: SyntaxNode): void {
  for (const [key, value] of Object.entries(fields)) {
    if (value === old) fields[key] = own;
    else if (Array.isArray(value) && value.includes(old)) {
      fields[key] = value.map((one) => one === old ? own : one);
    }
  }
}

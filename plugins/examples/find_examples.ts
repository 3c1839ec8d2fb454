/**
 * The examples of a whole file.
 *
 * @module
 */

import { parseSync, type Statement } from "oxc-parser";
import type { Example } from "../../core/code/hole.ts";
import type { Span } from "../../core/code/text.ts";
import { readExamples } from "../_examples/read.ts";
import { remarkAbove } from "../_examples/remark.ts";

/** True for files whose examples can be run here. */
export function isRunnable(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file) && !/\.d\.[cm]?ts$/.test(file);
}

/**
 * The examples of a JavaScript or TypeScript file, in order: those in its doc comments, and those in line comments
 * directly above what it declares.
 */
export function examplesOfFile(file: string, text: string): readonly Example[] {
  const { comments, program } = parseSync(file, text);
  const docs = comments.filter(({ type, value }) => type === "Block" && value.startsWith("*"));
  const remarks = program.body
    .flatMap((node) => [node, ...membersOf(node)])
    .flatMap(({ start }) => remarkAbove(start, { comments, text }) ?? []);
  return [...docs, ...remarks]
    .sort((a, b) => a.start - b.start)
    .flatMap(({ start, end }) => readExamples({ file, text: text.slice(start, end), start }));
}

/** The members of a class that a statement declares. */
function membersOf(statement: Statement): readonly Span[] {
  const declared = "declaration" in statement && statement.declaration ? statement.declaration : statement;
  return declared.type === "ClassDeclaration" ? declared.body.body : [];
}

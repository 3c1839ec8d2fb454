/**
 * The examples of a whole file.
 *
 * @module
 */

import { parseSync } from "oxc-parser";
import type { Example } from "../../core/code/hole.ts";
import { readExamples } from "../_examples/read.ts";

/** True for files whose examples can be run here. */
export function isRunnable(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file) && !/\.d\.[cm]?ts$/.test(file);
}

/** The examples in every doc comment of a JavaScript or TypeScript file, in order. */
export function examplesOfFile(file: string, text: string): readonly Example[] {
  return parseSync(file, text).comments
    .filter(({ type, value }) => type === "Block" && value.startsWith("*"))
    .flatMap(({ start, end }) => readExamples({ file, text: text.slice(start, end), start }));
}

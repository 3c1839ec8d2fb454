/**
 * Runs in the sandbox. Methods of strings, and the one of numbers that makes a string.
 *
 * @module
 */

import { methods } from "./call_form.ts";
import { type Operator, unsuited, usualTakes } from "./operator.ts";

/** Methods of strings. */
export function textMethods(isWanted: (name: string) => boolean): Operator[] {
  const { number, string, word, written, named } = usualTakes();
  const method = methods(isWanted);
  const short = (text: string, count: number) => count <= 500 ? text.repeat(count) : unsuited();
  return [
    ...["trim", "toLowerCase", "toUpperCase"].map((name) => method(name, [named], 3, (a) => a[name]())),
    ...["includes", "startsWith", "endsWith"].map((name) =>
      method(name, [named, string], 3, (a, b) => a[name](b))
    ),
    method("indexOf", [named, string], 4, (a, b) => a.indexOf(b)),
    method("split", [named, word], 3, (a, b) => a.split(b)),
    method("charAt", [named, number], 3, (a, b) => a.charAt(b)),
    method("at", [named, number], 4, (a, b) => a.at(b)),
    method("slice", [named, number], 3, (a, b) => a.slice(b)),
    method("slice", [named, number, number], 3, (a, b, c) => a.slice(b, c)),
    method("repeat", [string, written], 3, short),
    method("padStart", [named, number, word], 4, (a, b, c) => b > 500 ? unsuited() : a.padStart(b, c)),
    method("padEnd", [named, number, word], 4, (a, b, c) => b > 500 ? unsuited() : a.padEnd(b, c)),
    method("replaceAll", [named, word, word], 4, (a, b, c) => a.replaceAll(b, c)),
    method("toFixed", [written, number], 4, (a, b) => a.toFixed(b)),
  ];
}

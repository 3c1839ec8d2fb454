/**
 * Values as source text, drawn by their form.
 *
 * @module
 */

import type { Arbitrary } from "fast-check";
import type { Form, Member } from "./form.ts";

/** `fast-check` as a module: it is loaded when it is needed. */
export type FastCheck = typeof import("fast-check");

/** Elements of a list at most: more tell no more, and take longer to read. */
const MAX_ITEMS = 5;
const MAX_WORD = 6;
/** Bytes at most: three words of four. */
const MAX_BYTES = 12;
/** Numbers at which code often turns. */
const EDGES = ["0", "1", "-1", "2"];
const RANGE = { min: -20, max: 100 } as const;
const FIRST_DAY = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;
const DAYS = 20_000;

/** Source texts of values that have a form. Numbers and texts are ordinary ones: `NaN` and lone surrogates tell little. */
export function textsOf(form: Form, fc: FastCheck): Arbitrary<string> {
  const inner = (one: Form) => textsOf(one, fc);
  const items = (one: Form) => fc.array(inner(one), { maxLength: MAX_ITEMS });
  switch (form.kind) {
    case "number":
      return fc.oneof(
        fc.constantFrom(...EDGES),
        fc.integer(RANGE).map(String),
        fc.integer({ min: -400, max: 400 }).map((quarter) => String(quarter / 4)),
      );
    case "string":
      return stringsOf(fc).map((text) => JSON.stringify(text));
    case "boolean":
      return fc.constantFrom("true", "false");
    case "bigint":
      return fc.integer(RANGE).map((whole) => `${whole}n`);
    case "any":
      return fc.oneof(
        ...(["number", "string", "boolean"] as const).map((kind) => inner({ kind })),
        fc.constant("null"),
      );
    case "fixed":
      return fc.constantFrom(...form.texts);
    case "list":
      return items(form.of).map((all) => `[${all.join(", ")}]`);
    case "set":
      return items(form.of).map((all) => `new Set([${all.join(", ")}])`);
    case "tuple":
      return fc.tuple(...form.of.map(inner)).map((all) => `[${all.join(", ")}]`);
    case "map":
      return entriesOf(form, fc).map((all) =>
        `new Map([${all.map(([key, of]) => `[${key}, ${of}]`).join(", ")}])`
      );
    case "index":
      return entriesOf(form, fc).map((all) => `{ ${all.map(([key, of]) => `[${key}]: ${of}`).join(", ")} }`);
    case "record":
      return fc.tuple(...form.members.map((one) => memberOf(one, fc)))
        .map((all) => `{ ${all.filter((one) => one !== "").join(", ")} }`);
    case "date":
      return fc.integer({ min: 0, max: DAYS }).map((day) => `new Date(${FIRST_DAY + day * DAY_MS})`);
    case "bytes":
      return fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: MAX_BYTES })
        .map((all) => `new Uint8Array([${all.join(", ")}])`);
    case "pattern":
      return fc.tuple(...form.of.map(inner)).map((all) => patternOf(form.texts, all));
    case "function":
      return inner(form.gives).map((text) => `() => (${text})`);
    case "union":
      return fc.oneof(...form.of.map(inner));
  }
}

/** A template whose gaps hold the parts, each as source text. */
function patternOf(texts: readonly string[], parts: readonly string[]): string {
  const [first = "", ...others] = texts;
  return `\`${escaped(first)}${
    others.map((text, at) => `\${${parts[at] ?? '""'}}${escaped(text)}`).join("")
  }\``;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`]|\$(?=\{)/g, "\\$&");
}

/** Words, a few of them, numbers in words, and nothing: what texts usually are. */
function stringsOf(fc: FastCheck): Arbitrary<string> {
  const letters = fc.array(fc.constantFrom(..."abcxyzABC"), { minLength: 1, maxLength: MAX_WORD });
  const word = letters.map((all) => all.join(""));
  return fc.oneof(
    word,
    fc.array(word, { minLength: 2, maxLength: 4 }).map((all) => all.join(" ")),
    fc.integer({ min: 0, max: 999 }).map(String),
    fc.constantFrom("", " ", "a", "aba", "Hello, world!", "a-b_c", "()", "1,2,3"),
  );
}

function entriesOf(
  { key, of }: { readonly key: Form; readonly of: Form },
  fc: FastCheck,
): Arbitrary<readonly (readonly [string, string])[]> {
  return fc.array(fc.tuple(textsOf(key, fc), textsOf(of, fc)), { maxLength: MAX_ITEMS });
}

/** A member that may be missing sometimes is. */
function memberOf({ name, isOptional, form }: Member, fc: FastCheck): Arbitrary<string> {
  const written = textsOf(form, fc).map((text) => `${JSON.stringify(name)}: ${text}`);
  return isOptional ? fc.oneof(written, fc.constant("")) : written;
}

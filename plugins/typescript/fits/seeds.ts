/**
 * What the examples of a hole bring into play: usual numbers, the empty string and the space, and templates in the form
 * of the strings that are expected. Wrong ones cost little, for the examples tell. The expected values themselves are
 * never tried: they would only say the examples again.
 *
 * @module
 */

import type { Example } from "../../../core/code/hole.ts";
import type { Counts } from "./features.ts";
import { quoted } from "./literals.ts";
import { kindOf, type Place, type Production } from "./place.ts";

const MAX_TEMPLATE_SLOTS = 4;
/** Numbers that code of any project writes. */
const USUAL = ["0", "1", "2", "10", "60", "100"];

/** What examples bring into play; nothing without examples. */
export interface Seeds {
  readonly numbers: readonly string[];
  readonly strings: readonly string[];
  /** What stands between the words of the expected strings, when all have the same: `[":", ":"]` of `"a:b:c"`. */
  readonly separators: readonly string[] | undefined;
}

/** Reads the seeds of a hole's examples. */
export function seedsOf(examples: readonly Example[], quote: string): Seeds {
  if (examples.length === 0) return { numbers: [], strings: [], separators: undefined };
  return {
    numbers: USUAL,
    strings: [quoted("", quote), quoted(" ", quote)],
    separators: separatorsOf(examples.map(({ value }) => value)),
  };
}

/** The literals and the template that seeds make for a place. */
export function seedsFor(place: Place, seeds: Seeds, counts: Counts): Production[] {
  const kind = kindOf(place.type);
  const isOpen = kind === "none" && place.depth > 0;
  const texts = [
    ...(kind === "number" || kind === "union" || isOpen ? seeds.numbers : []),
    ...(kind === "string" || kind === "union" || isOpen ? seeds.strings : []),
  ];
  const literals = texts.map((text): Production => ({
    parts: [text],
    slots: [],
    shape: "Literal",
    features: [counts.shape(place, "Literal"), counts.at(place, text), { literal: 1, literal_own: 1 }],
  }));
  const template = kind === "string" && place.depth === 0 && seeds.separators
    ? [templateOf(seeds.separators, place)]
    : [];
  return [...literals, ...template];
}

/** A template with a slot for each word. */
function templateOf(separators: readonly string[], place: Place): Production {
  const inner = separators.slice(1, -1);
  const first = separators[0] ?? "";
  const last = separators.at(-1) ?? "";
  const parts = [`\`${first}\${`, ...inner.map((text) => `}${text}\${`), `}${last}\``];
  const slots = parts.slice(1).map((_, at) => ({
    key: `template\0${separators.join("\0")}\0${at}`,
    place: {
      type: undefined,
      wanted: { keys: ["template"], words: [] },
      depth: place.depth + 1,
      inner: place.inner,
    },
  }));
  return { parts, slots, shape: "TemplateLiteral", features: [{ template: 1 }] };
}

/** The text before, between and after the words of all values; `undefined` when the values are not alike. */
function separatorsOf(values: readonly string[]): readonly string[] | undefined {
  const forms = values.map((value) => {
    const text = /^(["'])(.*)\1$/s.exec(value)?.[2];
    return text === undefined || /[\\`$]/.test(text) ? undefined : text.split(/[\p{L}\p{N}.]+/u);
  });
  const [first] = forms;
  const words = (first?.length ?? 0) - 1;
  if (!first || words < 2 || words > MAX_TEMPLATE_SLOTS) return undefined;
  return forms.every((form) => form?.join("\0") === first.join("\0")) ? first : undefined;
}

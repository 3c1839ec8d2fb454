/**
 * JSON with comments and trailing commas, read the way tsc reads a tsconfig: a fault is reported with its place, and
 * what can be read around it is kept.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";

/** A value with its place. */
export type JsonNode =
  | { readonly kind: "object"; readonly span: Span; readonly entries: readonly JsonEntry[] }
  | { readonly kind: "array"; readonly span: Span; readonly items: readonly JsonNode[] }
  | { readonly kind: "string"; readonly span: Span; readonly value: string }
  | { readonly kind: "other"; readonly span: Span; readonly value: number | boolean | null };

/** One `"key": value`. */
export interface JsonEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: JsonNode;
}

/** Something that is no JSON. */
export interface JsonFault {
  readonly span: Span;
  readonly message: string;
}

/**
 * Reads a text.
 *
 * @returns The value, `undefined` when the text holds none, and every fault in order of place.
 */
export function parseJsonc(text: string): { value: JsonNode | undefined; faults: readonly JsonFault[] } {
  const reader = new Reader(text);
  const value = reader.value();
  reader.end();
  return { value, faults: reader.faults };
}

/** The value of a key; of two the last, as in JSON. */
export function property(node: JsonNode | undefined, key: string): JsonNode | undefined {
  if (node?.kind !== "object") return undefined;
  return node.entries.findLast((entry) => entry.key === key)?.value;
}

/** The plain value of a node. */
export function plain(node: JsonNode): unknown {
  if (node.kind === "object") return Object.fromEntries(node.entries.map((e) => [e.key, plain(e.value)]));
  if (node.kind === "array") return node.items.map(plain);
  return node.value;
}

/** The strings of an array node; other items are left out. */
export function strings(node: JsonNode | undefined): readonly string[] {
  if (node?.kind !== "array") return [];
  return node.items.flatMap((item) => item.kind === "string" ? [item.value] : []);
}

const blank = /(?:\s|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))*/y;
const word = /[\w.+$-]+/y;
const quoted = /"(?:[^"\\\n]|\\.)*"?/y;

class Reader {
  readonly faults: JsonFault[] = [];
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  value(): JsonNode | undefined {
    this.#take(blank);
    const start = this.#at;
    const next = this.#text[start];
    if (next === "{") return this.#object(start);
    if (next === "[") return this.#array(start);
    if (next === '"') return { kind: "string", ...this.#string() };
    return this.#word(start);
  }

  end(): void {
    this.#take(blank);
    if (this.#at < this.#text.length) {
      this.#fault(this.#at, this.#text.length, "Unexpected text after the value");
    }
  }

  #object(start: number): JsonNode {
    const entries: JsonEntry[] = [];
    this.#each("}", () => {
      if (this.#text[this.#at] !== '"') return false;
      const { value: key, span: keySpan } = this.#string();
      this.#take(blank);
      if (this.#text[this.#at] === ":") this.#at++;
      else this.#fault(this.#at, this.#at + 1, "':' expected");
      const value = this.value();
      if (value) entries.push({ key, keySpan, value });
      return true;
    });
    return { kind: "object", span: { start, end: this.#at }, entries };
  }

  #array(start: number): JsonNode {
    const items: JsonNode[] = [];
    this.#each("]", () => {
      const value = this.value();
      if (value) items.push(value);
      return value !== undefined;
    });
    return { kind: "array", span: { start, end: this.#at }, items };
  }

  /** Reads items up to the closing mark; what is no item is skipped one sign at a time. */
  #each(close: string, item: () => boolean): void {
    this.#at++;
    let needsComma = false;
    for (;;) {
      this.#take(blank);
      const next = this.#text[this.#at];
      if (next === close) return void this.#at++;
      if (next === undefined) return this.#fault(this.#at, this.#at, `'${close}' expected`);
      if (next === ",") {
        if (!needsComma) this.#fault(this.#at, this.#at + 1, "Value expected");
        this.#at++;
        needsComma = false;
        continue;
      }
      if (needsComma) this.#fault(this.#at, this.#at + 1, "',' expected");
      const before = this.#at;
      if (item()) needsComma = true;
      else if (this.#at === before) this.#fault(before, ++this.#at, `Unexpected ${JSON.stringify(next)}`);
    }
  }

  #string(): { value: string; span: Span } {
    const start = this.#at;
    const raw = this.#take(quoted);
    const span = { start, end: this.#at };
    try {
      return { value: String(JSON.parse(raw)), span };
    } catch {
      // Not closed or a wrong escape: the rest of the line is taken as it stands, so that reading can go on.
      this.faults.push({ span, message: "Unterminated or malformed string" });
      return { value: raw.slice(1), span };
    }
  }

  #word(start: number): JsonNode | undefined {
    const raw = this.#take(word);
    if (raw === "") return undefined;
    const span = { start, end: this.#at };
    if (raw === "true" || raw === "false") return { kind: "other", span, value: raw === "true" };
    if (raw !== "null" && Number.isNaN(Number(raw))) this.faults.push({ span, message: `Unexpected ${raw}` });
    return { kind: "other", span, value: raw === "null" || Number.isNaN(Number(raw)) ? null : Number(raw) };
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #fault(start: number, end: number, message: string): void {
    this.faults.push({ span: { start, end: Math.min(end, this.#text.length) }, message });
  }
}

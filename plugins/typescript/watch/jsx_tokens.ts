/**
 * The tokens of JSX: text between elements is no code, and an apostrophe in it begins no string.
 *
 * @module
 */

import type { Reader } from "./tokens.ts";

const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$.:-]*/uy;
const ATTRIBUTE_STRING = /"[^"]*("?)|'[^']*('?)/y;
const TEXT = /[^<{]+/y;
const SPACE = /(?:\s|\/\*[\s\S]*?\*\/)+/y;
/** `<` before a type parameter of an arrow function: `<T,>`, `<T extends U>`. */
const TYPE_PARAMETER = /<\s*(?:const\s+)?[\p{ID_Start}$_][\p{ID_Continue}$]*\s*(?:,|extends\b|=)/uy;
const ELEMENT = /<(?:>|[\p{ID_Start}$_])/uy;
const CLOSING = /<\/\s*[\p{ID_Continue}$.:-]*\s*(>?)/uy;

/** Reads what stands in an element for a reader of code. */
export class JsxReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** True while an element's head or inside is read. */
  inElement(): boolean {
    const kind = this.#reader.open.at(-1)?.kind;
    return kind === "<" || kind === ">";
  }

  /** True where `<` begins an element. */
  begins(): boolean {
    const reader = this.#reader;
    return reader.isOperandNext() && reader.match(TYPE_PARAMETER) === null && reader.match(ELEMENT) !== null;
  }

  /** Takes the beginning of an element. */
  enter(): boolean {
    const reader = this.#reader;
    const { at } = reader;
    const isFragment = reader.text.charAt(at + 1) === ">";
    if (!isFragment) {
      reader.at++;
      const name = reader.match(NAME)?.[0] ?? "";
      reader.at--;
      if (at + 1 + name.length >= reader.text.length) return reader.grow();
      reader.take("jsx", 1 + name.length, "<");
    } else reader.take("jsx", 2, ">");
    return true;
  }

  /** Takes the next token of an element. */
  step(): boolean {
    return this.#reader.open.at(-1)?.kind === "<" ? this.#head() : this.#inside();
  }

  #head(): boolean {
    const reader = this.#reader;
    const space = reader.match(SPACE)?.[0];
    if (space !== undefined) reader.at += space.length;
    const sign = reader.text.charAt(reader.at);
    if (sign === "") return false;
    if (sign === "{") return this.#brace();
    if (sign === '"' || sign === "'") {
      const [whole = "", double, single] = reader.match(ATTRIBUTE_STRING) ?? [];
      if (!double && !single) return reader.grow();
      reader.take("jsx", whole.length);
      return true;
    }
    if (sign === "/") {
      if (reader.text.charAt(reader.at + 1) !== ">") return reader.grow();
      reader.take("jsx", 2, "close");
      return true;
    }
    if (sign === ">") {
      reader.turnInside();
      return true;
    }
    const name = reader.match(NAME)?.[0] ?? sign;
    if (reader.at + name.length >= reader.text.length) return reader.grow();
    reader.take("jsx", name.length);
    return true;
  }

  #inside(): boolean {
    const reader = this.#reader;
    const sign = reader.text.charAt(reader.at);
    if (sign === "") return false;
    if (sign === "{") return this.#brace();
    if (sign !== "<") {
      reader.at += reader.match(TEXT)?.[0].length ?? 1;
      return true;
    }
    if (reader.text.charAt(reader.at + 1) === "") return reader.grow();
    if (reader.text.charAt(reader.at + 1) !== "/") return this.enter();
    const [whole = "", end] = reader.match(CLOSING) ?? [];
    if (!end) return reader.grow();
    reader.take("jsx", whole.length, "close");
    return true;
  }

  #brace(): boolean {
    this.#reader.take("punct", 1, "{");
    return true;
  }
}

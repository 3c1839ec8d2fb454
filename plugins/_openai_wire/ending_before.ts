/**
 * Ends an answer before any of some texts: not every server can be told of them, and of as many.
 *
 * @module
 */

import { begunUnits } from "../_chat/waiting_units.ts";
import type { Reader, ReadPiece } from "./chunks.ts";

/** A reader whose code ends before the first of the texts. */
export function endingBefore(reader: Reader, stops: readonly string[]): Reader {
  const texts = stops.filter((stop) => stop !== "");
  return texts.length === 0 ? reader : new EndingReader(reader, texts);
}

class EndingReader implements Reader {
  readonly #reader: Reader;
  readonly #stops: readonly string[];
  /** May be the beginning of one of the texts. */
  #begun = "";
  #isOver = false;

  constructor(reader: Reader, stops: readonly string[]) {
    this.#reader = reader;
    this.#stops = stops;
  }

  get isClosed(): boolean {
    return this.#isOver || this.#reader.isClosed;
  }

  push(text: string): readonly ReadPiece[] {
    return this.#cut(this.#reader.push(text));
  }

  end(): readonly ReadPiece[] {
    const pieces = this.#cut(this.#reader.end());
    const rest = this.#isOver ? "" : this.#begun;
    return rest === "" ? pieces : [...pieces, { kind: "text", text: rest }];
  }

  #cut(pieces: readonly ReadPiece[]): readonly ReadPiece[] {
    return pieces.flatMap((piece) => {
      if (piece.kind === "thinking") return [piece];
      const text = this.#code(piece.text);
      return text === "" ? [] : [{ kind: "text", text }];
    });
  }

  #code(text: string): string {
    if (this.#isOver) return "";
    const all = this.#begun + text;
    const places = this.#stops.map((stop) => all.indexOf(stop)).filter((at) => at >= 0);
    this.#isOver = places.length > 0;
    if (this.#isOver) return all.slice(0, Math.min(...places));
    const held = begunUnits(all, this.#stops);
    this.#begun = all.slice(all.length - held);
    return all.slice(0, all.length - held);
  }
}

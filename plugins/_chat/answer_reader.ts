/**
 * What a reader of answers is, however it reads.
 *
 * @module
 */

/** A piece of an answer. */
export interface AnswerPiece {
  /** `text` is code. */
  readonly kind: "text" | "thinking";
  /** Never empty; whole characters. */
  readonly text: string;
}

/** Reads one answer. What it gives out is never taken back, and does not depend on how the text came in pieces. */
export interface AnswerReader {
  /** True when the answer is over and what follows is dropped: the stream can be ended. */
  readonly isClosed: boolean;
  /** What is clear with this text. */
  push(text: string): readonly AnswerPiece[];
  /** The rest, when no text follows. */
  end(): readonly AnswerPiece[];
}

/**
 * Reads an answer on from where it was left.
 *
 * @module
 */

import type { Written } from "../../core/kernel/plugin.ts";
import type { Reader, ReadPiece } from "./chunks.ts";

/**
 * A reader that has read what was written, so that it knows of fences, thinking and indentation, and gives what follows.
 *
 * @param code What of it is code and was told: it is not told again.
 */
export function goingOn(reader: Reader, { text }: Written, code: string): Reader {
  const all = (pieces: readonly ReadPiece[]) =>
    pieces.reduce((sum, piece) => sum + (piece.kind === "text" ? piece.text : ""), "");
  const first = all(reader.push(text));
  let [rest, owed] = [first.slice(code.length), Math.max(0, code.length - first.length)];
  const further = (pieces: readonly ReadPiece[]): readonly ReadPiece[] => {
    const thinking = pieces.filter(({ kind }) => kind === "thinking");
    const given = rest + all(pieces).slice(owed);
    owed = Math.max(0, owed - all(pieces).length);
    rest = "";
    return given === "" ? thinking : [...thinking, { kind: "text", text: given }];
  };
  return {
    push: (text) => further(reader.push(text)),
    end: () => further(reader.end()),
    get isClosed() {
      return reader.isClosed;
    },
  };
}

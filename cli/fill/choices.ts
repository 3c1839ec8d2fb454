/**
 * Readings that were chosen on the command line.
 *
 * @module
 */

import { UsageError } from "../exit_codes.ts";

/** Numbers of readings, from 1, by the hole's id. */
export type Choices = ReadonlyMap<string, number>;

/**
 * Reads the texts `ID=N` of `--choose`.
 *
 * @throws {UsageError} If a text is none, or a hole is chosen for twice.
 */
export function readChoices(texts: readonly string[]): Choices {
  const choices = new Map<string, number>();
  for (const text of texts) {
    const [, id, number] = /^(.+)=([1-9]\d*)$/.exec(text) ?? [];
    if (id === undefined) {
      throw new UsageError(
        `Cannot read --choose "${text}": it is not ID=N`,
        "As in --choose src/a.ts:42:10=2",
      );
    }
    if (choices.has(id)) throw new UsageError(`Cannot choose for "${id}": it is chosen for twice`);
    choices.set(id, Number(number));
  }
  return choices;
}

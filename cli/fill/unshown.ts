/**
 * Choices that name what nobody was shown.
 *
 * @module
 */

import { UsageError } from "../exit_codes.ts";
import { momentText } from "../views/moment.ts";
import { cut, visible } from "../views/style.ts";
import type { ShownHole } from "./shown.ts";

/** A reading that was chosen by its number, and what is known of it. */
export interface NumberedChoice {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  /** `undefined` when the hole was never shown. */
  readonly shown: ShownHole | undefined;
  /** False when the file's text has changed since. */
  readonly isText: boolean;
  /** False when the plugins or their options have. */
  readonly isSettings: boolean;
}

/** @throws {UsageError} If the number does not mean a text that the user can have seen. */
export function refuseUnshown({ id, number, shown, isText, isSettings }: NumberedChoice): void {
  const what = `Cannot choose reading ${number} of "${id}"`;
  const again = `Run \`maze fill ${id}\` first: it shows the readings with their numbers`;
  if (!shown) {
    throw new UsageError(`${what}: nothing was shown of this hole`, again, { code: "fill/not-shown" });
  }
  if (!isText || !isSettings) {
    const changed = isText ? "the plugins or their options have" : `"${shown.file}" has`;
    const state = `${changed} changed since its readings were shown, ${momentText(new Date(shown.at))}`;
    throw new UsageError(`${what}: ${state}`, again, { code: "fill/outdated" });
  }
  if (number <= shown.readings.length) return;
  throw new UsageError(`${what}: it has ${shown.readings.length || "none"}`, readingsHint(id, shown));
}

/** Columns of one reading in a hint. */
const WIDE = 60;

function readingsHint(id: string, { readings }: ShownHole): string {
  if (readings.length === 0) return `\`maze why ${id}\` shows what was tried`;
  const lines = readings.map(({ text }, at) =>
    `${at + 1}  ${cut(visible(text.replaceAll(/\s+/g, " ")), WIDE)}`
  );
  return `The readings are\n${lines.map((line) => `  ${line}`).join("\n")}`;
}

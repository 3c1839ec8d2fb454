/**
 * Runs in the sandbox; all that is exported is carried there by its text. What promises come to.
 *
 * @module
 */

import { type Fresh, Space } from "./space.ts";

/**
 * What a promise comes to; any other value is itself.
 *
 * @throws What it is rejected with, and where it takes long: nothing that a search runs has anything to wait for.
 */
export function soon(value: unknown, ms = 100): Promise<unknown> {
  if (!(value instanceof Promise)) return Promise.resolve(value);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no end in time")), ms);
    value.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** True of an expression that is a promise on every row that counts. */
export function isPromised({ values }: Pick<Fresh, "values">, counted: number): boolean {
  return values.slice(0, counted).every((value) => value instanceof Promise);
}

/** `await` before an expression, with the values that its promises come to; `undefined` where one that counts fails. */
export async function awaited(promised: Fresh, counted: number): Promise<Fresh | undefined> {
  const ends = await Promise.allSettled(promised.values.map((value) => soon(value)));
  if (ends.slice(0, counted).some(({ status }) => status === "rejected")) return undefined;
  const { text, rank } = promised;
  return {
    ...promised,
    text: `await ${rank >= 16 ? text : `(${text})`}`,
    level: promised.level + 1,
    rank: 16,
    values: ends.map((end) => end.status === "fulfilled" ? end.value : Space.absent),
  };
}

/** True of a text that stands in an async function alone. */
export function waits(text: string): boolean {
  return /\bawait /.test(text);
}

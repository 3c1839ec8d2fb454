/**
 * Finds keys and passwords that were written into the config. Keys are never stored: an option that ends in `Env`
 * names the environment variable that holds the key.
 *
 * @module
 */

import { looksLikeSecret, SECRET_WORDS } from "@maze/maze/plugin";
import type { Key } from "./key.ts";

/** A variable's name as POSIX has it. */
export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A name that ends like a secret's; `tokenizer` and `keyboard` only begin so. */
const SECRET_NAME = new RegExp(`(?:${SECRET_WORDS.join("|")})s?$`, "i");

/**
 * Why a value must not stand at a key.
 *
 * @returns `secret` for what is a secret, or looks like one for an option of this name; `variable` when an option
 * that ends in `Env` holds no variable's name; `undefined` when all is well.
 */
export function secretFault(key: Key, value: unknown): "secret" | "variable" | undefined {
  if (typeof value !== "string") return undefined;
  const name = String(key.findLast((part) => typeof part === "string") ?? "");
  if (looksLikeSecret(value)) return "secret";
  if (name.endsWith("Env")) {
    if (isRandom(value)) return "secret";
    return value === "" || VARIABLE_NAME.test(value) ? undefined : "variable"; // an empty one names none
  }
  return SECRET_NAME.test(name) && isRandom(value) ? "secret" : undefined;
}

/** Long, without spaces, letters and digits mixed: names of variables and models seldom are. */
function isRandom(text: string): boolean {
  return text.length >= 20 && /^[\w+/=.-]+$/.test(text) && /[0-9].*[a-z]|[a-z].*[0-9]/.test(text);
}

/**
 * Finds keys and passwords that were written into the config. Keys are never stored: an option that ends in `Env`
 * names the environment variable that holds the key.
 *
 * @module
 */

import { SECRET_WORDS } from "@maze/maze/plugin";
import type { Key } from "./key.ts";

/** A variable's name as POSIX has it. */
export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The forms of well-known secrets. A form that a service changes fades from this table without an error, so names of
 * options are looked at too.
 */
const FORMS: readonly RegExp[] = [
  /\bsk-[A-Za-z0-9_-]{16,}/, // OpenAI, Anthropic, OpenRouter, DeepSeek
  /\b(?:gsk|hf|npm|r8|glpat|xai)[_-][A-Za-z0-9_-]{20,}/, // Groq, Hugging Face, npm, Replicate, GitLab, xAI
  /\b(?:gh[oprsu]|github_pat)_[A-Za-z0-9_]{20,}/, // GitHub
  /\bAKIA[0-9A-Z]{16}\b/, // AWS
  /\bAIza[0-9A-Za-z_-]{30,}/, // Google
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/, // Slack
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+/, // JSON Web Token
  /^(?:Bearer|Basic)\s+\S{8,}$/i, // Authorization header
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/, // PEM
  /:\/\/[^/\s:@]*:[^/\s@]+@/, // password in an address
];

/** A name that ends like a secret's; `tokenizer` and `keyboard` only begin so. */
const SECRET_NAME = new RegExp(`(?:${SECRET_WORDS.join("|")})s?$`, "i");

/** True when a text has the form of a well-known secret. */
export function looksLikeSecret(text: string): boolean {
  return FORMS.some((form) => form.test(text));
}

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
    return VARIABLE_NAME.test(value) ? undefined : "variable";
  }
  return SECRET_NAME.test(name) && isRandom(value) ? "secret" : undefined;
}

/** Long, without spaces, letters and digits mixed: names of variables and models seldom are. */
function isRandom(text: string): boolean {
  return text.length >= 20 && /^[\w+/=.-]+$/.test(text) && /[0-9].*[a-z]|[a-z].*[0-9]/.test(text);
}

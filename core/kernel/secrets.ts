/**
 * What must not be shown: known values, and whatever bears the name of a secret.
 *
 * @module
 */

/**
 * The words that name a secret, in lower case: `apiKey`, `headers.Authorization`, `set-cookie`.
 *
 * @example
 * ```ts
 * import { SECRET_WORDS } from "@maze/maze/plugin";
 * import assert from "node:assert/strict";
 *
 * assert.ok(SECRET_WORDS.some((word) => "apiKey".toLowerCase().includes(word)));
 * ```
 */
export const SECRET_WORDS: readonly string[] = [
  "key",
  "token",
  "secret",
  "password",
  "passphrase",
  "credential",
  "cookie",
  "authorization",
];

const SECRET_NAME = new RegExp(SECRET_WORDS.join("|"), "i");
const COUNT_NAME = /tokens$/i;
/** Shorter values (`EMPTY`, `none`) are dummies, and stand in ordinary text. */
const MIN_SECRET_LENGTH = 6;
/** What lies deeper is left out, so that a cycle in a log's fields ends. */
const MAX_DEPTH = 12;
const REDACTED = "[redacted]";
/** A variable's name as POSIX has it. */
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** What people get to read of something thrown; some classes keep it as getters of their prototype. */
const SHOWN = ["message", "stack", "hint", "cause", "errors", "error", "suppressed", "faults"] as const;

/** The secrets of one run. */
export class Secrets {
  #known: readonly string[] = [];

  /** Makes a value unreadable from now on, also as part of a URL or of JSON. Values below 6 UTF-16 units are let be. */
  add(value: string): void {
    const forms = value.length < MIN_SECRET_LENGTH
      ? []
      : [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
    this.#known = [...new Set([...this.#known, ...forms])].sort((a, b) => b.length - a.length);
  }

  /** Adds the values of the variables that options name, in those whose own name ends in `Env`, at any depth. */
  addNamed(options: unknown, name = "", depth = 0): void {
    if (typeof options === "string" && name.endsWith("Env")) return this.#addVariable(options);
    if (typeof options !== "object" || options === null || depth === MAX_DEPTH) return;
    for (const [key, item] of Object.entries(options)) {
      this.addNamed(item, Array.isArray(options) ? name : key, depth + 1);
    }
  }

  /** A copy without secrets: known values anywhere, and whatever bears a secret's name, except counts of tokens. */
  redact(value: unknown, name = "", depth = 0): unknown {
    const isCount = typeof value === "number" && COUNT_NAME.test(name);
    if (SECRET_NAME.test(name) && !isCount && value !== undefined) return REDACTED;
    if (typeof value === "string") return this.redactText(value);
    if (value instanceof Error) return this.redactText(String(value));
    if (typeof value !== "object" || value === null) return value;
    if (depth === MAX_DEPTH) return "…";
    if (Array.isArray(value)) return value.map((item) => this.redact(item, "", depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, this.redact(item, key, depth + 1)]),
    );
  }

  /** A text without the known secrets. */
  redactText(text: string): string {
    return this.#known.reduce((left, secret) => left.replaceAll(secret, REDACTED), text);
  }

  /**
   * What was thrown, without the known secrets in what is shown of it: message, stack, hint, cause and parts. The same
   * object when it holds none; else a copy of the same class, without its private fields.
   */
  redactThrown(thrown: unknown, depth = 0): unknown {
    if (typeof thrown === "string") return this.redactText(thrown);
    if (depth === MAX_DEPTH || this.#known.length === 0) return thrown;
    if (Array.isArray(thrown)) {
      const items = thrown.map((item) => this.redactThrown(item, depth + 1));
      return items.some((item, at) => item !== thrown[at]) ? items : thrown;
    }
    if (typeof thrown !== "object" || thrown === null) return thrown;
    const changed: PropertyDescriptorMap = {};
    for (const name of SHOWN) {
      const before: unknown = Reflect.get(thrown, name);
      const value = this.redactThrown(before, depth + 1);
      if (value !== before) changed[name] = { value, writable: true, configurable: true, enumerable: false };
    }
    if (Object.keys(changed).length === 0) return thrown;
    return Object.create(Object.getPrototypeOf(thrown), {
      ...Object.getOwnPropertyDescriptors(thrown),
      ...changed,
    });
  }

  /** A variable that Maze may not read is nobody's to leak. */
  #addVariable(variable: string): void {
    if (!VARIABLE.test(variable)) return;
    const { state } = Deno.permissions.querySync({ name: "env", variable });
    const value = state === "granted" ? Deno.env.get(variable) : undefined;
    if (value !== undefined) this.add(value);
  }
}

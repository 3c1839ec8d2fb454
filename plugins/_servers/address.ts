/**
 * Addresses of this machine's own loopback.
 *
 * @module
 */

/** Names and numbers of the loopback; all of 127.0.0.0/8 belongs to it. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * True for `http:` and `https:` addresses that lead nowhere but to this machine.
 *
 * @example
 * ```ts
 * import { isLoopback } from "@maze/maze/servers";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isLoopback("http://localhost:8080/v1"), true);
 * assert.equal(isLoopback("http://localhost.example.com:8080"), false);
 * ```
 *
 * @param address Any text.
 */
export function isLoopback(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) && LOOPBACK.test(url.hostname);
}

/**
 * An address as the plugins' options take it: without `/v1`, slashes, query and password at its end.
 *
 * @throws {RangeError} If it does not lead to this machine.
 */
export function baseOf(address: string): string {
  const url = URL.parse(address);
  if (url === null || !isLoopback(address)) {
    throw new RangeError(`Cannot ask "${address}" what it is: it is no http address of this machine`);
  }
  return url.origin + url.pathname.replace(/\/+(?:v1\/*)?$/, "");
}

/** True when two addresses lead to the same port and path of this machine, by whatever name they call it. */
export function isSamePlace(one: string, other: string): boolean {
  if (!isLoopback(one) || !isLoopback(other)) return false;
  const [a, b] = [new URL(baseOf(one)), new URL(baseOf(other))];
  return a.protocol === b.protocol && a.port === b.port && a.pathname === b.pathname;
}

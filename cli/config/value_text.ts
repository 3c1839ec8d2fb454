/**
 * Values as TOML text.
 *
 * @module
 */

import { TomlDate } from "smol-toml";
import { isTable, keyText, quoted } from "./key.ts";

/**
 * Writes a value on one line.
 *
 * @param value String, number, boolean, date, list or table of these.
 * @throws {TypeError} If the value is something else, which TOML can not carry.
 */
export function valueText(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberText(value);
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return `[${value.map(valueText).join(", ")}]`;
  if (!isTable(value)) throw new TypeError(`Cannot write ${typeof value} as TOML: there is no such value`);
  const entries = Object.entries(value).map(([name, item]) => `${nameText(name)} = ${valueText(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** Writes one part of a key. */
export function nameText(name: string): string {
  return keyText([name]);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (Object.is(value, -0)) return "-0.0";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  // Beyond 2^53 digits without a point would read as an integer that JavaScript can not hold.
  return Number.isSafeInteger(value) || !Number.isInteger(value) ? String(value) : value.toExponential();
}

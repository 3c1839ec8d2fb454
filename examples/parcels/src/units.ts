import type { ParcelError } from "./errors.ts";
import { err, ok, type Result } from "./result.ts";

/** The units a weight can be written in. */
export type WeightUnit = "g" | "kg" | "oz" | "lb";

/** A weight as somebody wrote it. */
export interface Weight {
  readonly value: number;
  readonly unit: WeightUnit;
}

/** The outer size of a parcel, in centimetres. */
export interface Dimensions {
  readonly length: number;
  readonly width: number;
  readonly height: number;
}

/** Grams in one of each unit. */
export const GRAMS_PER_UNIT: Readonly<Record<WeightUnit, number>> = {
  g: 1,
  kg: 1000,
  oz: 28.349523125,
  lb: 453.59237,
};

/** Cubic centimetres that are billed as one kilogram. */
export const VOLUMETRIC_DIVISOR = 5000;

/** Tells whether a text is the name of a unit. */
export function isWeightUnit(text: string): text is WeightUnit {
  return Object.hasOwn(GRAMS_PER_UNIT, text);
}

/**
 * A weight in whole grams, rounded up.
 * @example
 * toGrams({ value: 1.5, unit: "kg" }) // => 1500
 * toGrams({ value: 2, unit: "lb" }) // => 908
 */
export function toGrams(weight: Weight): number {
  return Math.ceil(weight.value * GRAMS_PER_UNIT[weight.unit]);
}

/**
 * Reads a weight such as `350g` or `1.2 kg`.
 * @example
 * parseWeight("350g") // => { ok: true, value: { value: 350, unit: "g" } }
 * parseWeight("1.2 KG") // => { ok: true, value: { value: 1.2, unit: "kg" } }
 * parseWeight("heavy") // => { ok: false, error: { kind: "bad-weight", text: "heavy" } }
 */
export function parseWeight(text: string): Result<Weight, ParcelError> {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/.exec(text.trim().toLowerCase());
  const value = Number(match?.[1]);
  const unit = match?.[2] ?? "";
  if (!isWeightUnit(unit) || value <= 0) return err({ kind: "bad-weight", text });
  return ok({ value, unit });
}

/**
 * The weight a carrier bills for the space a box takes, in grams.
 * @example
 * volumetricGrams({ length: 30, width: 20, height: 10 }) // => 1200
 * volumetricGrams({ length: 30, width: 20, height: 10 }, 6000) // => 1000
 */
export function volumetricGrams(size: Dimensions, divisor: number = VOLUMETRIC_DIVISOR): number {
  return Math.ceil(((size.length * size.width * size.height) / divisor) * 1000);
}

/**
 * The weight to bill: what the scale says or what the space costs, whichever is more.
 * @example
 * billableGrams(900, { length: 30, width: 20, height: 10 }) // => 1200
 * billableGrams(900) // => 900
 */
export function billableGrams(grams: number, size?: Dimensions): number {
  return hole("the greater of the two weights, if the size is known");
}

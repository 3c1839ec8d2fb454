/** A number times itself. */
export function square(n: number): number {
  return n * n;
}

/** The number at a share of the way from one number to another. */
export function lerp(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** The nearest number that is not outside of two limits. */
export function clamp(n: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, n));
}

/** Whether two numbers are the same but for rounding. */
export function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-9;
}

/**
 * Files that have several names, by links inside the project: one name of each.
 *
 * @module
 */

/**
 * Each file once, in order: under its own name where that is among the names, else under the first one.
 *
 * @param realOf The name of what a name leads to, links resolved.
 */
export function once(names: readonly string[], realOf: (name: string) => string): string[] {
  const byReal = Map.groupBy(names, realOf);
  const kept = new Set([...byReal].map(([real, all]) => all.includes(real) ? real : all[0]));
  return names.filter((name) => kept.has(name));
}

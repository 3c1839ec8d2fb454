/**
 * How near two files lie to each other.
 *
 * @module
 */

/** From 0 to 1: the share of their folders that both paths have; 1 in one folder. */
export function closeness(one: string, other: string): number {
  const [own, others] = [one, other].map((path) => path.split("/").slice(0, -1));
  if (!own || !others) return 0;
  let shared = 0;
  while (shared < own.length && own[shared] === others[shared]) shared++;
  return (shared + 1) / (Math.max(own.length, others.length) + 1);
}

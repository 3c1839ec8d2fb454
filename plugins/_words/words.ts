/**
 * The words in names and in plain language.
 *
 * @module
 */

/** Equal, or one the other's short form: `dir` and `direction`, `item` and `items`. */
export function isAlike(one: string, two: string): boolean {
  if (one === two) return one !== "";
  return Math.min(one.length, two.length) >= MIN_SHORT && (one.startsWith(two) || two.startsWith(one));
}

/** Shorter beginnings are shared by chance. */
const MIN_SHORT = 3;

const parted = new Map<string, readonly string[]>();
/** Names remembered in parts; beyond it all are forgotten at once. */
const MAX_PARTED = 50_000;

/** The lower-case parts of a name: `maxRetryCount` has three, `MAX_SIZE` two. */
export function partsOf(name: string): readonly string[] {
  let parts = parted.get(name);
  if (!parts) {
    if (parted.size > MAX_PARTED) parted.clear();
    parts = name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).filter(Boolean)
      .map((part) => part.toLowerCase());
    parted.set(name, parts);
  }
  return parts;
}

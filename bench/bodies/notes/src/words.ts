/** Words that say little about a text */
export const STOP_WORDS: ReadonlySet<string> = new Set(['a', 'an', 'and', 'in', 'of', 'or', 'the', 'to'])

/** A text with single spaces only, and none at its ends */
export function squeeze(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

/** The words of a text, in order */
export function words(text: string): string[] {
  return squeeze(text).split(' ').filter((word) => word !== '')
}

/** A word with a capital first letter */
export function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

import type { Heading, Note } from './types.ts'
import { squeeze, STOP_WORDS, words } from './words.ts'

/**
 * A tag the way it is shown.
 * @example hashtag('work') // => '#work'
 * @example hashtag('summer-2024') // => '#summer-2024'
 * @example hashtag('Ideas') // => '#Ideas'
 */
export function hashtag(tag: string): string {
  return `#${tag}`
}

/**
 * The number of words of a text.
 * @example wordCount('one two three') // => 3
 * @example wordCount('hello') // => 1
 * @example wordCount('to  be or   not') // => 4
 */
export function wordCount(text: string): number {
  return words(text).length
}

/**
 * Whether the title of a note is empty.
 * @example isUntitled({ title: '', body: 'Buy milk', tags: [] }) // => true
 * @example isUntitled({ title: 'Shopping', body: 'Buy milk', tags: ['home'] }) // => false
 * @example isUntitled({ title: 'Draft', body: '', tags: [] }) // => false
 */
export function isUntitled(note: Note): boolean {
  return note.title === ''
}

/**
 * The first tag of a note, if it has any.
 * @example firstTag({ title: 'Trip', body: 'Pack bags', tags: ['travel', 'fun'] }) // => 'travel'
 * @example firstTag({ title: 'Rent', body: 'Pay it', tags: ['money'] }) // => 'money'
 * @example firstTag({ title: 'Misc', body: 'Nothing', tags: [] }) // => undefined
 */
export function firstTag(note: Note): string | undefined {
  return note.tags[0]
}

/**
 * Whether a word says little about a text, however it is capitalised.
 * @example isStopWord('the') // => true
 * @example isStopWord('Of') // => true
 * @example isStopWord('river') // => false
 */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word.toLowerCase())
}

/**
 * The hashes in front of a heading.
 * @example headingMark({ level: 1, text: 'Plan' }) // => '#'
 * @example headingMark({ level: 3, text: 'Costs' }) // => '###'
 * @example headingMark({ level: 2, text: 'Team' }) // => '##'
 */
export function headingMark(heading: Heading): string {
  return '#'.repeat(heading.level)
}

/**
 * A text in quotation marks, without needless spaces.
 * @example quoted('hello world') // => '«hello world»'
 * @example quoted('  to   be ') // => '«to be»'
 * @example quoted('yes') // => '«yes»'
 */
export function quoted(text: string): string {
  return `«${squeeze(text)}»`
}

/**
 * The words of a title in lower case with hyphens between them.
 * @example slug('Hello World') // => 'hello-world'
 * @example slug('My  Summer   Trip') // => 'my-summer-trip'
 * @example slug('Plan') // => 'plan'
 */
export function slug(title: string): string {
  return words(title).join('-').toLowerCase()
}

/**
 * The first letters of the words of a name, as they are written.
 * @example initials('Ada King') // => 'AK'
 * @example initials('Ludwig van Beethoven') // => 'LvB'
 * @example initials('Plato') // => 'P'
 */
export function initials(name: string): string {
  return words(name).map((word) => word.charAt(0)).join('')
}

/**
 * The body of a note, cut and marked with an ellipsis when it is longer than a maximum.
 * @example preview({ title: 'Trip', body: 'Pack the bags', tags: [] }, 4) // => 'Pack…'
 * @example preview({ title: 'Trip', body: 'Pack the bags', tags: [] }, 50) // => 'Pack the bags'
 * @example preview({ title: 'Rent', body: 'Pay on Monday', tags: ['money'] }, 6) // => 'Pay on…'
 */
export function preview(note: Note, max: number): string {
  if (note.body.length <= max) return note.body
  return `${note.body.slice(0, max)}…`
}

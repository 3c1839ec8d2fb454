/** A note as the author keeps it */
export interface Note {
  readonly title: string
  readonly body: string
  readonly tags: readonly string[]
}

/** A heading inside the body of a note */
export interface Heading {
  readonly level: number
  readonly text: string
}

/** A value with trees below it. */
export interface Tree<T> {
  readonly value: T;
  readonly children: readonly Tree<T>[];
}

/** The names that can be reached in one step, by name. */
export type Graph = Readonly<Record<string, readonly string[]>>;

/** A step from one name to another. */
export type Edge = readonly [from: string, to: string];

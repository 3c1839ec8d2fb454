/**
 * The declaration of `hole` for projects that can not resolve the package it comes from.
 *
 * @module
 */

/**
 * The text of `maze-hole.d.ts`. It gives `hole` its type and nothing to run: code that still imports it can be
 * checked and not started. The signature is that of `core/hole.ts`.
 */
export const HOLE_DECLARATION =
  `// Written by \`maze init\`: gives the holes of Maze their type. Remove it when no hole is left.
declare module "@maze/maze/hole" {
  /**
   * Marks an expression that is missing. Its type comes from its place, so the project stays free of errors around
   * it. Fill it with \`maze fill\`; code that still imports it can be checked but not run here.
   *
   * @param intent What is wanted here, in words.
   */
  export function hole<T = any>(intent?: string): T;
}
`;

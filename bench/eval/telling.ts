/**
 * The TypeScript plugin with another context: what a model is told beside the file is given, not found.
 *
 * @module
 */

import type { ContextItem } from "../../core/code/completion.ts";
import typescript from "../../plugins/typescript/mod.ts";

/**
 * TypeScript as it is, but for what it says of other files: the given pieces, the first the most useful, and no names
 * that are visible or can be imported.
 */
export function telling(pieces: readonly string[]): typeof typescript {
  const related = pieces.map((text, at): ContextItem => ({
    text,
    reason: "given",
    score: pieces.length - at,
  }));
  return {
    ...typescript,
    async setup(options, context) {
      const made = await typescript.setup(options, context);
      const { indexer } = made;
      return {
        ...made,
        indexer: {
          ...indexer,
          related: () => Promise.resolve(related),
          async scope(draft, call) {
            const scope = await indexer.scope(draft, call);
            return scope && { ...scope, bindings: [] };
          },
        },
      };
    },
  };
}

/**
 * Reads GGUF files: what model they hold, and whether all of it is there. Nothing of a model is loaded.
 *
 * @module
 */

export { type GgufFile, isLaterPart, readGguf, readWholeGguf } from "./file.ts";
export type { GgufModel, InfillTokens } from "./model.ts";

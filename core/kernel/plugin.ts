/**
 * What a plugin is: a manifest, and one function that returns contributions. This module is the face that plugin
 * authors import as `@maze/maze/plugin`.
 *
 * @module
 */
export { applyEdits, indentAt, placeAt, rebaseSpan } from "../code/text.ts";
export type { Change, Edit, FileText, Place, Span } from "../code/text.ts";
export { MazeError } from "./errors.ts";

/**
 * Syntax nodes as the parser gives them, told from other values.
 *
 * @module
 */

/** A node of a syntax tree; offsets are UTF-16 units. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** True for a node, and for no other value that a node's fields hold. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" &&
    "start" in value && typeof value.start === "number" && "end" in value && typeof value.end === "number";
}

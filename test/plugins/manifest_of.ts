/**
 * What a plugin's `manifest.json` must say.
 *
 * @module
 */

import assert from "node:assert/strict";
import { z } from "zod";

/** What belongs into `manifest.json`: the head, and the schema of what a config may say. */
export function manifestOf(
  { manifest, options }: { readonly manifest: object; readonly options: unknown },
): unknown {
  assert.ok(options instanceof z.ZodType, "the options are no zod schema");
  const schema = z.toJSONSchema(options, { io: "input" });
  return JSON.parse(JSON.stringify({ ...manifest, options: schema }));
}

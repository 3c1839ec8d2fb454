/**
 * Holds each plugin's `manifest.json` equal to its module. `MAZE_WRITE_MANIFESTS=1 deno test -A` of this file writes
 * them anew.
 *
 * @module
 */

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readManifests } from "../../core/kernel/load.ts";
import { manifestOf } from "./manifest_of.ts";

const PLUGINS = new URL("../../plugins/", import.meta.url);

for (const { name, isDirectory } of Deno.readDirSync(PLUGINS)) {
  const folder = new URL(`${name}/`, PLUGINS);
  const hasModule = isDirectory &&
    Array.from(Deno.readDirSync(folder)).some((file) => file.name === "mod.ts");
  if (name.startsWith("_") || !hasModule) continue;
  Deno.test(`plugins/${name}/manifest.json says what its module says`, async () => {
    const { default: plugin } = await import(new URL("mod.ts", folder).href);
    const file = fileURLToPath(new URL("manifest.json", folder));
    const manifest = manifestOf(plugin);
    if (Deno.env.get("MAZE_WRITE_MANIFESTS")) {
      await Deno.writeTextFile(file, JSON.stringify(manifest, null, 2) + "\n");
    }
    assert.deepEqual(JSON.parse(await Deno.readTextFile(file)), manifest);
    readManifests([{ name, manifest, options: {}, load: () => assert.fail("a module was loaded") }]);
  });
}

Deno.test("manifestOf() tells the options that a config may give, not those it gets", () => {
  const options = z.strictObject({ model: z.string().default("small"), url: z.string() });
  assert.deepEqual(manifestOf({ manifest: { name: "x" }, options }), {
    name: "x",
    options: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: { model: { default: "small", type: "string" }, url: { type: "string" } },
      required: ["url"],
      additionalProperties: false,
    },
  });
});

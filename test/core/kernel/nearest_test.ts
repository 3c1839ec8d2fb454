import assert from "node:assert/strict";
import { nearest } from "../../../core/kernel/nearest.ts";

Deno.test("nearest() finds the name with the fewest edits, whatever the case", () => {
  assert.equal(nearest("bseUrl", ["model", "baseUrl"]), "baseUrl");
  assert.equal(nearest("MODEL", ["model", "modes"]), "model");
  assert.equal(nearest("indxer", ["indexer", "provider"]), "indexer");
});

Deno.test("nearest() finds nothing where nothing is near", () => {
  assert.equal(nearest("colour", ["model", "baseUrl"]), undefined);
  assert.equal(nearest("x", ["a", "b"]), undefined);
  assert.equal(nearest("x", []), undefined);
});

import assert from "node:assert/strict";
import { hole } from "../../core/hole.ts";

Deno.test("hole() throws with its intent when it runs, by a name that tells it from other faults", () => {
  assert.throws(() => hole("the sum"), {
    name: "HoleError",
    message: 'Cannot run a hole: "the sum" is not filled',
  });
  for (const intent of [undefined, ""]) {
    assert.throws(() => hole(intent), { name: "HoleError", message: "Cannot run a hole: it is not filled" });
  }
});

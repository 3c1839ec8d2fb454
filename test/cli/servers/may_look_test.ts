import assert from "node:assert/strict";
import { mayConfigure, mayLook } from "../../../cli/servers/may_look.ts";

Deno.test("mayLook() is false where MAZE_NO_PROBE is set to something that does not say no", () => {
  for (const value of ["1", "true", "yes"]) assert.equal(mayLook({ MAZE_NO_PROBE: value }), false, value);
  for (const value of ["", "0", "false"]) assert.equal(mayLook({ MAZE_NO_PROBE: value }), true, value);
  assert.equal(mayLook({ CI: "1" }), true);
});

Deno.test("mayConfigure() is false in CI unless it is asked for, and always where looking is forbidden", () => {
  assert.equal(mayConfigure({}, false), true);
  assert.equal(mayConfigure({ CI: "true" }, false), false);
  assert.equal(mayConfigure({ CI: "true" }, true), true);
  assert.equal(mayConfigure({ MAZE_NO_PROBE: "1" }, true), false);
});

import assert from "node:assert/strict";
import { parseSync } from "oxc-parser";
import { assignedNames } from "../../../plugins/examples/assigned_names.ts";

const named = (text: string) => Object.fromEntries(assignedNames(parseSync("a.js", text).program));

Deno.test("assignedNames() leaves out names that the module declares: they may change", () => {
  const declared = "let a = 0; const { b, c: [d, ...e], g = 1 } = {}; function h() {} class I {}\n";
  const assigned = "exports.a = a; module.exports = { b, d, e, g, h, I, j: 1 };";
  assert.deepEqual(named(declared + assigned), { j: "module.exports.j" });
  assert.deepEqual(named('import x, { y as z } from "./m.js"; exports.x = x; exports.z = z;'), {});
});

Deno.test("assignedNames() leaves out what can be no name, and members of members", () => {
  assert.deepEqual(
    named(
      "exports.default = 1; exports['a-b'] = 1; exports.await = 1; exports.a.b = 1; exports[f] = 1; exports.g += 1;",
    ),
    {},
  );
});

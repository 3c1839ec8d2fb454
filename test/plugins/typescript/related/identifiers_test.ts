import assert from "node:assert/strict";
import { identifiersIn } from "../../../../plugins/typescript/related/identifiers.ts";

const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

Deno.test("identifiersIn() gives every name in order of place", () => {
  assert.deepEqual(identifiersIn("const a1 = $b_.c(2d) // a1"), ["const", "a1", "$b_", "c", "d", "a1"]);
  assert.deepEqual(identifiersIn(" 1 + 2; "), []);
});

Deno.test("identifiersIn() reads names that are no ASCII as the language does", () => {
  const code = 'const größe = “länge”.ñ\u0301x; // 1é, 𝒳 — \u200d\nlet b·c = "a"\r\n名前\n\n';
  assert.deepEqual(identifiersIn(code), code.match(NAME));
  assert.deepEqual(identifiersIn("größe"), ["größe"]);
});

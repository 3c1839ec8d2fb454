import assert from "node:assert/strict";
import fc from "fast-check";
import { regexToJs, regexToServer } from "../../../plugins/_constraints/regex.ts";
import { anyText, matchedRegexes } from "./portable_regex.ts";

const rewritten: readonly (readonly [pattern: string, server: string])[] = [
  ["(a|b)c", "(?:a|b)c"],
  ["|a|bc", "(?:a|bc)?"],
  ["x{0}y{1}", "y"],
  ["[a-cb-d]", "[a-d]"],
  ["[\\-\\]^]", "[\\-\\]\\^]"],
  ["\\x41\\u0042\\u{43}", "ABC"],
  ["\\v\\x7f", "\\u000b\\u007f"],
  ["[^\\n]", "[^\\n]"],
  ["[^é]", "[\\u0001-èê-\\u{10ffff}]"],
  [".", "[\\u0001-\\t\\u000b\\u000c\\u000e-‧\\u202a-\\u{10ffff}]"],
  ["(?:a{2}){3,}", "(?:a{2}){3,}"],
];

for (const [pattern, server] of rewritten) {
  Deno.test(`regexToServer() writes ${JSON.stringify(pattern)} as all servers read it`, () => {
    assert.equal(regexToServer(pattern), server);
  });
}

Deno.test("regexToServer() keeps the meaning, and writes what it wrote in the same way", () => {
  fc.assert(fc.property(matchedRegexes, anyText, ({ pattern, text }, other) => {
    const server = regexToServer(pattern);
    const [before, after] = [pattern, server].map((one) => new RegExp(`^(?:${one})$`, "u"));
    for (const each of [text, other, text + other]) assert.equal(after?.test(each), before?.test(each), each);
    assert.equal(regexToServer(server), server);
  }));
});

Deno.test("regexToJs() matches the whole text, line breaks at its end too", () => {
  assert.ok(regexToJs("a|bc").test("bc"));
  assert.ok(!regexToJs("a|bc").test("ac"));
  assert.ok(!regexToJs("a").test("a\n"));
  assert.throws(() => regexToJs("^a"), /anchor/);
});

import assert from "node:assert/strict";
import { claimsOf } from "../../../../plugins/typescript/placing/claims.ts";
import { derivedHead } from "../../../../plugins/typescript/placing/derived.ts";

Deno.test("claimsOf() parts call and value where both sides are code, arrow functions among them", () => {
  assert.deepEqual(
    claimsOf([
      "slug('A b') => 'a-b'",
      "f(1) // => 2;",
      "map([1], (x) => x + 1) => [2]",
      "g() => throws RangeError: too => many",
      "await h() → { a: 1 }",
    ], "a.ts"),
    [
      { call: "slug('A b')", value: "'a-b'" },
      { call: "f(1)", value: "2" },
      { call: "map([1], (x) => x + 1)", value: "[2]" },
      { call: "g()", value: "throws RangeError: too => many" },
      { call: "await h()", value: "{ a: 1 }" },
    ],
  );
});

Deno.test("claimsOf() refuses what is no claim", () => {
  for (
    const text of [
      "slug",
      "slug('a') =>",
      "=> 1",
      "slug(' => 'a'",
      "a => b",
      "slug(1) => a b",
      "1 => 1",
      "f(1)) ; (g(1) => 2",
    ]
  ) {
    assert.throws(() => claimsOf([text], "a.ts"), { code: "generate/example" }, text);
  }
});

/** The head that these claims give. */
const derived = (...texts: readonly string[]) => derivedHead(claimsOf(texts, "a.ts"), "a.ts");

Deno.test("derivedHead() takes types from literals", () => {
  assert.equal(derived("slug('A b') => 'a-b'"), "export function slug(text: string): string");
  assert.equal(
    derived("pick([1, 2], 0) => 1", "pick([], 3) => undefined"),
    "export function pick(items: number[], count: number): number | undefined",
  );
  assert.equal(
    derived('pad("a", 3) => "  a"', 'pad("a", 3, "b") => "bba"'),
    "export function pad(text: string, count: number, text2?: string): string",
  );
  assert.equal(
    derived("await load({ id: -1, tags: ['a'] }) => true"),
    "export async function load(value: { id: number; tags: string[] }): Promise<boolean>",
  );
  assert.equal(
    derived("root(4) => 2", "root(-1) => throws RangeError"),
    "export function root(count: number): number",
  );
});

Deno.test("derivedHead() says nothing where the claims say too little, or speak of several functions", () => {
  assert.equal(derived(), undefined);
  assert.equal(derived("f(x) => 1"), undefined);
  assert.equal(derived("f(1) => g(1)"), undefined);
  assert.equal(derived("f([]) => 1"), undefined);
  assert.equal(derived("f(1) => throws"), undefined);
  assert.equal(derived("f(1) => 1", "g(1) => 1"), undefined);
  assert.equal(derived("new A().f(1) => 1"), undefined);
  assert.equal(derived("f(...[1]) => 1"), undefined);
});

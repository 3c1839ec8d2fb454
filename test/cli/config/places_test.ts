import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "smol-toml";
import { leaves } from "../../../cli/config/key.ts";
import { nodeAt, tomlPlaces } from "../../../cli/config/places.ts";
import { tomlText } from "./toml_text.ts";

function slice(text: string, key: readonly (string | number)[]): string | undefined {
  const span = nodeAt(tomlPlaces(text), key)?.value;
  return span && text.slice(span.start, span.end);
}

function checkLeaves(text: string): void {
  const places = tomlPlaces(text);
  for (const { key, value } of leaves(parse(text))) {
    const node = nodeAt(places, key);
    assert.ok(node, `no place for ${JSON.stringify(key)}`);
    if (!node.value) {
      assert.deepEqual({ ...Object(value) }, {}, "only a table may have no value of its own");
      continue;
    }
    const found = parse(`x = ${text.slice(node.value.start, node.value.end)}`).x;
    assert.equal(Deno.inspect(found), Deno.inspect(value));
  }
}

Deno.test("tomlPlaces() finds a value below a header, in an inline table and in a list", () => {
  const text = 'top = 1\n[a."b c"]\nd.e = { f = [10, "x # y"] } # end\n';
  assert.equal(slice(text, ["top"]), "1");
  assert.equal(slice(text, ["a", "b c", "d", "e", "f", 1]), '"x # y"');
});

Deno.test("tomlPlaces() names the place of a key where it first stands", () => {
  const text = "[a.b]\nc = 1\n";
  const node = nodeAt(tomlPlaces(text), ["a", "b"]);
  assert.deepEqual(node?.name, { start: 3, end: 4 });
  assert.equal(node?.value, undefined);
});

Deno.test("tomlPlaces() puts headers below a list of tables into its last table", () => {
  const text = "[[p]]\nx = 1\n[[p]]\nx = 2\n[p.q]\ny = 3\n[[p.r]]\nz = 4\n[[p.r]]\nz = 5\n";
  assert.equal(slice(text, ["p", 0, "x"]), "1");
  assert.equal(slice(text, ["p", 1, "q", "y"]), "3");
  assert.equal(slice(text, ["p", 1, "r", 1, "z"]), "5");
});

Deno.test("tomlPlaces() lists sections with their entries in order of the text", () => {
  const { sections } = tomlPlaces("a = 1\n[b]\nc.d = 2\ne = 3\n");
  assert.deepEqual(sections.map((section) => section.key), [[], ["b"]]);
  assert.deepEqual(sections[1]?.entries.map((entry) => entry.key), [["b", "c", "d"], ["b", "e"]]);
});

Deno.test("tomlPlaces() passes strings of all four kinds", () => {
  const text = [
    `a = "q \\" # ]"`,
    `b = 'lit \\'`,
    `c = """two\n"quotes" and \\""" four""""`,
    `d = '''x'y''z'''''`,
    `e = ""`,
    `f = """"""`,
    `g = { h = '}', "i.j" = "," }`,
    `k = 1979-05-27 07:32:00Z # date`,
    `l = 1979-05-27 # day`,
    `m = -inf`,
  ].join("\n");
  assert.equal([...leaves(parse(text))].length, 11);
  checkLeaves(text);
});

Deno.test("tomlPlaces() finds every leaf that the parser sees, at a text of the same value", () => {
  fc.assert(
    fc.property(tomlText, (text) => {
      assert.doesNotThrow(() => parse(text), "the generator must write valid TOML");
      checkLeaves(text);
    }),
    { numRuns: 500 },
  );
});

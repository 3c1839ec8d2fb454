import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "smol-toml";
import { getKey, setKey, unsetKey } from "../../../cli/config/edit.ts";
import { type Key, leaves } from "../../../cli/config/key.ts";
import { tomlPlaces } from "../../../cli/config/places.ts";
import { tomlText } from "./toml_text.ts";

const TEXT = `#:schema ./.maze/schema.json
# Maze's config

plugins = [   # in order of calls
  "typescript",
  "synth",
]

[fill]  # budget
maxSeconds   =   60 # seconds
# how many

[options.synth]
a.b = 1   
c = { x = 1, y = "z" }
`;

function set(text: string, key: string, value: unknown): string {
  return setKey({ file: "/p/maze.toml", text }, key.split("."), value);
}

function unset(text: string, key: string): string {
  return unsetKey({ file: "/p/maze.toml", text }, key.split("."));
}

/** The stretch of the old text that is not in the new one, and what stands there instead. */
function difference(before: string, after: string): { start: number; removed: string; added: string } {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  return {
    start,
    removed: before.slice(start, before.length - end),
    added: after.slice(start, after.length - end),
  };
}

Deno.test("getKey() gives a value with its text as written", () => {
  const get = (key: string) => getKey({ file: "f", text: "[a]\nb = 0x10\n" }, key.split("."));
  assert.deepEqual(get("a.b"), { value: 16, text: "0x10" });
  assert.equal(get("a")?.text, undefined);
  assert.equal(get("a.c"), undefined);
});

Deno.test("setKey() replaces a value and nothing else", () => {
  assert.equal(set(TEXT, "fill.maxSeconds", 5), TEXT.replace("60", "5"));
  assert.equal(set(TEXT, "options.synth.c.y", "q"), TEXT.replace('"z"', '"q"'));
});

Deno.test("setKey() adds a key to the table that is there", () => {
  assert.deepEqual(difference(TEXT, set(TEXT, "fill.candidates", 3)), {
    start: TEXT.indexOf("# how many"),
    removed: "",
    added: "candidates = 3\n",
  });
  assert.match(set(TEXT, "options.synth.c.new", true), /c = \{ x = 1, y = "z", new = true \}\n/);
  assert.match(set(TEXT, "options.synth.a.q", 2), /a\.b = 1 {3}\na\.q = 2\n/);
  assert.equal(set("a.b = 1\na.c = 2\nd = 3\n", "a.e", 4), "a.b = 1\na.c = 2\na.e = 4\nd = 3\n");
  assert.equal(set("a = {}\n", "b", {}), "a = {}\nb = {}\n");
});

Deno.test("setKey() adds a key at the top below the comments that start the text", () => {
  assert.equal(set("#:schema x\n[a]\nb = 1\n", "plugins", []), "#:schema x\n\nplugins = []\n\n[a]\nb = 1\n");
  assert.equal(set("# one\n\n# a\n[a]\n", "k", 1), "# one\n\nk = 1\n\n# a\n[a]\n");
  assert.equal(set("# a\n[a]\n", "k", 1), "k = 1\n\n# a\n[a]\n");
  assert.equal(set("# only", "k", 1), "# only\n\nk = 1\n");
  assert.equal(set("\ufeff", "k", 1), "\ufeffk = 1\n");
});

Deno.test("setKey() makes a new table at the end", () => {
  assert.deepEqual(difference(TEXT, set(TEXT, "options.my plugin.model", "m")), {
    start: TEXT.length,
    removed: "",
    added: '\n[options."my plugin"]\nmodel = "m"\n',
  });
  assert.equal(set("", "log.level", "debug"), '[log]\nlevel = "debug"\n');
});

Deno.test("setKey() keeps the text's ends of lines, and ends a last line that has none", () => {
  assert.equal(set("a = 1\r\n[b]\r\nc = 1", "b.d", 2), "a = 1\r\n[b]\r\nc = 1\r\nd = 2");
  assert.equal(set("[b]\r\nc = 1", "e.f", 2), "[b]\r\nc = 1\r\n\r\n[e]\r\nf = 2\r\n");
});

Deno.test("setKey() refuses what would break the text", () => {
  assert.throws(() => set(TEXT, "fill", 3), { code: "config/edit" });
  assert.throws(() => set(TEXT, "plugins.x", 3), /Cannot set plugins\.x: plugins is a list/);
  assert.throws(() => set(TEXT, "options.synth.c.x.y", 3), /options\.synth\.c\.x is no table/);
  assert.throws(() => set("[[a]]\nb = 1", "a.c", 3), { code: "config/edit" });
});

Deno.test("setKey() tells line and column of broken TOML", () => {
  assert.throws(() => set("a = 1\nb = = 2", "c", 3), /\/p\/maze\.toml:2:5: Cannot read TOML/);
  assert.throws(() => unset("a = 1\nb = = 2", "c"), /\/p\/maze\.toml:2:5/);
});

Deno.test("unsetKey() takes a key's line, and an inline table's entry with one comma", () => {
  assert.equal(unset(TEXT, "fill.maxSeconds"), TEXT.replace("maxSeconds   =   60 # seconds\n", ""));
  assert.match(unset(TEXT, "options.synth.c.x"), /c = \{ y = "z" \}\n/);
  assert.match(unset(TEXT, "options.synth.c.y"), /c = \{ x = 1 \}\n/);
  assert.equal(unset("a = { b = 1 }", "a.b"), "a = { }");
  assert.equal(unset("a = { b.c = 1, d = 2, b.e = 3 }", "a.b"), "a = { d = 2 }");
});

Deno.test("unsetKey() keeps the comments between entries of an inline table", () => {
  const text = "a = {\n  b = 1, # one\n  c = 2, # two\n  d = 3 # three\n}\n";
  assert.equal(unset(text, "a.d"), "a = {\n  b = 1, # one\n  c = 2 # two\n   # three\n}\n");
  assert.equal(unset(text, "a.b"), "a = {\n  # one\n  c = 2, # two\n  d = 3 # three\n}\n");
});

Deno.test("unsetKey() takes a table with headers, and leaves comments on lines of their own", () => {
  assert.equal(unset("[a]\n# b\nb = 1\n[a.c]\nd = 1\n[e]\n", "a"), "# b\n[e]\n");
});

Deno.test("unsetKey() changes nothing when the key is not there", () => {
  assert.equal(unset(TEXT, "log.level"), TEXT);
});

const aKey = (text: string) => {
  const keys = [...leaves(parse(text))].map(({ key }) => key)
    .filter((key): key is string[] => key.length > 0 && key.every((part) => typeof part === "string"));
  return keys.length === 0 ? fc.constant(undefined) : fc.constantFrom<Key | undefined>(...keys);
};
const withKey = tomlText.chain((text) => fc.tuple(fc.constant(text), aKey(text)));
const aValue = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.array(fc.string()),
  fc.constant({ "a b": [1, { c: "d" }] }),
);

function plain(text: string): unknown {
  return JSON.parse(JSON.stringify(parse(text), (_, item) => typeof item === "number" ? String(item) : item));
}

Deno.test("setKey() touches only the value, in any text", () => {
  fc.assert(
    fc.property(withKey, aValue, ([text, key], value) => {
      if (!key) return;
      const node = getKey({ file: "f", text }, key);
      fc.pre(node?.text !== undefined);
      const after = setKey({ file: "f", text }, key, value);
      const written = getKey({ file: "f", text: after }, key)?.text ?? "";
      assert.equal(after.length - written.length, text.length - node.text.length);
      const { removed } = difference(text, after);
      assert.ok(node.text.includes(removed), "only text of the old value is gone");
    }),
    { numRuns: 300 },
  );
});

Deno.test("setKey() adds a key by pure insertion of one line, in any text", () => {
  fc.assert(
    fc.property(tomlText, fc.constantFrom("new", "new.sub", "new.sub.deep"), aValue, (text, name, value) => {
      const after = set(text, name, value);
      assert.equal(difference(text, after).removed, "");
      const { new: _, ...others } = Object(plain(after));
      assert.deepEqual(others, plain(text));
      assert.equal(unset(after, "new").replaceAll(/\s+/g, " ").trim(), text.replaceAll(/\s+/g, " ").trim());
    }),
    { numRuns: 300 },
  );
});

Deno.test("setKey() adds a sibling beside every key by pure insertion, in any text", () => {
  fc.assert(
    fc.property(withKey, ([text, key]) => {
      if (!key) return;
      const sibling = [...key.slice(0, -1), "a new one"];
      const after = setKey({ file: "f", text }, sibling, 1);
      assert.equal(difference(text, after).removed, "");
      assert.deepEqual(getKey({ file: "f", text: after }, sibling)?.value, 1);
    }),
    { numRuns: 300 },
  );
});

Deno.test("unsetKey() removes one stretch, and no comment on a line of its own, in any text", () => {
  fc.assert(
    fc.property(withKey, ([text, key]) => {
      if (!key) return;
      const after = unsetKey({ file: "f", text }, key);
      assert.equal(getKey({ file: "f", text: after }, key), undefined);
      assert.equal(difference(text, after).added, "");
      const kept = new Set([...leaves(plain(text))].map(({ key }) => JSON.stringify(key)));
      for (const leaf of leaves(plain(after))) {
        if (Object.keys(Object(leaf.value)).length > 0 || typeof leaf.value === "string") {
          assert.ok(kept.has(JSON.stringify(leaf.key)));
        }
      }
      assert.deepEqual(ownComments(after), ownComments(text));
    }),
    { numRuns: 300 },
  );
});

/** Comments on lines of their own, outside values. */
function ownComments(text: string): string[] {
  const values = tomlPlaces(text).sections.flatMap(({ entries }) => entries.map(({ value }) => value));
  const lines = [...text.matchAll(/^[ \t]*#[^\r\n]*/gm)];
  return lines.filter(({ index }) => !values.some(({ start, end }) => index >= start && index < end)).map(
    String,
  );
}

import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "smol-toml";
import { setKey } from "../../../cli/config/edit.ts";
import { tomlPlaces } from "../../../cli/config/places.ts";

const LIST = `plugins = [ # in order
  # the language
  "typescript", # judges
  "examples", # runs

  # the last word
  "own_compiler", # asks, and asks
  "synth" # searches
  # no model
] # of calls
`;

function set(text: string, values: readonly unknown[]): string {
  return setKey({ file: "f", text }, ["plugins"], values);
}

/** `LIST` without the lines that hold one of these texts. */
function without(...texts: readonly string[]): string {
  return LIST.split("\n").filter((line) => !texts.some((text) => line.includes(text))).join("\n");
}

Deno.test("setKey() takes an item out of a list with the comment on its line, and no other byte", () => {
  assert.equal(set(LIST, ["typescript", "own_compiler", "synth"]), without("examples"));
  assert.equal(set(LIST, ["typescript", "examples", "synth"]), without('"own_compiler"'));
  assert.equal(
    set(LIST, ["typescript", "examples", "own_compiler"]),
    without("synth").replace('"own_compiler",', '"own_compiler"'),
  );
});

Deno.test("setKey() puts an item into a list on a line of its own, and touches no other", () => {
  assert.equal(
    set(LIST, ["typescript", "vlm", "examples", "own_compiler", "synth"]),
    LIST.replace("judges\n", 'judges\n  "vlm",\n'),
  );
  assert.equal(
    set(LIST, ["typescript", "examples", "own_compiler", "synth", "vlm"]),
    LIST.replace('"synth" # searches\n', '"synth", # searches\n  "vlm"\n'),
  );
});

Deno.test("setKey() moves an item of a list with its comments", () => {
  const moved = set(LIST, ["own_compiler", "typescript", "examples", "synth"]);
  assert.equal(
    moved,
    LIST.replace('\n  # the last word\n  "own_compiler", # asks, and asks\n', "").replace(
      "order\n",
      'order\n\n  # the last word\n  "own_compiler", # asks, and asks\n',
    ),
  );
});

Deno.test("setKey() keeps the comment on a line while one of its items is there", () => {
  const text = 'plugins = [\n  "a", "b", # both\n  "c", # one\n]\n';
  assert.equal(set(text, ["a", "c"]), 'plugins = [\n  "a", # both\n  "c", # one\n]\n');
  assert.equal(set(text, ["c"]), 'plugins = [\n  "c", # one\n]\n');
});

Deno.test("setKey() leaves a list on one line on one line", () => {
  assert.equal(set('plugins = [ "a", "b",  "c" ]', ["a", "c"]), 'plugins = [ "a", "c" ]');
  assert.equal(set('plugins = ["a",  "b"] # x', ["a", "b", "c"]), 'plugins = ["a",  "b", "c"] # x');
  assert.equal(set('plugins = ["a"]', []), "plugins = []");
  assert.equal(set("plugins = []", ["a", 1]), 'plugins = ["a", 1]');
});

Deno.test("setKey() takes the first of equal items first, and keeps Windows' ends of lines", () => {
  const text = "plugins = [\r\n  1, # one\r\n  1, # two\r\n]\r\n";
  assert.equal(set(text, [1]), "plugins = [\r\n  1, # one\r\n]\r\n");
  assert.equal(set(text, [1, 1, 3]), text.replace("]", "  3,\r\n]"));
});

Deno.test("setKey() changes no byte where the key has this value already", () => {
  for (const value of ["30", "3_0", "30.0"]) {
    assert.equal(setKey({ file: "f", text: `a = ${value} # x` }, ["a"], 30), `a = ${value} # x`);
  }
  assert.equal(set("plugins = ['a',\n]", ["a"]), "plugins = ['a',\n]");
});

/** How one item of a list is written. */
interface Form {
  readonly above: boolean;
  readonly behind: boolean;
  readonly startsLine: boolean;
  readonly commaBelow: boolean;
}

const form: fc.Arbitrary<Form> = fc.record({
  above: fc.boolean(),
  behind: fc.boolean(),
  startsLine: fc.boolean(),
  commaBelow: fc.boolean(),
});

/** A list of the items "0", "1", ... with comments that name them: `# above 0`, `# behind 0`. */
const aList = fc.record({
  forms: fc.array(form, { maxLength: 6 }),
  head: fc.boolean(),
  end: fc.boolean(),
  trailing: fc.boolean(),
  newline: fc.constantFrom("\n", "\r\n"),
}).map(({ forms, head, end, trailing, newline }) => {
  let text = `[${head ? ` # head, x${newline}` : ""}`;
  forms.forEach(({ above, behind, startsLine, commaBelow }, at) => {
    if (startsLine && !text.endsWith("\n")) text += newline;
    if (above && text.endsWith("\n")) text += `  # above ${at}, x${newline}`;
    text += `  "${at}"`;
    const comma = at < forms.length - 1 || trailing ? "," : "";
    const endsLine = at === forms.length - 1 || forms[at + 1]?.startsLine;
    if (behind && endsLine) {
      text += commaBelow ? ` # behind ${at}, x${newline}${comma}` : `${comma} # behind ${at}, x${newline}`;
    } else text += comma;
  });
  if (end) text += `${text.endsWith("\n") ? "" : newline}  # end, x${newline}`;
  return { list: `${text}]`, count: forms.length };
});

const aChange = aList.chain(({ list, count }) =>
  fc.record({
    list: fc.constant(list),
    items: fc.shuffledSubarray([...Array(count).keys()].map(String)),
    fresh: fc.array(fc.tuple(fc.nat(6), fc.constantFrom("new", 7, true)), { maxLength: 3 }),
    isInOrder: fc.boolean(),
  })
).map(({ list, items, fresh, isInOrder }) => {
  const values: unknown[] = isInOrder ? items.toSorted() : [...items];
  for (const [at, value] of fresh) values.splice(at, 0, value);
  return { list, values };
});

function commentsOf(text: string): string[] {
  return [...text.matchAll(/#[^\r\n]*/g)].map(String).sort();
}

Deno.test("setKey() keeps every comment of a list but those of removed items, in any list", () => {
  fc.assert(
    fc.property(aChange, ({ list, values }) => {
      const [before, after] = [`# top\nplugins = `, ` # right\n[fill]\nmaxSeconds = 1\n`];
      const text = set(before + list + after, values);
      assert.deepEqual(parse(text).plugins, values);
      assert.ok(text.startsWith(before) && text.endsWith(after));
      const lines = list.split("\n");
      const gone = lines.filter((line) => {
        const own = [...line.matchAll(/"(\d)"/g)].map(([, item]) => item);
        return /# behind/.test(line) && own.every((item) => !values.includes(item));
      });
      const lost = new Set(gone.flatMap(commentsOf));
      assert.deepEqual(
        commentsOf(text),
        commentsOf(before + list + after).filter((comment) => !lost.has(comment)),
      );
    }),
    { numRuns: 2000 },
  );
});

Deno.test("setKey() keeps what stands between items that stay neighbors, and comments beside their items, in any list", () => {
  fc.assert(
    fc.property(aChange, ({ list, values }) => {
      const before = `plugins = ${list}\n`;
      const text = set(before, values);
      const spans = [...tomlPlaces(before).root.children.get("plugins")?.children.values() ?? []];
      for (const [at, { name }] of spans.entries()) {
        const index = values.indexOf(String(at));
        if (index < 0) continue;
        const line = before.slice(name.start).split("\n")[0] ?? "";
        const comment = /^"\d",? (#[^\r]*)/.exec(line)?.[1];
        if (comment) assert.match(text, new RegExp(`"${at}",? ${comment}\r?\n`));
        const next = spans[at + 1];
        if (next && values[index + 1] === String(at + 1)) {
          assert.ok(text.includes(before.slice(name.start, next.name.end)));
        }
      }
    }),
    { numRuns: 2000 },
  );
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits, type Edit } from "../../../core/code/text.ts";
import { composed, together } from "../../../core/fill/compose.ts";

const edit = (start: number, end: number, text: string): Edit => ({ file: "a", span: { start, end }, text });

/** Edits of a text, apart from each other. */
function edits(length: number): fc.Arbitrary<Edit[]> {
  const cuts = fc.uniqueArray(fc.integer({ min: 0, max: length }), { maxLength: 6 });
  return fc.tuple(cuts, fc.array(fc.string({ maxLength: 4 }), { minLength: 3, maxLength: 3 })).map(
    ([all, texts]) => {
      const sorted = all.toSorted((a, b) => a - b);
      return texts.flatMap((text, at) => {
        const [start, end] = [sorted[at * 2], sorted[at * 2 + 1]];
        return start === undefined || end === undefined ? [] : [edit(start, end, text)];
      });
    },
  );
}

Deno.test("composed() makes of a text what one change after the other makes of it", () => {
  const all = fc.string({ maxLength: 20 }).chain((text) =>
    edits(text.length).chain((first) =>
      edits(applyEdits(text, first).length).map((second) => ({ text, first, second }))
    )
  );
  fc.assert(fc.property(all, ({ text, first, second }) => {
    assert.equal(
      applyEdits(text, composed(text, first, second)),
      applyEdits(applyEdits(text, first), second),
    );
  }));
});

Deno.test("composed() keeps apart what lies apart, and joins what lies in the new text", () => {
  assert.deepEqual(composed("ab", [edit(2, 2, " { ? }")], [edit(0, 0, "import;"), edit(5, 6, "1")]), [
    edit(0, 0, "import;"),
    edit(2, 2, " { 1 }"),
  ]);
  assert.deepEqual(composed("abc", [edit(1, 2, "xy")], [edit(0, 2, "")]), [edit(0, 2, "y")]);
});

Deno.test("together() has the files of both changes as they are in the end", () => {
  const first = { edits: [{ ...edit(0, 0, "x"), file: "b" }], files: [{ file: "b", text: "xb" }] };
  const second = { edits: [edit(0, 1, "y")], files: [{ file: "a", text: "y" }] };
  const joined = together(first, second, (file) => file);
  assert.deepEqual(joined.files, [{ file: "a", text: "y" }, { file: "b", text: "xb" }]);
  assert.deepEqual(joined.edits, [...second.edits, ...first.edits]);
});

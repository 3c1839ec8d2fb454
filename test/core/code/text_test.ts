import assert from "node:assert/strict";
import fc from "fast-check";
import {
  applyEdits,
  type Edit,
  grownSpan,
  indentAt,
  placeAt,
  rebaseSpan,
  type Span,
} from "../../../core/code/text.ts";

/** Short texts in which line ends of every kind, and pairs of them, are frequent. */
const texts: fc.Arbitrary<string> = fc
  .array(fc.constantFrom("\r\n", "\n", "\r", " ", "\t", "a", "é", "𝒳"), { maxLength: 30 })
  .map((units) => units.join(""));

/** Edits that do not overlap, in random order: cuts in pairs, each pair one edit. */
function editsOf(text: string): fc.Arbitrary<Edit[]> {
  const cuts = fc.array(fc.nat({ max: text.length }), { maxLength: 8 }).map((all) =>
    all.sort((a, b) => a - b)
  );
  return fc.tuple(cuts, fc.array(texts, { minLength: 4, maxLength: 4 })).chain(([at, inserted]) => {
    const edits = inserted.flatMap((text, i) => {
      const [start, end] = [at[2 * i], at[2 * i + 1]];
      return start === undefined || end === undefined ? [] : [{ file: "a.ts", span: { start, end }, text }];
    });
    return fc.shuffledSubarray(edits, { minLength: edits.length });
  });
}

const edited = texts.chain((text) => fc.record({ text: fc.constant(text), edits: editsOf(text) }));

/** The slow way: the text as single units, each edit spliced in from the last to the first, old units marked. */
function spliced(text: string, edits: readonly Edit[]): { unit: string; was: number }[] {
  const units = text.split("").map((unit, was) => ({ unit, was }));
  const order = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  for (const { span, text } of order.toReversed()) {
    const fresh = text.split("").map((unit) => ({ unit, was: -1 }));
    units.splice(span.start, span.end - span.start, ...fresh);
  }
  return units;
}

/** Where the marked units of a span are found after the edits; nothing when one is gone or something lies between. */
function markedSpan(span: Span, text: string, edits: readonly Edit[]): Span | undefined {
  const units = spliced(text, edits);
  const at = units.flatMap(({ was }, i) => was >= span.start && was < span.end ? [i] : []);
  const [first, last] = [at[0], at.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const isWhole = at.length === span.end - span.start && last - first + 1 === at.length;
  return isWhole ? { start: first, end: last + 1 } : undefined;
}

Deno.test("applyEdits() puts edits in by place, whatever their order", () => {
  const edits = [
    { file: "a.ts", span: { start: 4, end: 5 }, text: "2" },
    { file: "a.ts", span: { start: 0, end: 1 }, text: "one" },
  ];
  assert.equal(applyEdits("1 + 1", edits), "one + 2");
});

Deno.test("applyEdits() keeps the given order of insertions at one place, before a replacement there", () => {
  const edits = [
    { file: "a.ts", span: { start: 1, end: 2 }, text: "X" },
    { file: "a.ts", span: { start: 1, end: 1 }, text: "1" },
    { file: "a.ts", span: { start: 1, end: 1 }, text: "2" },
  ];
  assert.equal(applyEdits("abc", edits), "a12Xc");
});

Deno.test("applyEdits() agrees with splicing the edits in from the last to the first", () => {
  fc.assert(fc.property(edited, ({ text, edits }) => {
    assert.equal(applyEdits(text, edits), spliced(text, edits).map(({ unit }) => unit).join(""));
  }));
});

Deno.test("applyEdits() refuses edits that overlap, leave the text or run backwards", () => {
  const at = (start: number, end: number) => ({ file: "a.ts", span: { start, end }, text: "" });
  for (const edits of [[at(0, 2), at(1, 3)], [at(0, 4)], [at(-1, 1)], [at(2, 1)]]) {
    assert.throws(() => applyEdits("abc", edits), RangeError);
  }
});

Deno.test("rebaseSpan() agrees with units that were marked before the edits", () => {
  const cases = edited.filter(({ text }) => text.length > 0).chain(({ text, edits }) =>
    fc.tuple(fc.nat({ max: text.length - 1 }), fc.nat({ max: text.length })).map(([start, length]) => ({
      text,
      edits,
      span: { start, end: Math.min(text.length, start + 1 + length) },
    }))
  );
  const changing = cases.map(({ text, edits, span }) => ({
    text,
    span,
    // An edit that changes nothing leaves every mark, yet touches what it covers: only real ones are compared.
    edits: edits.filter((edit) => edit.text !== "" || edit.span.end > edit.span.start),
  }));
  fc.assert(fc.property(changing, ({ text, edits, span }) => {
    assert.deepEqual(rebaseSpan(span, edits), markedSpan(span, text, edits));
  }));
});

Deno.test("rebaseSpan() moves an empty span behind what is inserted there", () => {
  const edit = { file: "a.ts", span: { start: 3, end: 3 }, text: "ab" };
  assert.deepEqual(rebaseSpan({ start: 3, end: 3 }, [edit]), { start: 5, end: 5 });
});

Deno.test("rebaseSpan() keeps a span that ends where an edit begins, and begins where one ends", () => {
  const edits = [
    { file: "a.ts", span: { start: 0, end: 2 }, text: "" },
    { file: "a.ts", span: { start: 5, end: 9 }, text: "long text" },
  ];
  assert.deepEqual(rebaseSpan({ start: 2, end: 5 }, edits), { start: 0, end: 3 });
});

Deno.test("rebaseSpan() loses an empty span that an edit covers", () => {
  const edit = { file: "a.ts", span: { start: 2, end: 4 }, text: "ab" };
  assert.equal(rebaseSpan({ start: 3, end: 3 }, [edit]), undefined);
});

Deno.test("grownSpan() goes with the edits inside a span and before it, and agrees with rebaseSpan() on the others", () => {
  const edit = (start: number, end: number, text: string) => ({ file: "a.ts", span: { start, end }, text });
  const grown = (...edits: Edit[]) => grownSpan({ start: 4, end: 9 }, edits);
  assert.deepEqual(grown(edit(5, 6, "long")), { start: 4, end: 12 });
  assert.deepEqual(grown(edit(0, 1, ""), edit(6, 6, "ab"), edit(9, 9, "behind")), { start: 3, end: 10 });
  assert.deepEqual(grown(edit(4, 6, "x"), edit(7, 9, "y")), { start: 4, end: 7 });
  for (const gone of [edit(4, 9, "all"), edit(3, 5, "x"), edit(8, 10, "x"), edit(0, 20, "")]) {
    assert.equal(grown(gone), undefined);
  }
  const cases = edited.chain(({ text, edits }) =>
    fc.tuple(fc.nat({ max: text.length }), fc.nat({ max: text.length })).map(([one, other]) => ({
      edits,
      span: { start: Math.min(one, other), end: Math.max(one, other) + 1 },
    }))
  );
  fc.assert(fc.property(cases, ({ edits, span }) => {
    const moved = rebaseSpan(span, edits);
    if (moved) assert.deepEqual(grownSpan(span, edits), moved);
  }));
});

Deno.test("placeAt() agrees with the line ends that a pattern finds", () => {
  const cases = texts.chain((text) => fc.tuple(fc.constant(text), fc.nat({ max: text.length })));
  fc.assert(fc.property(cases, ([text, offset]) => {
    const ends = [...text.matchAll(/\r\n|\n|\r/g)]
      .map((found) => found.index + found[0].length)
      .filter((end) => end <= offset);
    assert.deepEqual(placeAt(text, offset), { line: ends.length, column: offset - (ends.at(-1) ?? 0) });
  }));
});

Deno.test("placeAt() counts columns in UTF-16 units", () => {
  assert.deepEqual(placeAt("a\r\n𝒳b", 5), { line: 1, column: 2 });
});

Deno.test("indentAt() gives the white space of the offset's own line", () => {
  assert.equal(indentAt("a\n\t b\n    c", 4), "\t ");
  assert.equal(indentAt("  a\r    b", 8), "    ");
});

Deno.test("indentAt() does not look into the next line from an empty first line", () => {
  assert.equal(indentAt("\n  x", 0), "");
});

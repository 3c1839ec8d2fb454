import assert from "node:assert/strict";
import fc from "fast-check";
import type { DrawnToken } from "../../../../core/code/completion.ts";
import { NOTHING_KEPT, Writing, writtenIn } from "../../../../core/fill/decode/writing.ts";

const token = (text: string, id = text.length): DrawnToken => ({ text, id, logprob: -0.5, top: [] });

/** A text that came in these tokens. */
function written(text: string, tokens: readonly string[]): Writing {
  const writing = new Writing(NOTHING_KEPT);
  writing.take({ kind: "text", answer: 0, text, tokens: tokens.map((one) => token(one)) });
  return writing;
}

const spelt = (tokens: readonly DrawnToken[]) => tokens.map(({ text }) => text).join("|");

Deno.test("cutAt() keeps whole tokens up to a place, and the code that they spell", () => {
  const writing = written("const a = 1;\nreturn b", ["const", " a", " =", " ", "1", ";\n", "return", " b"]);
  const at = (offset: number) => {
    const { text, tokens } = writing.cutAt(offset);
    return [text, spelt(tokens)];
  };
  assert.deepEqual(at(13), ["const a = 1;", "const| a| =| |1|;\n"]);
  assert.deepEqual(at(12), ["const a = 1;", "const| a| =| |1|;\n"]);
  assert.deepEqual(at(10), ["const a =", "const| a| =| "]);
  assert.deepEqual(at(3), ["", ""]);
  assert.deepEqual(at(0), ["", ""]);
  assert.deepEqual(at(99), ["const a = 1;\nreturn b", spelt(writing.tokens)]);
});

Deno.test("cutAt() finds the place where lines stand deeper in the answer, and behind what is no code", () => {
  const tokens = ["<think>", "x", "</think>", "\n    a", "();\n", "    b", "();"];
  const writing = written("a();\nb();", tokens);
  assert.deepEqual(writing.cutAt(5).text, "a();");
  assert.deepEqual(spelt(writing.cutAt(5).tokens), tokens.slice(0, 5).join("|"));
  assert.equal(writing.tokenAt(5), 5);
});

Deno.test("cutAt() cuts the text alone where tokens are not known, or spell something else", () => {
  const bare = new Writing({ text: "a();\nb();", tokens: [] });
  assert.deepEqual(bare.cutAt(6), { text: "a();\nb", tokens: [] });
  assert.equal(bare.tokenAt(5), undefined);
  const other = written("a();\nb();", ["c", "();"]);
  assert.deepEqual(other.cutAt(5), { text: "a();", tokens: [] });
});

Deno.test("tokenAt() gives the token in which a name begins, with the white space before it", () => {
  const writing = written("x = fooBar(1)", ["x", " =", " foo", "Bar", "(", "1", ")"]);
  assert.deepEqual([4, 6, 7, 10, 0].map((at) => writing.tokenAt(at)), [2, 2, 3, 4, 0]);
  assert.equal(writing.tokenAt(13), undefined);
  assert.deepEqual(writing.cutBefore(2), { text: "x =", tokens: writing.tokens.slice(0, 2) });
});

Deno.test("cutAt() never gives text that its tokens do not spell", () => {
  const piece = fc.stringMatching(/^[ab \n;]{1,3}$/);
  fc.assert(fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.nat(30), (tokens, at) => {
    const { text, tokens: kept } = written(tokens.join(""), tokens).cutAt(at);
    const bare = (code: string) => code.replaceAll(/\s/g, "");
    if (kept.length > 0) assert.equal(bare(kept.map((one) => one.text).join("")), bare(text));
    assert.ok(tokens.join("").startsWith(text) && text.length <= at);
  }));
});

Deno.test("take() numbers tokens by the ids of their piece, and counts what they cost", () => {
  const writing = new Writing(NOTHING_KEPT);
  const bare = ({ id: _, ...rest }: DrawnToken) => rest;
  writing.take({
    kind: "text",
    answer: 0,
    text: "ab",
    ids: [7, 8],
    tokens: [bare(token("a")), bare(token("b"))],
  });
  assert.deepEqual(writtenIn(writing), { ids: [7, 8], text: "ab" });
  assert.equal(writing.cost, 1);
});

Deno.test("writtenIn() tells nothing where an id or half a character is missing", () => {
  const unknown = { text: "b", logprob: 0, top: [] };
  assert.equal(writtenIn({ text: "ab", tokens: [token("a"), unknown] }), undefined);
  assert.equal(writtenIn({ text: "a\uFFFD", tokens: [token("a"), token("\uFFFD")] }), undefined);
  assert.equal(writtenIn(NOTHING_KEPT), undefined);
});

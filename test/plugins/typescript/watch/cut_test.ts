import assert from "node:assert/strict";
import type { Hole, HoleKind } from "../../../../core/code/hole.ts";
import { closed, lastCut } from "../../../../plugins/typescript/watch/cut.ts";
import { endOf, leavingEnd } from "../../../../plugins/typescript/watch/end.ts";
import { frameOf } from "../../../../plugins/typescript/watch/frame.ts";
import { Levels } from "../../../../plugins/typescript/watch/levels.ts";
import { readTokens } from "../../../../plugins/typescript/watch/tokens.ts";

function look(text: string, kind: HoleKind = "body", floor = 0) {
  const span = { start: 0, end: 0 };
  const hole: Hole = {
    ...{ id: "a.ts:1:1", file: "a.ts", span, snapshot: "", language: "typescript" },
    ...{ kind, intent: "", examples: [] },
  };
  const frame = frameOf(hole, [{ type: "FunctionBody", start: 0, end: 0 }]);
  const reading = readTokens(text, false);
  const cut = lastCut(frame, new Levels(frame), text, reading, floor);
  return {
    cut,
    end: endOf(frame, text, reading) ?? (cut && leavingEnd(frame, text, cut)),
    code: cut && closed(frame, text, cut).code,
  };
}

/** What closes a text behind its cut, with `0!` for the missing operand and `!` for the end of a block. */
function closing(text: string, kind: HoleKind = "body"): string | undefined {
  const { cut, code } = look(text, kind);
  return cut && code?.slice(cut.at).replaceAll("(0 as never)", "0!").replaceAll(";throw 0;", "!");
}

Deno.test("closed() ends what is open, the innermost first", () => {
  const cases = {
    "a();": "!",
    "if (a) { b();": "!}!",
    "f(1, (x) => { g();": "!})!",
    "const a = b ? c(() => { d();": "!}): 0!!",
    "do { try { a();": "!} catch {}!} while (0)!",
    "switch (a) { case 1: b();": "!}!",
    "switch (a) {": "}!",
    "class A { b() { c();": "!}}!",
    "return { a() { b(); }, c: `${d(": "0!)}`}!",
    "x = [1, {a:": "0!}]!",
    "if (f(() => { g();": "!}));!",
  };
  for (const [text, expected] of Object.entries(cases)) assert.equal(closing(text), expected, text);
  assert.equal(closing("f(a,", "expression"), "0!)");
});

Deno.test("lastCut() goes back to a place whose code is all there", () => {
  const back = [
    "const b: Map<string, ",
    "for (const b of c",
    "const { b, ",
    "while (true)",
    "for (;;",
    "b.c",
    '"b',
  ];
  for (const rest of back) assert.equal(look(`a(); ${rest}`).cut?.at, 4, rest);
  const on = ["const b =", "b(", "if (b)", "b = c &&", "for (const b of c) {", "b(c, () => {"];
  for (const rest of on) assert.equal(look(`a(); ${rest} `).cut?.at, 5 + rest.length, rest);
  assert.equal(look("a(); b.c", "body", 4).cut, undefined);
});

Deno.test("lastCut() says whether the statement before it can go on", () => {
  const ended = [
    "a();",
    "if (a) { b() }",
    "a = b\nc ",
    "a\n++b",
    "for (const a of b) {",
    "switch (a) { case 1: b();",
  ];
  for (const text of ended) assert.equal(look(text).cut?.isEnded, true, text);
  const open = [
    "a = {}",
    "a()",
    "a = function () {}",
    "a = b\n.c(",
    "if (a) b = {}",
    "a = b\n+ ",
    "class A { b = 1;",
  ];
  for (const text of open) assert.equal(look(text).cut?.isEnded, false, text);
});

Deno.test("endOf() finds where a body's text can not go on", () => {
  const end = (text: string) => look(text).end?.at;
  assert.equal(end("a();\n}\nfunction b"), 5);
  assert.equal(end("return a;"), 9);
  assert.equal(end("if (a) { return 1; } else { throw b; }"), 38);
  assert.equal(end("try { return 1; } catch { throw 2; }"), 36);
  for (
    const text of ["a();", "if (a) { return 1; }", "for (;;) { return 1; }", "return a", "() => { return 1; "]
  ) {
    assert.equal(end(text), undefined, text);
  }
});

Deno.test("endOf() finds where an expression ends, whatever stands behind its hole", () => {
  const end = (text: string) => {
    const at = look(text, "expression").end?.at;
    return at === undefined ? undefined : text.slice(0, at);
  };
  assert.equal(end("f(a, b), c"), "f(a, b)");
  assert.equal(end("f(a);"), "f(a)");
  assert.equal(end("f(a)) + 1"), "f(a)");
  assert.equal(end("a ? b : c; "), "a ? b : c");
  assert.equal(end("a : b;"), "a");
  assert.equal(end("f(a)\nconst b"), "f(a)");
  assert.equal(end("f(a)\n\nThis is the user's code"), "f(a)");
  assert.equal(end("new Map<string, number>(), 1 "), "new Map<string, number>()");
  for (
    const text of [
      "f(a)",
      "f(a)\n  .b",
      "a\n  ? b",
      "(a): b => c",
      "new Map<string, number",
      "a\n  as b",
      "x =>\n y ",
    ]
  ) {
    assert.equal(end(text), undefined, text);
  }
});

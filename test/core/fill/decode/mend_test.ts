import assert from "node:assert/strict";
import type { Diagnostic } from "../../../../core/code/diagnostic.ts";
import type { DrawnToken } from "../../../../core/code/completion.ts";
import { chooseMend, type Mend, type Situation, Tried } from "../../../../core/fill/decode/mend.ts";
import { MOVES, Odds } from "../../../../core/fill/decode/odds.ts";
import { NOTHING_KEPT, Writing } from "../../../../core/fill/decode/writing.ts";

const START = 100;
/** What is wrong at `bad`. */
const FAULT = { code: "T1", message: "bad" };
/** A token, with what else it could have been. */
type Said = readonly [text: string, p?: number, others?: Readonly<Record<string, number>>];

function token([text, p = 0.9, others = {}]: Said): DrawnToken {
  const top = Object.entries({ [text]: p, ...others }).map(([text, p]) => ({
    text,
    logprob: Math.log(p),
    id: 1,
  }));
  return { text, id: 1, logprob: Math.log(p), top };
}

/** What is chosen for a fault at `bad`, after statements that end in `;`. */
function chosen(said: readonly Said[], more: Partial<Situation> = {}): Mend | undefined {
  const text = said.map(([text]) => text).join("");
  const writing = new Writing(NOTHING_KEPT);
  writing.take({ kind: "text", answer: 0, text, tokens: said.map(token) });
  const at = text.indexOf("bad");
  const fault: Diagnostic = {
    ...{ file: "a.toy", span: { start: START + at, end: START + at + 3 }, severity: "error" },
    ...{ ...FAULT, source: "toy" },
  };
  const starts = [0, ...[...text.matchAll(/;\s*(?=\S)/g)].map(({ index, 0: all }) => index + all.length)];
  return chooseMend({
    ...{ writing, fault, holeStart: START, starts: starts.filter((start) => start <= at) },
    ...{ allowed: new Set(MOVES), odds: new Odds(), tried: new Tried(), ...more },
  });
}

const LONG: readonly Said[] = Array.from({ length: 20 }, (_, at): Said => [` s${at};`]);

Deno.test("chooseMend() takes up the statement again where much would be lost, and starts anew where little", () => {
  const late = chosen([...LONG, [" bad"], [" x"], [";"]]);
  assert.deepEqual([late?.kind, late?.kept.tokens.length], ["rewind", 20]);
  const early = chosen([["a;"], [" bad"], [" x"], [";"]], { starts: [0] });
  assert.deepEqual([early?.kind, early?.kept], ["restart", NOTHING_KEPT]);
});

Deno.test("chooseMend() draws another token where the model was unsure, and none where it was sure", () => {
  const unsure = chosen([...LONG, [" bad", 0.4, { " good": 0.35, " other": 0.2 }], [";"]]);
  assert.deepEqual([unsure?.kind, unsure?.kept.tokens.at(-1)?.text], ["exclude", " good"]);
  assert.ok(unsure?.kept.text.endsWith("s19; good"));
  assert.ok(Math.abs((unsure?.mass ?? 0) - 0.55) < 1e-9);
  const sure = chosen([...LONG, [" bad", 0.99, { " good": 0.005 }], [";"]]);
  assert.equal(sure?.kind, "rewind");
});

Deno.test("chooseMend() excludes what begins with the name or is part of it, what ends the answer, and other lines", () => {
  const others = { " ba": 0.2, " bad(": 0.1, "<|im_end|>": 0.1, " ": 0.05, "\n  ok": 0.1 };
  assert.equal(chosen([...LONG, [" bad", 0.3, others], [";"]])?.kind, "rewind");
  const one = chosen([...LONG, [" bad", 0.3, { ...others, " c": 0.4 }], [";"]]);
  assert.deepEqual([one?.kind, one?.kept.tokens.at(-1)?.text], ["exclude", " c"]);
});

Deno.test("chooseMend() knows the name behind what its token begins with, and a longer one from it", () => {
  const member: Said = [".bad", 0.4, { ".": 0.2, ".badly": 0.15, "[": 0.1 }];
  const found = chosen([...LONG, [" x"], member, [";"]]);
  assert.deepEqual([found?.kind, found?.kept.tokens.at(-1)?.text], ["exclude", ".badly"]);
  assert.ok(Math.abs((found?.mass ?? 0) - 0.25) < 1e-9);
});

Deno.test("chooseMend() draws nothing but the beginning of a name that may stand there, or no name", () => {
  const said = (others: Readonly<Record<string, number>>): readonly Said[] => [
    ...LONG,
    [" bad", 0.3, others],
    [";"],
  ];
  const names = ["total", "totals", "x"];
  const begun = chosen(said({ " other": 0.4, " tot": 0.2, " to(": 0.1 }), { names });
  assert.deepEqual([begun?.kept.tokens.at(-1)?.text, begun?.mass?.toFixed(2)], [" tot", "0.20"]);
  const whole = chosen(said({ " total.": 0.4, " tot.": 0.5, " x": 0.1 }), { names });
  assert.deepEqual([whole?.kept.tokens.at(-1)?.text, whole?.mass?.toFixed(2)], [" total.", "0.50"]);
  const sign = chosen(said({ " other": 0.3, " [": 0.2, " 12": 0.1 }), { names });
  assert.deepEqual([sign?.kept.tokens.at(-1)?.text, sign?.mass?.toFixed(2)], [" [", "0.30"]);
  assert.notEqual(chosen(said({ " other": 0.6 }), { names })?.kind, "exclude");
});

/** What is bound to come next where only that may be done. */
function bound(said: readonly Said[], more: Partial<Situation> = {}): Mend | undefined {
  const allowed = new Set(["exclude"] as const);
  return chosen(said, { allowed, canBegin: true, names: ["good", "bad", "goodness"], ...more });
}

Deno.test("chooseMend() binds the model to the names that may stand there where none of them is likely", () => {
  const said: readonly Said[] = [...LONG, [" x"], [".bad", 0.6, { ".other": 0.3, ".o": 0.04 }], [";"]];
  const found = bound(said);
  assert.deepEqual([found?.kind, found?.kept.tokens.length, found?.kept.text.slice(-6)], [
    "exclude",
    21,
    "s19; x",
  ]);
  assert.deepEqual(found?.kept.begins, [".good", ".goodness"]);
  assert.equal(found?.mass?.toFixed(4), "0.0600"); // what neither may stand there nor was told
  assert.equal(found?.kept.mass, found?.mass);
  assert.equal(bound(said, { canBegin: false }), undefined);
  assert.equal(bound(said, { names: ["bad"] }), undefined);
  const unknown = chosen(said, { allowed: new Set(["exclude"]), canBegin: true });
  assert.deepEqual([unknown?.kept.tokens.at(-1)?.text, unknown?.kept.begins], [".other", undefined]);
  for (const start of [[["bad"], [";"]], [["\n"], ["bad"], [";"]]] as const) {
    assert.equal(bound(start), undefined, "from the start a fresh sample costs the same");
  }
});

Deno.test("chooseMend() draws a likely name itself, and counts what may begin a name as left", () => {
  const likely = bound([...LONG, [" bad", 0.5, { " goo": 0.3 }], [";"]]);
  assert.deepEqual([likely?.kept.begins, likely?.kept.tokens.at(-1)?.text], [undefined, " goo"]);
  const begun = bound([...LONG, [" bad", 0.5, { " ": 0.3, " goo": 0.01, " other": 0.15 }], [";"]]);
  assert.deepEqual(begun?.kept.begins, [" good", " goodness"]);
  assert.equal(begun?.mass?.toFixed(2), "0.35");
  const none = bound([...LONG, [" bad", 0.7, { " other": 0.3 }], [";"]]);
  assert.ok(
    (none?.mass ?? 0) > 0 && (none?.mass ?? 1) < 0.001,
    "never nothing, so that it costs no infinity",
  );
});

Deno.test("chooseMend() binds the model from the text alone where no tokens are known", () => {
  const writing = new Writing(NOTHING_KEPT);
  writing.take({ kind: "text", answer: 0, text: "one;\n  x(bad);" });
  const span = { start: START + 9, end: START + 12 };
  const fault = { file: "a", span, severity: "error" as const, code: "T1", message: "", source: "" };
  const found = bound([["bad"]], { writing, fault });
  assert.deepEqual(found?.kept, { text: "one;\n  x(", tokens: [], begins: ["good", "goodness"] });
  assert.equal(found?.mass, undefined);
  writing.take({ kind: "text", answer: 0, text: " bad" });
  const later = { ...fault, span: { start: START + 15, end: START + 18 } };
  const spaced = bound([["bad"]], { writing, fault: later });
  assert.deepEqual([spaced?.kept.text, spaced?.kept.begins?.[0]], ["one;\n  x(bad);", " good"]);
});

Deno.test("chooseMend() keeps white space of a token of its own, and leaves to the word what its token had", () => {
  const apart = bound([...LONG, ["\n"], ["bad"], [";"]]);
  assert.deepEqual([apart?.kept.text.slice(-2), apart?.kept.tokens.length, apart?.kept.begins?.[0]], [
    ";\n",
    21,
    "good",
  ]);
  const own = bound([...LONG, ["\n bad"], [";"]]);
  assert.deepEqual([own?.kept.text.slice(-1), own?.kept.tokens.length, own?.kept.begins?.[0]], [
    ";",
    20,
    "\n good",
  ]);
});

Deno.test("chooseMend() binds the model where little is left to write and much to lose, and starts anew else", () => {
  const moves = { allowed: new Set(["exclude", "restart"] as const), canBegin: true, names: ["good"] };
  const late = (p: number) => chosen([...LONG, ...LONG, [" bad", p], [";"]], moves)?.kind;
  assert.deepEqual([late(0.7), late(0.9999)], ["exclude", "restart"]);
  const early = chosen([["a;"], [" bad", 0.7], [";"], ...LONG], moves);
  assert.equal(early?.kind, "restart");
});

Deno.test("chooseMend() keeps the white space between what is kept and the other token", () => {
  const found = chosen([["a;"], ["\n"], ["\n  "], ["bad", 0.5, { good: 0.5 }], [";"]], { starts: [0] });
  assert.deepEqual([found?.kind, found?.kept.text], ["exclude", "a;\n\n  good"]);
});

Deno.test("chooseMend() makes no move twice at a place, and trusts a place less where it failed", () => {
  const tried = new Tried();
  const said: readonly Said[] = [...LONG, [" bad", 0.4, { " good": 0.5 }], [" x"], [";"]];
  const kinds: string[] = [];
  for (let time = 0; time < 8; time++) {
    const mend = chosen(said, { tried });
    if (!mend) break;
    kinds.push(`${mend.kind} ${mend.kept.tokens.length}`);
    tried.add(mend.kind, FAULT, mend.kept);
  }
  assert.equal(kinds[0], "exclude 21");
  const made = kinds.filter((kind) => !kind.startsWith("restart"));
  assert.equal(new Set(made).size, made.length);
  assert.ok(kinds.includes("restart 0"), kinds.join());
  assert.equal(kinds.at(-1), "restart 0");
});

Deno.test("chooseMend() begins anew less readily where the same fault was met again", () => {
  const said: readonly Said[] = [["a;"], [" bad", 0.5, { " good": 0.4 }], [";"]];
  const afterMeeting = (fault: typeof FAULT, times: number, text = said, more: Partial<Situation> = {}) => {
    const tried = new Tried();
    for (let time = 0; time < times; time++) tried.add("restart", fault, NOTHING_KEPT);
    return chosen(text, { tried, starts: [0], ...more })?.kind;
  };
  assert.deepEqual([0, 1, 2].map((times) => afterMeeting(FAULT, times)), ["restart", "exclude", "exclude"]);
  assert.equal(afterMeeting({ ...FAULT, message: "another" }, 2), "restart");
  // Of a wrong name that the model is sure of, others are chosen when it has come often enough.
  const sure: readonly Said[] = [["a;"], [" bad", 0.999, { " good": 1e-3 }], [";"]];
  const names = ["good", "other"];
  const bound = [0, 1, 2, 3].map((times) => afterMeeting(FAULT, times, sure, { canBegin: true, names }));
  assert.deepEqual(bound, ["restart", "restart", "exclude", "exclude"]);
  const tried = new Tried();
  tried.add("rewind", FAULT, { text: "elsewhere", tokens: [] });
  assert.equal(tried.met(FAULT), 0, "what comes again behind what was kept says nothing of a fresh sample");
});

Deno.test("chooseMend() excludes no choice for a fault around the hole", () => {
  const said: readonly Said[] = [...LONG, [" bad", 0.4, { " good": 0.5 }], [";"]];
  const around = (start: number): Diagnostic => ({
    ...{ file: "a.toy", span: { start, end: start + 3 }, severity: "error" },
    ...{ code: "T2", message: "no value", source: "toy" },
  });
  assert.equal(chosen(said, { fault: around(START - 20) })?.kind, "restart");
  assert.notEqual(chosen(said, { fault: around(START + 999) })?.kind, "exclude");
});

Deno.test("chooseMend() trusts a sample less with each move that it needed", () => {
  const tried = new Tried();
  const said: readonly Said[] = [...LONG, [" bad"], [";"], ...LONG.slice(0, 4)];
  assert.equal(chosen(said, { tried })?.kind, "rewind");
  for (const at of [1, 2, 3]) {
    tried.add("patch", { code: `T${at}`, message: "" }, { text: `elsewhere ${at}`, tokens: [] });
  }
  assert.equal(chosen(said, { tried })?.kind, "restart");
});

Deno.test("chooseMend() does only what is allowed", () => {
  const said: readonly Said[] = [...LONG, [" bad", 0.4, { " good": 0.5 }], [";"]];
  assert.equal(chosen(said, { allowed: new Set(["rewind"]) })?.kind, "rewind");
  assert.equal(chosen(said, { allowed: new Set(["restart"]) })?.kind, "restart");
  assert.equal(chosen(said, { allowed: new Set() }), undefined);
  assert.equal(chosen(said, { fault: undefined })?.kind, "restart");
});

Deno.test("chooseMend() goes by what moves have led to in this run", () => {
  const odds = new Odds();
  const said: readonly Said[] = [...LONG.slice(0, 18), [" bad"], [";"], ...LONG.slice(0, 6)];
  assert.equal(chosen(said, { odds })?.kind, "rewind");
  for (let time = 0; time < 60; time++) odds.told("rewind", false);
  assert.equal(chosen(said, { odds })?.kind, "restart");
});

Deno.test("Odds begin with what was measured, and learn", () => {
  const odds = new Odds();
  const first = odds.of("rewind");
  odds.told("rewind", true);
  assert.ok(odds.of("rewind") > first);
  for (let time = 0; time < 1000; time++) odds.told("rewind", false);
  assert.ok(odds.of("rewind") < 0.05);
  assert.ok(MOVES.every((kind) => odds.of(kind) > 0 && odds.of(kind) < 1));
});

Deno.test("Odds know how long answers are, once there are some", () => {
  const odds = new Odds();
  assert.equal(odds.usualTokens(7), 7);
  odds.wrote(100);
  odds.wrote(50);
  assert.deepEqual([odds.usualTokens(7), odds.usualTokens(90)], [75, 90]);
});

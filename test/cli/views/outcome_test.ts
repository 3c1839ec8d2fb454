import assert from "node:assert/strict";
import { NOTE_CODES } from "@maze/maze/plugin";
import { diffOf } from "../../../cli/views/diff.ts";
import { outcomeText } from "../../../cli/views/outcome.ts";
import { styleOf } from "../../../cli/views/style.ts";
import { judgement } from "../../../cli/views/verdict.ts";
import { candidate, fault, outcome } from "./outcomes.ts";

const plain = { style: styleOf(false), columns: undefined, diffs: [], chosen: undefined };

Deno.test("outcomeText() claims to show diff, verdict, cost and the other readings of a filled hole", () => {
  const [first, second] = [candidate("a + b", {}, { passed: 2, total: 2 }), candidate("b + a", {})];
  const found = outcome({
    filled: "yes",
    candidates: [first, second],
    cost: { elapsedMs: 640, candidates: 2, inputTokens: 12, outputTokens: 3 },
  });
  const diffs = [diffOf("a.ts", "const a = 1;\n  return hole();\n", "const a = 1;\n  return a + b;\n")];
  assert.equal(
    outcomeText(found, { ...plain, chosen: first, diffs }),
    [
      "✓ a.ts:1:1  the sum",
      "   2 - return hole();",
      "   2 + return a + b;",
      "  compiles; 2 of 2 examples · 640 ms · 2 judged · 12 tokens in, 3 out",
      "  also valid  2  b + a",
      "",
      "",
    ].join("\n"),
  );
});

Deno.test("outcomeText() claims to say what could not be seen, of a fill that passed too", () => {
  const notes = [{ code: NOTE_CODES.unseen, text: "types unknown" }, { code: "tried", text: "tried 7" }];
  const [one, two] = [candidate("a", {}), candidate("b", {})];
  const filled = outcomeText(outcome({ filled: "yes", candidates: [one], notes }), plain);
  assert.match(filled, /judged\n {2}types unknown\n/);
  assert.doesNotMatch(filled, /tried 7/);
  assert.match(
    outcomeText(outcome({ filled: "ambiguous", candidates: [one, two], notes }), plain),
    /types unknown\n/,
  );
});

Deno.test("outcomeText() claims to number the readings of an ambiguous hole and show the telling input", () => {
  const found = outcome({
    filled: "ambiguous",
    candidates: [candidate("a", {}), candidate("b", {})],
    telling: { input: "sum(1, 2)", results: ["1", "2"] },
  });
  const text = outcomeText(found, plain);
  assert.match(text, /^\? a\.ts:1:1/);
  assert.match(text, /for sum\(1, 2\) one gives 1, another 2\n {2}readings {2}1 {2}a\n {12}2 {2}b\n/);
});

Deno.test("outcomeText() claims to say what was tried, the best answers with their first fault, and who would go on", () => {
  const text = outcomeText(
    outcome({
      candidates: [candidate("a", fault("TS1", "Wrong.\n  More."), {})],
      notes: [{ code: "tried", text: "tried 7" }],
    }),
    plain,
  );
  assert.match(
    text,
    /^✗ .*\n {2}tried 7\n {2}the best answers have faults; a model would go on from here\n {2}a\n {4}TS1: Wrong\.\n/,
  );
  const doubtful = outcomeText(
    outcome({ candidates: [candidate("a", { state: "unchecked", total: 1 })] }),
    plain,
  );
  assert.match(doubtful, /the best answers could not be checked; a model would go on from here/);
  const silent = outcomeText(
    outcome({ notes: [{ code: NOTE_CODES.exhausted, text: "nothing; a model would go on" }] }),
    plain,
  );
  assert.equal(silent.match(/a model/g)?.length, 1);
});

Deno.test("outcomeText() claims that no line but an added one is wider than the terminal, and no control gets through", () => {
  const long = "x".repeat(200);
  const first = candidate(`${long}\u001b[2J`, {});
  const found = outcome({ filled: "yes", candidates: [first, candidate(long, {})] });
  const diffs = [diffOf("a.ts", `${long}hole()\n`, `${long}\u001b[2J\n`)];
  const text = outcomeText(found, { ...plain, columns: 60, chosen: first, diffs });
  assert.ok(!text.includes("\u001b"));
  for (const line of text.split("\n")) assert.ok([...line].length <= 60 || /^ +\d+ \+/.test(line), line);
});

Deno.test("outcomeText() claims to say why examples of a filled hole were not checked", () => {
  const notes = [
    { code: NOTE_CODES.notChecked, text: '`f(1)` was not checked: package "zod" is not installed' },
    { code: "sandbox", text: "no network" },
  ];
  const first = candidate("a", {}, { state: "unchecked", passed: 0, total: 1, notes });
  const text = outcomeText(outcome({ filled: "yes", candidates: [first] }), { ...plain, chosen: first });
  assert.match(
    text,
    /compiles; 0 of 1 example, none checked · .*\n {2}`f\(1\)` was not checked: package "zod"/,
  );
  assert.ok(!text.includes("no network"));
});

Deno.test("outcomeText() claims to say why a hole that stays open was not checked, once for all its answers", () => {
  const late = "this change was not checked by the project's own TypeScript: it is not installed";
  const open = {
    validator: "own_compiler",
    state: "unchecked" as const,
    isOwed: true,
    notes: [{ code: NOTE_CODES.notChecked, text: late }],
  };
  const text = outcomeText(
    outcome({ candidates: [candidate("a", {}, open), candidate("b", {}, open)] }),
    plain,
  );
  assert.equal(text.split(late).length, 2, text);
  assert.match(
    text,
    /would go on from here\n {2}this change was .*\n {2}a\n {4}compiles; not checked by own_compiler; /,
  );
});

Deno.test("outcomeText() claims to say what raises the bound that left answers", () => {
  const full = outcome({
    notes: [{ code: NOTE_CODES.notJudged, text: "2 answers were not judged: at most 12 are" }],
  });
  assert.match(outcomeText(full, plain), /at most 12 are; fill\.candidates in the config raises it\n/);
  const late = outcome({ notes: [{ code: NOTE_CODES.outOfTime, text: "the 15 s were over" }] });
  assert.match(outcomeText(late, plain), /were over; --max-seconds gives more\n/);
});

Deno.test("outcomeText() claims to say where a fill comes from that was shown before, and that one is lost", () => {
  const at = new Date();
  const clock = `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
  const first = candidate("a", {});
  const valid = outcome({ filled: "yes", candidates: [first], earlier: "valid" });
  const shown = { ...plain, chosen: first, earlier: { at, number: undefined } };
  assert.ok(outcomeText(valid, shown).includes(` judged · as shown at ${clock}\n`));
  const anew = outcome({ filled: "yes", candidates: [first], earlier: "invalid" });
  assert.ok(
    outcomeText(anew, shown).includes(
      `what was shown at ${clock} is not valid any more: this is a new search`,
    ),
  );
  const lost = outcome({ candidates: [candidate("b", fault("TS1", "Wrong."))], earlier: "invalid" });
  const text = outcomeText(lost, { ...plain, earlier: { at, number: 2 } });
  assert.ok(
    text.includes(`\n  reading 2, shown at ${clock}, is not valid any more\n  b\n    TS1: Wrong.`),
    text,
  );
});

Deno.test("outcomeText() claims to say what a filled hole is warned of", () => {
  const message = "`f([1])` gives what is expected, but changes [1] to []\nmore";
  const place = { file: "a.ts", span: { start: 0, end: 1 } };
  const warning = {
    ...place,
    severity: "warning" as const,
    code: "example/changes",
    message,
    source: "examples",
  };
  const first = candidate("a", {}, { passed: 1, total: 1, diagnostics: [warning] });
  const text = outcomeText(outcome({ filled: "yes", candidates: [first] }), { ...plain, chosen: first });
  assert.match(text, /\n {2}warning: `f\(\[1\]\)` gives what is expected, but changes \[1\] to \[\]\n/);
});

Deno.test("outcomeText() claims that the end of a line of Windows is not shown", () => {
  const first = candidate("1", {});
  const diffs = [diffOf("a.ts", "a();\r\n", "1;\r\n")];
  const text = outcomeText(outcome({ filled: "yes", candidates: [first] }), {
    ...plain,
    chosen: first,
    diffs,
  });
  assert.match(text, /\+ 1;\n/);
});

Deno.test("judgement() claims to tell tests from examples", () => {
  const notes = [{ code: NOTE_CODES.counted, text: "2 of 2 examples, 1 of 3 tests" }];
  const found = candidate("a", {}, { state: "invalid", passed: 3, total: 5, notes });
  assert.equal(judgement(found), "compiles; 2 of 2 examples, 1 of 3 tests");
});

Deno.test("judgement() claims to say what was not checked", () => {
  assert.equal(judgement(candidate("a", {})), "compiles; no examples");
  assert.equal(
    judgement(candidate("a", {}, { state: "unchecked", notes: [{ code: NOTE_CODES.noExamples, text: "" }] })),
    "compiles; no examples",
  );
  assert.equal(
    judgement(candidate("a", {}, { state: "unchecked", passed: 1, total: 3 })),
    "compiles; 1 of 3 examples, the others not checked",
  );
  assert.match(
    judgement(candidate("a", { state: "unchecked", notes: [{ code: "why", text: "no compiler" }] })),
    /^not checked \(no compiler\)/,
  );
});

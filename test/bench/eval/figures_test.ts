import assert from "node:assert/strict";
import { conversionFigures } from "../../../bench/eval/conversion.ts";
import { evalFigures } from "../../../bench/eval/figures.ts";
import type { Row } from "../../../bench/eval/row.ts";

const spent = { streams: 1, written: 100, read: 0, prefill: 0, live: 0, missing: 0 };

/** What became of a sample: `x` does not compile, `c` compiles, `p` passes, `-` gives nothing. */
function row(task: string, arm: string, worth: "x" | "c" | "p" | "-", more: Partial<Row> = {}): Row {
  const isGiven = worth !== "-";
  const compiled = worth === "c" || worth === "p";
  return {
    ...{ task, sample: 0, arm, filled: isGiven ? "yes" : "no", text: isGiven ? "t" : "", provider: "m" },
    ...{
      cheats: [],
      isStub: false,
      spent,
      ms: 10,
      checkMs: 1,
      waitedMs: 0.2,
      checks: 1,
      made: [],
      notes: [],
    },
    load: 0,
    ...{ compiled, compiledBare: compiled, passed: worth === "p" },
    ...more,
  };
}

const cut = { kind: "rewind", fault: "TS1: x", kept: 3, written: 40 };
const dear = { spent: { ...spent, written: 500 } };

/** Ten tasks: four free samples do not compile, of which C mends three and R two. */
const rows: readonly Row[] = [
  ...["a", "b", "c", "d"].map((task) => row(task, "F", "x")),
  ...["e", "f", "g", "h", "i", "j"].map((task) => row(task, "F", "p")),
  row("a", "C", "p", { made: [cut] }),
  row("b", "C", "p", { made: [cut, { ...cut, kind: "restart", written: 70 }] }),
  row("c", "C", "c", { made: [{ ...cut, kind: "refused" }] }),
  row("d", "C", "-"),
  // A clean stream that is cut, and one that ends in nothing.
  row("e", "C", "p", { made: [cut] }),
  row("f", "C", "-"),
  ...["g", "h", "i", "j"].map((task) => row(task, "C", "p")),
  row("a", "R", "p"),
  // It passes, for more than everyone may write.
  row("b", "R", "p", dear),
  row("c", "R", "c"),
  row("d", "R", "-"),
];

function valueOf(name: string, from: readonly Row[] = rows) {
  const found = [...evalFigures(from), ...conversionFigures(from)].find((figure) => figure.name === name);
  return found && [found.value, found.n];
}

Deno.test("evalFigures() counts failures, false cuts and what became worse, on the samples that both arms have", () => {
  assert.deepEqual(valueOf("F.compiled"), [60, 10]);
  assert.deepEqual(valueOf("C.compiled"), [80, 10]);
  assert.deepEqual(valueOf("C.passed"), [70, 10]);
  // Two of four are left; what gives nothing has failed too. The sample that became worse counts as well.
  assert.deepEqual(valueOf("C.compile failures, fewer than F's"), [50, 4]);
  assert.deepEqual(valueOf("C.false cuts of clean first streams"), [16.7, 10]);
  assert.deepEqual(valueOf("C.worse than a free sample that compiles"), [1, 10]);
  assert.deepEqual(valueOf("C.tokens against F"), [1, 10]);
  assert.deepEqual(valueOf("C.nothing given"), [20, 10]);
  assert.deepEqual(valueOf("C.waiting for a check, part of the wall time"), [2, 10]);
});

Deno.test("evalFigures() says what each move has mended, and what came after it", () => {
  assert.deepEqual(valueOf("C.move rewind: mended"), [66.7, 3]);
  assert.deepEqual(valueOf("C.move restart: mended"), [100, 1]);
  // 100 - 40, 70 - 40 and 100 - 40.
  assert.deepEqual(valueOf("C.move rewind: tokens"), [50, 3]);
});

/** Four tasks with an example and two without; of each, what arms made of it. */
const judgedRows: readonly Row[] = [
  ...["a", "b", "c", "d"].flatMap((task) => [
    row(task, "F", task === "a" ? "p" : "c", { examples: 1 }),
    row(task, "R+E", task === "a" || task === "b" ? "p" : task === "c" ? "c" : "-", { examples: 1 }),
  ]),
  row("a", "C+E", "p", { examples: 1, made: [{ ...cut, kind: "patch", fault: "example: x" }] }),
  row("b", "C+E", "p", { examples: 1 }),
  row("c", "C+E", "p", { examples: 1, filled: "ambiguous" }),
  row("d", "C+E", "p", { examples: 1, spent: { ...spent, written: 350 } }),
  ...["e", "f"].flatMap((task) => [row(task, "F", "c"), row(task, "R", "c")]),
  row("e", "C+E", "p"),
  row("f", "C+E", "c", { filled: "ambiguous" }),
];

Deno.test("evalFigures() counts what examples and consensus give: what is asked about passes by its first reading, and is not taken", () => {
  const of = (name: string) => valueOf(name, judgedRows);
  assert.deepEqual(of("C+E.passing against F, at 3 times the tokens"), [3, 4]);
  assert.deepEqual(of("C+E.passing less R+E's, at 3 times the tokens"), [25, 4]);
  assert.deepEqual(of("C+E.passing less R+E's, at 4 times the tokens"), [50, 4]);
  assert.deepEqual(of("R+E.false accepts"), [33.3, 4]);
  assert.deepEqual(of("C+E.false accepts"), [0, 4]);
  assert.deepEqual(of("consensus.passing less the first's that compiles"), [50, 2]);
  assert.deepEqual(of("consensus.false accepts against the first's that compiles"), [0, 2]);
  assert.deepEqual(of("consensus.taken without asking"), [50, 2]);
  assert.deepEqual(of("C+E.asks which"), [33.3, 6]);
  assert.deepEqual(of("C+E.near misses: passed"), [100, 1]);
});

Deno.test("conversionFigures() counts what passes at equal tokens, of what did not compile", () => {
  assert.deepEqual(valueOf("C.converted at 4 times the tokens"), [50, 4]);
  assert.deepEqual(valueOf("R.converted at 4 times the tokens"), [25, 4]);
  assert.deepEqual(valueOf("R.converted at 6 times the tokens"), [50, 4]);
  assert.deepEqual(valueOf("C against R"), [2, 4]);
  assert.deepEqual(valueOf("C less R"), [25, 4]);
  assert.deepEqual(conversionFigures(rows.filter(({ arm }) => arm === "F")), []);
});

Deno.test("conversionFigures() compares opened helpers with excluded names where a helper was opened", () => {
  const opened = { made: [{ ...cut, kind: "declare" }] };
  const helpers: readonly Row[] = [
    ...["a", "b", "c"].map((task) => row(task, "F", "x")),
    row("a", "declare", "p", { ...opened, spent: { ...spent, written: 50 } }),
    row("b", "declare", "p", opened),
    row("c", "declare", "-", { made: [cut] }),
    row("a", "exclude", "p"),
    row("b", "exclude", "c"),
    row("c", "exclude", "p"),
  ];
  const of = (name: string) => valueOf(name, helpers);
  assert.deepEqual(of("opened helpers against excluded names: passed"), [2, 2]);
  assert.deepEqual(of("opened helpers against excluded names: tokens"), [0.75, 2]);
  assert.equal(of("opened helpers against other moves: passed"), undefined);
});

Deno.test("evalFigures() leaves out fills of which the recording lacks a stream, and says how many", () => {
  const lacking = rows.map((one) =>
    one.task === "f" && one.arm === "C" ? { ...one, spent: { ...spent, missing: 1 } } : one
  );
  assert.deepEqual(valueOf("C.worse than a free sample that compiles", lacking), [0, 9]);
  assert.deepEqual(valueOf("fills whose streams the recording lacks", lacking), [1, 24]);
  assert.deepEqual(valueOf("fills whose streams the recording lacks"), [0, 24]);
});

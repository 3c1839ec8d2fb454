import assert from "node:assert/strict";
import { figuresOf, type Result } from "../../../bench/expressions/figures.ts";

const result = (right: string, more: Partial<Result> = {}): Result => ({
  ...{ package: "p", version: "1.0.0", file: "a.ts", at: 0, form: "member", likelihoodCalls: 6 },
  ...{ tokens: 10, elapsedMs: 5, invented: { first: false, joined: false } },
  isRight: {
    ...{ first: right.includes("f"), best: right.includes("b") },
    ...{ synth: right.includes("s"), joined: right.includes("j") },
  },
  ...more,
});

Deno.test("figuresOf() compares the joined choice with the strongest of the others", () => {
  const results = [result("fj"), result("sj"), result("sbj"), result("")];
  const recorded = results.map((one, at) => ({ ...one, missing: at % 2 }));
  const figures = new Map(figuresOf(recorded).map((one) => [one.name, one]));
  const value = (name: string) => figures.get(name)?.value;
  assert.deepEqual(["first", "best", "synth", "joined"].map((arm) => value(`${arm}.top1`)), [25, 25, 50, 75]);
  assert.deepEqual([value("gain"), figures.get("gain")?.unit], [25, "points over synth"]);
  assert.deepEqual([value("member.joined.top1"), figures.get("argument.joined.top1")?.n], [75, 0]);
  assert.deepEqual([value("recording.missing"), figures.get("recording.missing")?.target], [2, 0]);
  assert.equal(value("likelihood calls"), 6);
  assert.ok(!figuresOf(results).some(({ name }) => name === "recording.missing"));
});

Deno.test("figuresOf() draws whole files again for its interval, and counts invented names", () => {
  const files = Array.from({ length: 20 }, (_, at) => result(at % 2 ? "j" : "sj", { file: `${at}.ts` }));
  const invented = result("", { invented: { first: true, joined: true } });
  const figures = new Map(figuresOf([...files, invented]).map(({ name, value }) => [name, value]));
  const [low = 0, gain = 0, high = 0] = ["gain.low", "gain", "gain.high"].map((name) => figures.get(name));
  assert.ok(low > 10 && low < gain && gain < high && high < 90, `${low} ${gain} ${high}`);
  assert.deepEqual([figures.get("invented"), figures.get("first.invented")], [1, 1]);
  const one = new Map(
    figuresOf([result("j"), result("sj")]).map(({ name, value }) => [name, value]),
  );
  assert.deepEqual([one.get("gain.low"), one.get("gain.high")], [50, 50]); // one file: nothing varies
});

Deno.test("figuresOf() takes files of one name in two packages for two", () => {
  const files = ["p", "q"].map((name) => result(name === "p" ? "j" : "sj", { package: name }));
  const figures = new Map(figuresOf(files).map(({ name, value }) => [name, value]));
  assert.deepEqual([figures.get("gain.low"), figures.get("gain.high")], [0, 100]);
});

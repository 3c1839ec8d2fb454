import assert from "node:assert/strict";
import { drawSome, knownHoles } from "../../../bench/prefix/holes.ts";
import { mutantsOf } from "../../../bench/prefix/mutants.ts";
import { prefixesOf } from "../../../bench/prefix/replay.ts";
import { summary } from "../../../bench/prefix/summary.ts";

const TEXT = `export async function pick(all: string[], load: (one: string) => Promise<number>) {
  const first = await load(all[0] ?? "");
  for (const one of all) {
    if (one.length > first) return one;
  }
  return all.join(",");
}
`;

Deno.test("knownHoles() finds bodies, runs of statements and expressions with what stands there", () => {
  const fills = (kind: "body" | "statements" | "expression") =>
    knownHoles("a.ts", TEXT, kind).map(({ fill }) => fill.trim().split("\n")[0]);
  assert.deepEqual(fills("body"), ['const first = await load(all[0] ?? "");']);
  assert.deepEqual(fills("statements"), ["for (const one of all) {"]);
  assert.deepEqual(fills("expression"), ['await load(all[0] ?? "")', 'all[0] ?? ""', 'all.join(",")']);
});

Deno.test("knownHoles() finds lines to be written anew, and declarations with a text that lacks them", () => {
  const lines = knownHoles("a.ts", TEXT, "range").map(({ fill }) => fill);
  assert.deepEqual(lines, [TEXT.trim(), TEXT.slice(TEXT.indexOf("const first"), TEXT.lastIndexOf("\n}"))]);
  const [known, ...more] = knownHoles("a.ts", `${TEXT}export const two = 2;\n`, "declaration");
  assert.deepEqual([more, known?.fill, known?.draft.hole.span], [[], TEXT.trim(), { start: 0, end: 0 }]);
  assert.equal(known?.text, "\nexport const two = 2;\n");
});

Deno.test("drawSome() draws the same ones each time, each once", () => {
  const all = Array.from({ length: 50 }, (_, at) => at);
  const drawn = drawSome(all, 10);
  assert.deepEqual(drawSome(all, 10), drawn);
  assert.equal(new Set(drawn).size, 10);
  assert.deepEqual(drawSome([1, 2], 5).sort(), [1, 2]);
});

Deno.test("prefixesOf() ends with the text itself", () => {
  assert.deepEqual(prefixesOf("a.b(\n c) "), [
    "a",
    "a.",
    "a.b",
    "a.b(",
    "a.b(\n c",
    "a.b(\n c)",
    "a.b(\n c) ",
  ]);
});

Deno.test("mutantsOf() puts one fault into a fill, and knows where its statement ends", () => {
  const [known] = knownHoles("a.ts", TEXT, "body");
  assert.ok(known);
  const mutants = mutantsOf(known, TEXT);
  const text = (kind: string) => {
    const one = mutants.find((mutant) => mutant.kind === kind);
    return one &&
      [one.fill.slice(0, one.at).trim().split("\n").at(-1), one.fill.slice(0, one.statementEnd).trim()];
  };
  const first = 'const first = await load(all[0] ?? "");';
  assert.deepEqual(text("missing await"), ["const first =", 'const first = load(all[0] ?? "");']);
  assert.deepEqual(text("unknown function"), [
    "const first = await loadMaze",
    first.replace("load", "loadMaze"),
  ]);
  assert.deepEqual(text("too few arguments"), ["const first = await load(", "const first = await load();"]);
  assert.deepEqual(text("wrong return")?.[0], '    if (one.length > first) return Symbol("maze")');
  assert.deepEqual(text("dead syntax")?.[0], "const =");
  for (const { fill } of mutants) assert.notEqual(fill, known.fill);
});

Deno.test("summary() counts alarms and what is told at its statement", () => {
  const sound = {
    package: "p",
    version: "1.0.0",
    id: "a",
    kind: "body" as const,
    lines: 10,
    elapsedMs: [1, 2, 3],
    alarms: ["TS1 x"],
  };
  const named = { package: "p", version: "1.0.0", id: "a", at: 1 };
  const sighting = { ...named, seen: "while written" as const, late: 0, code: "TS2339" };
  const figures = summary([sound], [
    { ...sighting, kind: "unknown member" },
    { ...sighting, kind: "unknown member", late: 3 },
    { ...sighting, kind: "unknown function", seen: "at the end", late: 9 },
  ]);
  const value = (name: string) => figures.find((figure) => figure.name === name)?.value;
  assert.deepEqual([value("all.alarms"), value("p.alarms"), value("all.check.p50")], [1, 1, 2]);
  assert.deepEqual([value("decidable.atStatement"), value("all.told"), value("others.late")], [50, 100, 9]);
  assert.equal(value("late, of all that are"), 6);
});

Deno.test("summary() tells false alarms of each kind among cuts, with an upper bound over files", () => {
  const named = { package: "p", version: "1.0.0" };
  const clean = { ...named, kind: "body" as const, lines: 10, elapsedMs: Array(100).fill(1), alarms: [] };
  const files = Array.from({ length: 20 }, (_, at) => ({ ...clean, id: `f${at}:1` }));
  const figures = summary([{ ...clean, id: "g:1", alarms: ["TS1 x", "TS2 y"] }, ...files], []);
  const value = (name: string) => figures.find((figure) => figure.name === name)?.value ?? NaN;
  assert.equal(value("body.false-alarms"), 0.0952);
  assert.ok(value("body.false-alarms.upper") > 0.0952 && value("body.false-alarms.upper") < 0.5);
  assert.equal(figures.find(({ name }) => name === "body.false-alarms")?.target, 0.3);
  assert.ok(Number.isNaN(value("statements.false-alarms")));
});

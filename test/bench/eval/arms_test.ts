import assert from "node:assert/strict";
import { ARMS, armsNamed, mazeOptions } from "../../../bench/eval/arms.ts";
import { MOVES } from "../../../core/fill/decode/odds.ts";

const setting = { root: "/p", url: "http://h", temperature: 1, style: "chat", fetch };

function fillOf(name: string) {
  const [arm] = armsNamed([name]);
  return { ...mazeOptions(arm ?? assert.fail(), setting).fill };
}

Deno.test("armsNamed() gives arms in the order of the table, so that the free sample is there before the others", () => {
  assert.deepEqual(armsNamed(["C", "R", "F"]).map(({ name }) => name), ["F", "R", "C"]);
  assert.throws(() => armsNamed(["F", "Q"]), { message: /^Cannot run arm "Q": there are F, R, / });
  assert.equal(new Set(ARMS.map(({ name }) => name)).size, ARMS.length);
});

Deno.test("mazeOptions() lets each arm do what it says and no more", () => {
  const rows = ["F", "R", "D", "S", "C", "C-exclude"].map((name) => {
    const { watch = true, moves = MOVES, streams, tellFaults = false } = fillOf(name);
    return `${name}: ${watch ? "watched" : "not watched"}, ${streams} streams, ${moves.join(" ")}${
      tellFaults ? ", told" : ""
    }`;
  });
  assert.deepEqual(rows, [
    "F: not watched, 1 streams, ",
    "R: not watched, 16 streams, restart",
    "D: not watched, 4 streams, restart, told",
    "S: watched, 16 streams, restart",
    "C: watched, 16 streams, patch declare exclude rewind restart",
    "C-exclude: watched, 16 streams, patch declare rewind restart",
  ]);
});

Deno.test("mazeOptions() gives every arm with a model the same request to begin with", () => {
  const models = ARMS.filter(({ plugins }) => plugins.includes("model")).map((arm) => {
    const { plugins, fill } = mazeOptions(arm, setting);
    const model = plugins.flatMap((use) =>
      "plugin" in use && use.plugin.manifest.name === "llama_cpp" ? [use] : []
    );
    const { samples: _, ...options } = { ...model[0]?.options };
    return JSON.stringify([options, fill?.answerTokens]);
  });
  assert.equal(new Set(models).size, 1);
  assert.match(models[0] ?? "", /"seed":1/);
});

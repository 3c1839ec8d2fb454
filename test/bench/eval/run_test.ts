import assert from "node:assert/strict";
import { armsNamed, FIRST_SEED } from "../../../bench/eval/arms.ts";
import { conversionFigures } from "../../../bench/eval/conversion.ts";
import { evalFigures } from "../../../bench/eval/figures.ts";
import { Pool } from "../../../bench/eval/pool.ts";
import type { Row } from "../../../bench/eval/row.ts";
import { run, runOptions } from "../../../bench/eval/run.ts";
import type { Task } from "../../../bench/eval/task.ts";
import { readRows } from "../../../bench/rows.ts";
import { fakeServer } from "./fake_server.ts";

const task: Task = {
  id: "double",
  file: "task.ts",
  files: { "task.ts": "/** Twice as much. */\nfunction double(n: number): number {\n}\n" },
  tests: 'if (double(2) !== 4) throw new Error("secret test");\n',
};

/** The first answer of the first sample does not compile, nor does that of the second; the others are right. */
const says = (seed: number) =>
  seed === FIRST_SEED || seed === FIRST_SEED + 101
    ? "  const twice: string = n * 2;\n  return twice.length + n;\n"
    : "  const twice = n * 2;\n  return twice;\n";

function setting(pool: Pool, rowsFile: string | undefined, names: readonly string[]) {
  return {
    ...{ tasks: [task], arms: armsNamed(names), samples: 2, budget: 20, pool, jobs: 1 },
    ...{ url: "http://127.0.0.1:1", temperature: 1, style: "chat", tell: () => {} },
    ...(rowsFile === undefined ? {} : { rowsFile }),
  };
}

const told = ({ arm, sample, filled, compiled, passed }: Row) =>
  `${arm} ${sample} ${filled} ${compiled ? "compiles" : "faulty"} ${passed ? "passes" : "fails"}`;

const MENDED = [
  "F 0 no faulty fails",
  "F 1 no faulty fails",
  "R 0 yes compiles passes",
  "R 1 yes compiles passes",
  "S 0 yes compiles passes",
  "S 1 yes compiles passes",
];

Deno.test("run() begins every arm with the free sample, scores what each makes of it, and does nothing twice", async () => {
  const folder = await Deno.makeTempDir({ prefix: "maze-eval-test-" });
  try {
    const { upstream, heard, samples } = fakeServer(says);
    const file = `${folder}/pool.jsonl`;
    const rowsFile = `${folder}/rows.jsonl`;
    const pool = await Pool.open({ read: [], write: file, speed: 0, upstream });
    const rows = await run(setting(pool, rowsFile, ["F", "R", "S"]));
    assert.deepEqual(rows.map(told), MENDED);
    // One first stream and one further for each sample, whoever asked for them.
    assert.equal(samples().length, 4);
    assert.deepEqual(rows.map(({ spent }) => spent.live), [1, 1, 1, 1, 0, 0]);
    assert.doesNotMatch(JSON.stringify(heard), /secret test/);
    const [, , again, , stopped] = rows;
    assert.match(again?.made.map(({ kind, fault }) => `${kind} ${fault}`).join() ?? "", /^refused TS2322: /);
    assert.match(
      stopped?.made.map(({ kind, fault }) => `${kind} ${fault}`).join() ?? "",
      /^restart TS2322: /,
    );
    assert.equal(rows[0]?.spent.written, 12);
    assert.match(rows[0]?.text ?? "", /const twice: string/);

    // What was being written when a run was ended is done again, all else is not.
    const lines = (await Deno.readTextFile(rowsFile)).split("\n");
    await Deno.writeTextFile(rowsFile, `${lines.slice(0, 5).join("\n")}\n${lines[5]?.slice(0, 40)}`);
    const played = await Pool.open({ read: [file], speed: 0 });
    assert.deepEqual((await run(setting(played, rowsFile, ["F", "R", "S"]))).map(told), MENDED);
    assert.equal(readRows(await Deno.readTextFile(rowsFile)).length, 6);

    const value = (name: string) =>
      [...evalFigures(rows), ...conversionFigures(rows)].find((figure) => figure.name === name)?.value;
    assert.equal(value("F.compiled"), 0);
    assert.equal(value("R.passed"), 100);
    assert.equal(value("S against R"), 1);
    assert.equal(value("S.converted at 6 times the tokens"), 100);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("run() tells a model that is asked again what was wrong, in the arm that does so alone", async () => {
  const folder = await Deno.makeTempDir({ prefix: "maze-eval-test-" });
  try {
    const { upstream, heard } = fakeServer(says);
    const pool = await Pool.open({ read: [], write: `${folder}/pool.jsonl`, speed: 0, upstream });
    const chats = () =>
      heard.filter(({ path }) => path === "/apply-template").map(({ body }) => JSON.stringify(body));
    await run({ ...setting(pool, undefined, ["R"]), samples: 1 });
    assert.doesNotMatch(chats().join(), /What is wrong with it/);
    const rows = await run({ ...setting(pool, undefined, ["D"]), samples: 1 });
    assert.match(
      chats().at(-1) ?? "",
      /const twice: string = n \* 2;.*What is wrong with it:.*not assignable/,
    );
    assert.deepEqual(rows.map(told), ["D 0 yes compiles passes"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("run() lets no fill write more than its budget", async () => {
  const folder = await Deno.makeTempDir({ prefix: "maze-eval-test-" });
  try {
    const { upstream, samples } = fakeServer(() => says(FIRST_SEED));
    const pool = await Pool.open({ read: [], write: `${folder}/pool.jsonl`, speed: 0, upstream });
    const rows = await run({ ...setting(pool, undefined, ["F", "R"]), samples: 1, budget: 1 });
    // A mean free sample counts as 32 tokens at least: the third stream of twelve is ended when it comes to that.
    assert.deepEqual(rows.map(({ arm, spent }) => `${arm} ${spent.written}`), ["F 12", "R 32"]);
    assert.equal(samples().length, 3);
    assert.equal(rows[1]?.filled, "no");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("run() goes on where a stream is not in the recording, and leaves to the next run what a server has failed at", async () => {
  const folder = await Deno.makeTempDir({ prefix: "maze-eval-test-" });
  const said: string[] = [];
  const { error } = console;
  console.error = (line: string) => void said.push(line);
  try {
    let isDown = true;
    const { upstream } = fakeServer(says);
    const failing: typeof fetch = async (input, init) => {
      const isAsked = String(input).endsWith("/completion") && String(init?.body).includes('"seed"');
      return isDown && isAsked ? new Response("{}", { status: 400 }) : await upstream(input, init);
    };
    const [file, rowsFile] = [`${folder}/pool.jsonl`, `${folder}/rows.jsonl`];
    const live = await Pool.open({ read: [], write: file, speed: 0, upstream: failing });
    assert.deepEqual(await run({ ...setting(live, rowsFile, ["F"]), samples: 1 }), []);
    assert.match(said.join(), /^left for the next run: double 0 F: /);

    const played = await Pool.open({ read: [file], speed: 0 });
    const [row] = await run({ ...setting(played, undefined, ["F"]), samples: 1 });
    assert.deepEqual([row?.filled, row?.spent.missing], ["no", 1]);
    assert.match(row?.notes.join() ?? "", /not in the recording/);

    isDown = false;
    const rows = await run({ ...setting(live, rowsFile, ["F"]), samples: 1 });
    assert.deepEqual(rows.map(told), MENDED.slice(0, 1));
  } finally {
    console.error = error;
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("runOptions() says what a speed is", async () => {
  const { pool } = await runOptions(["--speed=steady"]);
  assert.ok(pool);
  await assert.rejects(runOptions(["--speed=fast"]), /Cannot play at "fast"/);
});

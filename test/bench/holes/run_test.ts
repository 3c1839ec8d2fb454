import assert from "node:assert/strict";
import { ARMS } from "../../../bench/eval/arms.ts";
import { Pool } from "../../../bench/eval/pool.ts";
import type { Row } from "../../../bench/eval/row.ts";
import { run } from "../../../bench/eval/run.ts";
import { type ContextName, tellAll } from "../../../bench/holes/contexts.ts";
import { rowFigures } from "../../../bench/holes/figures.ts";
import { HoleScorer } from "../../../bench/holes/score.ts";
import { dig } from "../../../core/kernel/data.ts";
import { fakeServer } from "../eval/fake_server.ts";
import { count, ownProject, ownTasks, taskNamed } from "./own_project.ts";

const NAMES: readonly ContextName[] = ["none", "file", "names", "maze"];
const RIGHT = `  const limit = toGrams(2);
  const base = parcel.mode === "parcelAir" ? 700 : 300;
  return base + surchargeCents + (parcel.weightGrams > limit / 100 ? 50 : 0);
`;

Deno.test("run() fills a hole of a project in each context, scores it there, and tells each context what is its own", async () => {
  await using project = await ownProject();
  const task = taskNamed(await ownTasks(project), "postageOf");
  const [told] = await tellAll([task], { names: NAMES, count });
  assert.ok(told);
  const folder = await Deno.makeTempDir({ prefix: "maze-holes-run-" });
  try {
    const { upstream, heard } = fakeServer((_, prompt) =>
      prompt.includes("interface ParcelKind") ? RIGHT : "  return parcel.priceCents;\n"
    );
    const pool = await Pool.open({ read: [], write: `${folder}/pool.jsonl`, speed: 0, upstream });
    const rows = new Map<ContextName, Row>();
    const prompts = new Map<ContextName, string>();
    for (const name of NAMES) {
      const own = told.tasks.get(name) ?? assert.fail();
      const scorer = new HoleScorer([own]);
      const [row] = await run({
        ...{ tasks: [own], arms: ARMS.slice(0, 1), samples: 1, budget: 20, pool, jobs: 1 },
        ...{ url: "http://127.0.0.1:1", temperature: 1, style: "chat", tell: () => {} },
        score: (answers) => scorer.score(answers),
      });
      rows.set(name, row ?? assert.fail());
      const asked = heard.filter(({ path }) => path === "/apply-template").at(-1);
      prompts.set(name, JSON.stringify(dig(asked?.body, "messages")));
    }
    assert.deepEqual(
      NAMES.map((name) => [name, rows.get(name)?.passed, ...rows.get(name)?.invented ?? []]),
      [["none", false, "priceCents"], ["file", false, "priceCents"], ["names", true], ["maze", true]],
    );
    assert.doesNotMatch(prompts.get("none") ?? "", /PostLedger|interface ParcelKind/);
    assert.match(prompts.get("none") ?? "", /function postageOf/);
    assert.match(prompts.get("file") ?? "", /class PostLedger/);
    assert.doesNotMatch(prompts.get("file") ?? "", /interface ParcelKind/);
    assert.match(prompts.get("names") ?? "", /src\/parcelKind\.ts:\\n/);
    assert.doesNotMatch(prompts.get("maze") ?? "", /src\/parcelKind\.ts:\\n/);
    assert.equal(await Deno.readTextFile(`${project.root}/${task.file}`), task.whole);

    const figures = rowFigures([...rows].map(([context, row]) => ({ ...row, context, package: "own" })));
    const value = (name: string) => figures.find((figure) => figure.name === name)?.value;
    assert.deepEqual([value("none.F.compiled"), value("names.F.passed")], [0, 100]);
    assert.deepEqual([value("file.F.invented names"), value("maze.F.invented names")], [1, 0]);
    assert.ok((value("maze.F.tokens written") ?? 0) > 10);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("tellAll() counts the names of other files that each context tells, and knows nothing of the body", async () => {
  await using project = await ownProject();
  const tasks = await ownTasks(project);
  const [told] = await tellAll([taskNamed(tasks, "postageOf")], { names: NAMES, count });
  // `mode`, `toGrams` and `weightGrams`: the file's import tells one of them, and a map of names has no members.
  assert.deepEqual(NAMES.map((name) => told?.recall.get(name)), [
    { found: 0, of: 3 },
    { found: 1, of: 3 },
    { found: 1, of: 3 },
    { found: 3, of: 3 },
  ]);
  assert.equal(told?.tasks.get("maze")?.context, undefined);
  assert.deepEqual(told?.tasks.get("file")?.context, []);
  const [own] = await tellAll([taskNamed(tasks, "toGrams")], { names: ["maze"], count });
  assert.deepEqual(own?.recall.get("maze"), { found: 0, of: 0 });
});

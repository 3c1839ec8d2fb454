import assert from "node:assert/strict";
import { join } from "node:path";
import { cannedFiles } from "./canned_plugin.ts";
import { inProject, ONE_HOLE } from "./maze_process.ts";

Deno.test("maze why FILE:LINE claims to show type, names, what the provider was asked, and every candidate", async () => {
  await inProject(ONE_HOLE, async ({ maze, read }) => {
    const { code, out, err } = await maze("why", "src/stock.ts:9");
    assert.equal(code, 0, err);
    assert.match(out, /^ {2}type +number$/m);
    assert.match(out, /^ {4}item +Item +parameter$/m);
    assert.match(out, /^ {2}what synth was asked\n {2}asked +40 answers at most, within [\d.]+ s\n/m);
    assert.match(
      out,
      /^ {2}told +the intent, type number, 0 examples, 2 names\n {2}names +item: Item, countOf: /m,
    );
    assert.match(out, /^ {2}✓ item\.count$/m);
    assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
    const byId = await maze("why", "src/stock.ts:9:10");
    assert.match(byId.out, /^src\/stock\.ts:9:10 {2}the count of the item$/m);
  });
});

Deno.test("maze why FILE:LINE claims to name the fault of a candidate, and the input that tells two readings apart", async () => {
  await inProject({ ...ONE_HOLE, ...cannedFiles({ text: "item.label" }) }, async ({ maze }) => {
    const { out } = await maze("why", "--trust", "src/stock.ts:9");
    assert.match(out, /^ {2}what canned was asked$/m);
    assert.match(
      out,
      /^ {2}✗ item\.label\n +TS2322: Type 'string' is not assignable to type 'number'\.$/m,
    );
  });
});

Deno.test("maze why claims to say where the nearest hole is, and which code was meant", async () => {
  await inProject(ONE_HOLE, async ({ maze }) => {
    const none = await maze("why", "src/stock.ts:1");
    assert.deepEqual([none.code, none.out], [2, ""]);
    assert.match(none.err, /hint: The nearest is src\/stock\.ts:9:10$/m);
    const slip = await maze("why", "config/typ");
    assert.equal(slip.code, 2);
    assert.match(slip.err, /hint: Did you mean "config\/type"\?$/m);
    assert.match((await maze("why", "nonsense")).err, /hint: As in src\/a\.ts:42, config\/type, last$/m);
  });
});

Deno.test("maze why TRACE claims what was asked, judged and called for each hole, without filling it again", async () => {
  await inProject({ ...ONE_HOLE, ...cannedFiles({ text: "item.label" }) }, async ({ maze }) => {
    const { trace } = JSON.parse((await maze("fill", "--trust", "--json")).out);
    const { code, out } = await maze("why", trace);
    assert.equal(code, 0);
    assert.match(out, /^src\/stock\.ts:9:10 {2}not filled in /m);
    assert.match(out, /^ {2}asked +40 answers at most, within /m);
    assert.match(
      out,
      /^ {2}judged +1, of these 0 valid\n {4}✗ item\.label\n {6}TS2322: Type 'string' is not/m,
    );
    assert.match(out, /^ +[\d.]+ m?s +1 × provider\.complete \(canned\)$/m);
    assert.match(out, /^ {2}canned: canned was asked$/m);
    assert.equal((await maze("why", "last")).out, out);
  });
});

Deno.test("maze why TRACE claims to read what a killed process left, and that no control character gets through", async () => {
  const step = (more: object) =>
    JSON.stringify({
      id: 1,
      kind: "hole",
      name: "a.ts:1:1",
      startMs: 0,
      elapsedMs: 0,
      status: "running",
      fields: {},
      ...more,
    });
  const lines = [
    step({}),
    step({ id: 2, parent: 1, kind: "hook", name: "\u001b[2Jx", status: "ok" }),
    step({ id: 3, parent: 4, kind: "hook" }),
    step({ id: 4, parent: 3, kind: "hook" }),
    '{"id":5,"name":3}',
    step({ id: 6 }).slice(0, 30),
  ];
  const name = "20260101-000000-abcdef";
  await inProject(
    { ...ONE_HOLE, [join(".maze", "traces", `${name}.jsonl`)]: lines.join("\n") },
    async ({ maze }) => {
      const { code, out, err } = await maze("why", name);
      assert.equal(code, 0, err);
      assert.match(out, /^a\.ts:1:1 {2}not ended in 0 ms\n +0 ms +1 × \\u001b\[2Jx$/m);
      assert.ok(!out.includes("\u001b"));
    },
  );
});

Deno.test("maze why TRACE claims to say what was done to an answer without asking the model again", async () => {
  const step = (id: number, more: object) =>
    JSON.stringify({ id, startMs: 0, elapsedMs: 1, status: "ok", fields: {}, ...more });
  const reason = 'reads "<=" for "<": all examples are met';
  const lines = [
    step(1, { kind: "hole", name: "a.ts:1:1" }),
    step(2, { parent: 1, kind: "note", name: "mend.patch", fields: { fault: "example: no", reason } }),
    step(3, { parent: 1, kind: "note", name: "mend.patch", fields: { fault: "TS2551: no" } }),
  ];
  const name = "20260101-000000-abcdef";
  const files = { ...ONE_HOLE, [join(".maze", "traces", `${name}.jsonl`)]: lines.join("\n") };
  await inProject(files, async ({ maze }) => {
    const { out } = await maze("why", name);
    assert.match(out, /^ {2}mended +reads "<=" for "<": all examples are met$/m);
    assert.equal(out.match(/mended/g)?.length, 1);
  });
});

/** A model that fills in nothing; what it is told is what counts. */
const TOLD: Readonly<Record<string, string>> = cannedFiles({ text: "item.count" });
const ASKED: Readonly<Record<string, string>> = {
  ...TOLD,
  "canned/mod.js": TOLD["canned/mod.js"]?.replace(
    "complete: (request",
    "capabilities: () => ({ model: 'm', server: '', accepts: [], continuation: 'none', logprobs: 0, infill: false, " +
      "usage: true, counting: 'estimate', answers: 1 }),\n      complete: (request",
  ) ?? "",
};

Deno.test("maze why claims to show the context that a model was told, each piece with its tokens and reason", async () => {
  const files = {
    ...ONE_HOLE,
    ...ASKED,
    "src/owner.ts": "export interface Owner { mail: string }\n",
    "src/order.ts": 'import type { Owner } from "./owner.ts";\n' +
      "export function mailOf(owner: Owner): string {\n  // ?? the mail\n}\n",
  };
  await inProject(files, async ({ maze }) => {
    const { out, err } = await maze("why", "--trust", "src/order.ts:2");
    assert.match(out, /^ {2}context +\d+ pieces?, \d+ tokens$/m, err);
    assert.match(out, /^ +\d+ {2}interface Owner \{ mail \} {2}stands in the head of "mailOf"$/m);
    const json = JSON.parse((await maze("why", "--trust", "--json", "src/order.ts:2")).out);
    const owner = json.holes[0].context.find(({ head }: { head: string }) =>
      head.startsWith("interface Owner")
    );
    assert.deepEqual([owner.form, owner.reason], ["whole", 'stands in the head of "mailOf"']);
    assert.ok(owner.tokens > 0);
  });
});

Deno.test("maze why TRACE claims to say what context there was no room for", async () => {
  const files = {
    ...ONE_HOLE,
    ...ASKED,
    "maze.toml": `${ASKED["maze.toml"]}[fill]\ncontextTokens = 5\n`,
    "src/owner.ts": "export interface Owner { mail: string; name: string }\n",
    "src/order.ts": 'import type { Owner } from "./owner.ts";\n' +
      "export function mailOf(o: Owner): string {\n  // ?? the mail\n}\n",
  };
  await inProject(files, async ({ maze }) => {
    const { trace } = JSON.parse((await maze("fill", "--trust", "--json", "src/order.ts")).out);
    const { out } = await maze("why", trace);
    assert.match(out, /^ {2}context +1 piece, 3 tokens; 2 left out$/m);
    assert.match(
      out,
      /^ +3 {2}o: Owner {2}parameter, .*\n {4}left out\n +\d+ {2}interface Owner \{ mail; name \} {2}stands in the head/m,
    );
  });
});

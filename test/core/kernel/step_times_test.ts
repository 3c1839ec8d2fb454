import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { type Step, Steps } from "../../../core/kernel/steps.ts";

/** A stream with a listener. */
function listen(): { steps: Steps; told: Step[] } {
  const steps = new Steps();
  const told: Step[] = [];
  steps.subscribe((step) => void told.push(step));
  return { steps, told };
}

Deno.test("Steps tells when each step began and how long it took", async () => {
  const { steps, told } = listen();
  const made = performance.now();
  await delay(15);
  await steps.run({ kind: "note", name: "slow" }, () => delay(15));
  const [began, ended] = told;
  const most = performance.now() - made + 5;
  assert.ok(began && ended);
  assert.ok(began.startMs >= 10 && began.startMs < most, String(began.startMs));
  assert.equal(ended.startMs, began.startMs);
  assert.equal(began.elapsedMs, 0);
  assert.ok(ended.elapsedMs >= 10 && ended.elapsedMs < most, String(ended.elapsedMs));
});

Deno.test("a step keeps the fields that it began with, and adds those of its end", () => {
  const { steps, told } = listen();
  const step = steps.open({ kind: "hook", name: "a", plugin: "p", fields: { size: 1, left: 2 } });
  step.end("ok", { left: 0 });
  step.end("failed");
  assert.deepEqual(told.map(({ id, plugin, status, fields }) => [id, plugin, status, fields]), [
    [1, "p", "running", { size: 1, left: 2 }],
    [1, "p", "ok", { size: 1, left: 0 }],
    [1, "p", "failed", { size: 1, left: 2 }],
  ]);
});

Deno.test("steps that are made later inside a step have it as parent, those beside it have not", async () => {
  const { steps, told } = listen();
  const outer = steps.open({ kind: "hole", name: "outer" });
  const later = outer.inside(async () => {
    await delay(1);
    await steps.run(
      { kind: "hook", name: "inner" },
      () => Promise.resolve(steps.note({ kind: "note", name: "deep" })),
    );
  });
  steps.note({ kind: "note", name: "beside" });
  await later;
  outer.end("ok");
  const parents = Object.fromEntries(told.map(({ name, parent }) => [name, parent]));
  assert.deepEqual(parents, { outer: undefined, beside: undefined, inner: 1, deep: 3 });
});

Deno.test("run() gives what its body gives", async () => {
  assert.equal(await new Steps().run({ kind: "note", name: "a" }, () => Promise.resolve(7)), 7);
});

Deno.test("redact() takes secrets of six units and more, and goes twelve levels deep", () => {
  const steps = new Steps();
  steps.secrets.add("12345");
  steps.secrets.add("abcdef");
  assert.equal(steps.secrets.redactText("12345 abcdef"), "12345 [redacted]");
  const nest = (depth: number): unknown => depth === 0 ? "abcdef" : [nest(depth - 1)];
  const text = (depth: number) => JSON.stringify(steps.secrets.redact(nest(depth)));
  assert.match(text(11), /^\[{11}"\[redacted\]"\]{11}$/);
  assert.match(text(13), /^\[{12}"…"\]{12}$/);
  const chain = (depth: number): unknown => depth === 0 ? { text: "abcdef" } : { in: chain(depth - 1) };
  assert.ok(JSON.stringify(steps.secrets.redact(chain(11))).includes("[redacted]"));
  assert.ok(JSON.stringify(steps.secrets.redact(chain(12))).includes("…"));
});

Deno.test("redact() leaves what is no text and no secret as it is, and a secret that is not there absent", () => {
  const steps = new Steps();
  const plain = { count: 3, isOpen: true, none: null, list: [1, null], apiKey: undefined };
  assert.deepEqual(steps.secrets.redact(plain), plain);
  assert.equal(steps.secrets.redact(new RangeError("too far")), "RangeError: too far");
  assert.deepEqual(steps.secrets.redact({ TOKENS: 1, token: 1, tokensLeft: 2, PASSWORD: null }), {
    TOKENS: 1,
    token: "[redacted]",
    tokensLeft: "[redacted]",
    PASSWORD: "[redacted]",
  });
});

Deno.test("a listener is told copies: what it is given later has no secret of before", () => {
  const { steps, told } = listen();
  steps.secrets.add("abcdef");
  const fields = { header: "Bearer abcdef" };
  steps.note({ kind: "log", name: "abcdef", fields });
  assert.deepEqual([told[0]?.name, told[0]?.fields], ["[redacted]", { header: "Bearer [redacted]" }]);
  assert.deepEqual(fields, { header: "Bearer abcdef" });
});

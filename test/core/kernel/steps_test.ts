import assert from "node:assert/strict";
import { type Step, Steps } from "../../../core/kernel/steps.ts";

function listen(steps: Steps): Step[] {
  const told: Step[] = [];
  steps.subscribe((step) => void told.push(step));
  return told;
}

Deno.test("Steps tells a step when it starts and when it ends, with what was done inside", async () => {
  const steps = new Steps();
  const told = listen(steps);
  await steps.run({ kind: "hole", name: "a.toy:1:1" }, async () => {
    await Promise.resolve();
    steps.note({ kind: "note", name: "tried", fields: { candidates: 3 } });
  });
  steps.note({ kind: "note", name: "after" });
  assert.deepEqual(told.map(({ id, parent, name, status }) => [id, parent, name, status]), [
    [1, undefined, "a.toy:1:1", "running"],
    [2, 1, "tried", "ok"],
    [1, undefined, "a.toy:1:1", "ok"],
    [3, undefined, "after", "ok"],
  ]);
  assert.ok((told[2]?.elapsedMs ?? -1) >= 0);
});

Deno.test("Steps tells of a failure and passes it on", async () => {
  const steps = new Steps();
  const told = listen(steps);
  const failing = steps.run({ kind: "note", name: "x" }, () => Promise.reject(new RangeError("too far")));
  await assert.rejects(failing, RangeError);
  assert.deepEqual([told[1]?.status, told[1]?.fields], ["failed", { error: "RangeError: too far" }]);
});

Deno.test("Steps calls cancelled what its signal ended, and failed what failed meanwhile", async () => {
  const steps = new Steps();
  const told = listen(steps);
  const control = new AbortController();
  const reason = new Error("enough");
  for (const error of [reason, new Error("no disk")]) {
    const work = () => {
      control.abort(reason);
      return Promise.reject(error);
    };
    await assert.rejects(steps.run({ kind: "write", name: "write" }, work, control), error);
  }
  assert.deepEqual(told.filter(({ status }) => status !== "running").map(({ status }) => status), [
    "cancelled",
    "failed",
  ]);
});

Deno.test("Steps redacts known secrets anywhere in a text, raw, in a URL and in JSON", () => {
  const steps = new Steps();
  const told = listen(steps);
  steps.secrets.add('s3cret/"1"');
  const url = `http://localhost/?k=${encodeURIComponent('s3cret/"1"')}`;
  const fields = { url, deep: [{ note: 'it is s3cret/"1"!' }], body: JSON.stringify({ at: 's3cret/"1"' }) };
  steps.note({ kind: "note", name: 'asked with s3cret/"1"', fields });
  assert.equal(told[0]?.name, "asked with [redacted]");
  assert.deepEqual(told[0]?.fields, {
    url: "http://localhost/?k=[redacted]",
    deep: [{ note: "it is [redacted]!" }],
    body: '{"at":"[redacted]"}',
  });
});

Deno.test("Steps redacts the longer of two secrets first", () => {
  const steps = new Steps();
  steps.secrets.add("abcdef");
  steps.secrets.add("abcdef-123");
  assert.equal(steps.secrets.redactText("abcdef-123 abcdef"), "[redacted] [redacted]");
});

Deno.test("Steps redacts what bears a secret's name, and keeps counts of tokens", () => {
  const steps = new Steps();
  const fields = {
    apiKey: "a",
    headers: { Authorization: ["Bearer x"] },
    userPassword: 1234,
    outputTokens: 12,
    tokens: ["a"],
    model: "m",
  };
  assert.deepEqual(steps.secrets.redact(fields), {
    apiKey: "[redacted]",
    headers: { Authorization: "[redacted]" },
    userPassword: "[redacted]",
    outputTokens: 12,
    tokens: "[redacted]",
    model: "m",
  });
});

Deno.test("Steps lets short dummy keys be, which stand in ordinary text", () => {
  const steps = new Steps();
  steps.secrets.add("EMPTY");
  steps.secrets.add("");
  assert.equal(steps.secrets.redactText("an EMPTY list"), "an EMPTY list");
});

Deno.test("Steps comes to an end with fields that hold themselves", () => {
  const steps = new Steps();
  const told = listen(steps);
  const fields: Record<string, unknown> = { size: 1 };
  fields.self = fields;
  steps.note({ kind: "log", name: "odd", fields });
  assert.equal(told[0]?.fields.size, 1);
});

Deno.test("Steps goes on when a listener throws, and does not tell it again", () => {
  const steps = new Steps();
  let calls = 0;
  steps.subscribe(() => {
    calls++;
    throw new Error("full disk");
  });
  const told = listen(steps);
  steps.note({ kind: "note", name: "one" });
  steps.note({ kind: "note", name: "two" });
  assert.deepEqual([calls, told.length], [1, 2]);
});

Deno.test("subscribe() returns how to stop listening", () => {
  const steps = new Steps();
  const told: Step[] = [];
  const stop = steps.subscribe((step) => void told.push(step));
  steps.note({ kind: "note", name: "one" });
  stop();
  steps.note({ kind: "note", name: "two" });
  assert.deepEqual(told.map(({ name }) => name), ["one"]);
});

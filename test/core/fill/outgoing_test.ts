import assert from "node:assert/strict";
import { outgoing } from "../../../core/fill/outgoing.ts";
import { Secrets } from "../../../core/kernel/secrets.ts";

Deno.test("outgoing() takes secrets of the run, and what looks like one, out of every part", () => {
  const secrets = new Secrets();
  secrets.add("hunter2-hunter2");
  const form = ["sk-", "abcdefghijklmnop1234"].join("");
  const text = `a hunter2-hunter2 b ${form} c`;
  const plain = "a [redacted] b [redacted] c";
  const item = { reason: "near", score: 1 };
  assert.deepEqual(
    outgoing(
      { instruction: [text], context: [{ ...item, text, short: text }], before: text, after: text },
      secrets,
    ),
    { instruction: [plain], context: [{ ...item, text: plain, short: plain }], before: plain, after: plain },
  );
});

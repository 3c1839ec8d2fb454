import { Steps } from "../../../core/kernel/steps.ts";
import assert from "node:assert/strict";
import { type LogOptions, openLog } from "../../../cli/views/log.ts";

async function logged(options: Omit<LogOptions, "write">): Promise<string> {
  let said = "";
  await using log = await openLog({ ...options, write: (line) => said += line });
  const steps = new Steps();
  steps.subscribe(log.hear);
  steps.note({ kind: "log", name: "careful {now}", plugin: "p", fields: { level: "warn", apiKey: "abc" } });
  steps.note({ kind: "log", name: "by the way", plugin: "p", fields: { level: "info" } });
  await steps.run({ kind: "hook", name: "indexer.scope", plugin: "p" }, () => Promise.resolve());
  return said;
}

Deno.test("openLog() claims JSON lines with the fields, secrets taken out", async () => {
  const [line = "", ...others] = (await logged({ level: "warning", format: "json" })).trimEnd().split("\n");
  assert.deepEqual(others, []);
  const { level, message, properties } = JSON.parse(line);
  assert.deepEqual([level, message, properties], ["WARN", "careful {now}", { apiKey: "[redacted]" }]);
});

Deno.test("openLog() claims to show no line that is less grave than its level", async () => {
  assert.match(await logged({ level: "info", format: "text" }), /careful \{now\}[\s\S]*by the way\n$/);
  assert.match(await logged({ level: "debug", format: "text" }), /indexer\.scope ok \d+ ms\n$/);
  assert.equal(await logged({ level: "error", format: "text" }), "");
});

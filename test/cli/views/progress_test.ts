import assert from "node:assert/strict";
import { METHODS } from "../../../core/kernel/rules.ts";
import type { Shell } from "../../../cli/shell.ts";
import { ACTS, openProgress } from "../../../cli/views/progress.ts";

/** A terminal, or none, and what is written to it. */
function terminal(more: Partial<Shell>): { readonly shell: Shell; said(): string } {
  let said = "";
  const shell: Shell = {
    cwd: "/",
    environment: {},
    signal: new AbortController().signal,
    isTerminal: { in: true, out: true, err: true },
    columns: 40,
    hasColor: { out: false, err: false },
    log: { format: "text" },
    out: () => {},
    say: () => {},
    err: (text) => said += text,
    ...more,
  };
  return { shell, said: () => said };
}

/** The line some time after a call began. */
async function shown(more: Partial<Shell>, isQuiet = false): Promise<string> {
  const { shell, said } = terminal(more);
  using progress = openProgress(shell, isQuiet);
  const step = { id: 1, startMs: 0, elapsedMs: 0, status: "running", fields: {} } as const;
  progress.hear({ ...step, kind: "hook", name: "indexer.files" });
  for (let waited = 0; said() === "" && waited < 20; waited++) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  progress.clear();
  return said();
}

Deno.test("ACTS claims words for every hook call but the silent ones", () => {
  const missing = Object.keys(METHODS).filter((method) => !(method in ACTS));
  assert.deepEqual(missing, ["integration.authorize"]);
});

Deno.test("openProgress() claims one line, taken back at the end, no wider than the terminal", async () => {
  const said = await shown({});
  const back = "\r\u001b[K";
  const [, line = "", end] = said.split(back);
  assert.match(line, /^reading the project {2}\d+ ms$/);
  assert.ok(line.length < 40);
  assert.equal(end, "");
});

Deno.test("openProgress() claims silence where there is no terminal, one that takes no line back, or --quiet", async () => {
  assert.equal(await shown({ isTerminal: { in: true, out: true, err: false } }), "");
  assert.equal(await shown({ environment: { TERM: "dumb" } }), "");
  assert.equal(await shown({}, true), "");
});

Deno.test("openProgress() counts what is filled as a part of a hole as none of its own", async () => {
  const { shell, said } = terminal({ columns: 80 });
  using progress = openProgress(shell, false);
  progress.total = 2;
  const step = { kind: "hole", startMs: 0, elapsedMs: 0, status: "running", fields: {} } as const;
  progress.hear({ ...step, id: 1, name: "a.ts:1:1" });
  progress.hear({ ...step, id: 2, parent: 1, name: "a.ts:2:3" });
  for (let waited = 0; said() === "" && waited < 20; waited++) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  progress.clear();
  assert.match(said(), /1 of 2 {2}a\.ts:2:3/);
});

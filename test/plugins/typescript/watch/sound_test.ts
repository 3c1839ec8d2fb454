import assert from "node:assert/strict";
import { CORRECT } from "./correct.ts";
import { answers, everyPrefix, watched } from "./watched.ts";

/** What ends a hole's text: the sign behind it. */
const ENDS: Readonly<Record<string, string>> = { body: "}", statements: "}", expression: ";", members: "}" };

for (const { name, kind, text, file = "a.ts" } of CORRECT) {
  Deno.test(`watch() finds no fault in any prefix of ${name}`, async () => {
    const others = { "other.ts": "export declare function basename(path: string): string;\n" };
    await using project = await watched({ ...others, [file]: text }, file, kind);
    await using session = await project.open();
    const { fill } = project;
    for (const [at, answer] of (await answers(session, everyPrefix(fill))).entries()) {
      const faults = answer.faults.map(({ code, message }) => `${code} ${message}`);
      assert.deepEqual(faults, [], `after ${JSON.stringify(fill.slice(Math.max(0, at - 60), at + 1))}`);
    }
    const last = await session.check(fill.length, `${fill}\n${ENDS[kind]}`, { ...callNow() });
    assert.deepEqual([last.isComplete, last.faults], [true, []]);
  });
}

function callNow() {
  return { signal: new AbortController().signal, deadline: Infinity };
}

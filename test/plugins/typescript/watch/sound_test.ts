import assert from "node:assert/strict";
import type { WatchSession } from "../../../../core/kernel/hooks.ts";
import { prefixesOf } from "../../../../bench/prefix/replay.ts";
import { CORRECT } from "./correct.ts";
import { LISTED } from "./correct_lists.ts";
import { piecesOf } from "./cuts.ts";
import { answers, everyPrefix, watched } from "./watched.ts";

/** What ends a hole's text: the sign behind it. */
const ENDS: Readonly<Record<string, string>> = { body: "}", statements: "}", expression: ";", members: "}" };

const OTHERS = { "other.ts": "export declare function basename(path: string): string;\n" };

for (const { name, kind, text, file = "a.ts" } of CORRECT) {
  Deno.test(`watch() finds no fault in any prefix of ${name}`, async () => {
    await using project = await watched({ ...OTHERS, [file]: text }, file, kind);
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

for (const { name, text: marked, file = "a.ts" } of CORRECT) {
  const text = marked.replace(/\/\*<\*\//, "").replace(/\/\*>\*\//, "");
  Deno.test(`watch() finds no fault in statements and declarations cut out of ${name}`, async () => {
    await using project = await watched({ ...OTHERS, [file]: `/*<*//*>*/${text}` }, file, "range");
    for (const piece of piecesOf(file, text)) {
      const { kind, start, end } = piece;
      // Where a declaration goes there is nothing yet.
      const isNew = kind === "declaration";
      if (isNew) await project.session.update([{ file, text: text.slice(0, start) + text.slice(end) }]);
      const span = { start, end: isNew ? start : end };
      await using session = await project.open({
        ...project.draft,
        hole: { ...project.draft.hole, kind, span },
      });
      await assertSound(session, text.slice(start, end), kind);
    }
  });
}

for (const { name, kind, text, written, files = {} } of LISTED) {
  Deno.test(`watch() finds no fault in any prefix of ${name}`, async () => {
    await using project = await watched({ ...files, "a.ts": text }, "a.ts", kind);
    await using session = await project.open();
    await assertSound(session, written ?? project.fill, kind);
  });
}

/** What is written word by word has no fault at any point, and none when it is all there. */
async function assertSound(session: WatchSession, fill: string, what: string): Promise<void> {
  for (const [at, prefix] of prefixesOf(fill).entries()) {
    const { faults } = await session.check(at, prefix, callNow());
    const said = faults.map(({ code, message }) => `${code} ${message}`);
    assert.deepEqual(
      said,
      [],
      `${what} ${JSON.stringify(fill.slice(0, 40))} after ${JSON.stringify(prefix.slice(-60))}`,
    );
  }
  const { faults, isComplete } = await session.whole(fill.length, fill, callNow());
  assert.deepEqual([isComplete, faults], [true, []], `${what} ${fill}`);
}

function callNow() {
  return { signal: new AbortController().signal, deadline: Infinity };
}

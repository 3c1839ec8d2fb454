import assert from "node:assert/strict";
import type { Validator, WatchSession } from "../../../core/kernel/plugin.ts";
import { call, draft, entryOf, kernelOf, never, plugin } from "./toy.ts";

/** A validator that does nothing but open these sessions. */
function watcher(name: string, watch?: Validator["watch"]) {
  const report = { validator: name, state: "unchecked" as const, diagnostics: [], notes: [] };
  const validate = () => Promise.resolve(report);
  return entryOf(plugin(name, ["validator"], () => ({
    validator: { stage: "static", validate, ...(watch ? { watch } : {}) },
  })));
}

/** A session that calls everything whole, and counts what it is asked. */
function session(asked: string[], name = "session"): WatchSession {
  const judge = (how: string): WatchSession["check"] => (revision, written) => {
    asked.push(`${name}${how} ${revision} ${written}`);
    const { length } = written;
    return Promise.resolve({ revision, checkedTo: length, isComplete: true, faults: [], starts: [] });
  };
  return {
    ...{ check: judge(""), whole: judge("'s whole") },
    [Symbol.asyncDispose]: () => Promise.resolve(void asked.push(`${name} ends`)),
  };
}

Deno.test("ask() opens a session with the first plugin that has one", async () => {
  const asked: string[] = [];
  // deno-lint-ignore no-explicit-any -- a plugin in JavaScript may open none
  const none = () => Promise.resolve(undefined as any);
  await using kernel = await kernelOf([
    watcher("unable"),
    watcher("none", none),
    watcher("one", () => Promise.resolve(session(asked, "one"))),
    watcher("two", () => Promise.resolve(session(asked, "two"))),
  ]);
  {
    await using session = await kernel.ask("validator.watch", [draft]);
    const answer = await session?.check(7, "abc", call());
    assert.deepEqual(answer, { revision: 7, checkedTo: 3, isComplete: true, faults: [], starts: [] });
    assert.deepEqual((await session?.whole(8, "abcd", call()))?.checkedTo, 4);
  }
  assert.deepEqual(asked, ["one 7 abc", "one's whole 8 abcd", "one ends"]);
});

Deno.test("ask() opens no session where nobody has one", async () => {
  await using kernel = await kernelOf([watcher("unable")]);
  assert.equal(await kernel.ask("validator.watch", [draft]), undefined);
});

Deno.test("ask() refuses a session that is none, and an answer that is none", async () => {
  // deno-lint-ignore no-explicit-any -- a plugin in JavaScript can answer anything
  const wrong = (made: any) => kernelOf([watcher("wrong", () => Promise.resolve(made))]);
  await using listed = await wrong([]);
  const fault = { code: "hook/wrong-answer", plugin: "wrong", hook: "validator.watch" };
  await assert.rejects(listed.ask("validator.watch", [draft]), fault);
  for (const answer of [{ revision: "1" }, undefined]) {
    await using vague = await wrong({ ...session([]), check: () => Promise.resolve(answer) });
    await using opened = await vague.ask("validator.watch", [draft]);
    assert.ok(opened);
    await assert.rejects(async () => await opened.check(1, "", call()), {
      ...fault,
      hook: "validator.watch.check",
    });
  }
});

Deno.test("ask() ends a session that comes after its deadline", async () => {
  const asked: string[] = [];
  const late = Promise.withResolvers<WatchSession>();
  await using kernel = await kernelOf([watcher("late", () => late.promise)]);
  await assert.rejects(kernel.ask("validator.watch", [draft], { deadlineMs: 10 }), { code: "hook/deadline" });
  late.resolve(session(asked, "late"));
  await new Promise((done) => setTimeout(done));
  assert.deepEqual(asked, ["late ends"]);
});

Deno.test("a session's check ends at its own deadline, not at the session's", async () => {
  const stuck = { ...session([]), check: () => never() };
  await using kernel = await kernelOf([watcher("stuck", () => Promise.resolve(stuck))], { deadlineMs: 30 });
  await using opened = await kernel.ask("validator.watch", [draft]);
  assert.ok(opened);
  const { signal } = new AbortController();
  const check = opened.check(1, "", { signal, deadline: performance.now() + 5 });
  await assert.rejects(async () => await check, /no answer within [0-5] ms/);
});

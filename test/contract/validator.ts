/**
 * What every validator must do, as tests that a validator's own tests register.
 *
 * @module
 */

import assert from "node:assert/strict";
import type { Draft, Hole } from "../../core/code/hole.ts";
import type { Change } from "../../core/code/text.ts";
import { copyData } from "../../core/kernel/data.ts";
import type { Validator, WatchAnswer, WatchSession } from "../../core/kernel/hooks.ts";
import { abortedCall, callNow, settles } from "./calls.ts";

/** A change and what must be found in it. */
export interface FaultyChange {
  readonly change: Change;
  /** Codes of the diagnostics, in the validator's order. */
  readonly codes: readonly string[];
}

/** A hole, and what may be written in it. */
export interface WatchedHole {
  /** Nothing is written in it yet. */
  readonly draft: Draft;
  /** Texts without a fault in any prefix. */
  readonly right: readonly string[];
  /** Texts with a fault that nothing behind it removes, and the fault's code. */
  readonly wrong: readonly { readonly text: string; readonly code: string }[];
}

/** What a validator is tried on. */
export interface ValidatorCase {
  /** Opens a validator over a project; disposed after each test. */
  open(): Promise<{ readonly validator: Validator } & AsyncDisposable>;
  /** The hole that the changes fill; absent when they fill none. */
  readonly hole?: Hole;
  /** Changes without a fault; the validator must find them `valid`. */
  readonly clean: readonly Change[];
  readonly faulty: readonly FaultyChange[];
  /** What its prefix checks are tried on; absent where it has none. */
  readonly watched?: WatchedHole | readonly WatchedHole[];
}

/** Registers the tests of one validator. */
export function validatorContract(name: string, each: ValidatorCase): void {
  const { open, hole, clean, faulty } = each;
  const holes = [each.watched ?? []].flat();
  for (const one of holes) {
    watchContract(holes.length > 1 ? `${name}, at a ${one.draft.hole.kind},` : name, each, one);
  }
  const test = (claim: string, body: (validator: Validator) => Promise<void>) =>
    Deno.test(`${name} ${claim}`, async () => {
      await using opened = await open();
      await body(opened.validator);
    });
  const every = [...clean, ...faulty.map(({ change }) => change)];

  for (const [at, change] of clean.entries()) {
    test(`finds clean change ${at} valid`, async (validator) => {
      const report = await validator.validate(change, hole, callNow());
      assert.deepEqual([report.state, report.diagnostics], ["valid", []]);
    });
  }

  for (const [at, { change, codes }] of faulty.entries()) {
    test(`finds ${codes.join(", ")} in faulty change ${at}`, async (validator) => {
      const report = await validator.validate(change, hole, callNow());
      assert.equal(report.state, "invalid");
      assert.deepEqual(report.diagnostics.map(({ code }) => code), codes);
      for (const { file, span } of report.diagnostics) {
        const text = change.files.find((each) => each.file === file)?.text;
        assert.ok(span.start <= span.end && (text === undefined || span.end <= text.length));
      }
    });
  }

  test("answers with data, the same twice", async (validator) => {
    for (const change of every) {
      const first = await validator.validate(change, hole, callNow());
      assert.deepEqual(copyData(first, "report"), first);
      assert.deepEqual(await validator.validate(change, hole, callNow()), first);
    }
  });

  test("says of each change the same in another order", async (validator) => {
    const states = async (changes: readonly Change[]) => {
      const reports = [];
      for (const change of changes) reports.push((await validator.validate(change, hole, callNow())).state);
      return reports;
    };
    assert.deepEqual((await states(every.toReversed())).reverse(), await states(every));
  });

  test("honours an abort", async (validator) => {
    for (const change of every.slice(0, 1)) await settles(validator.validate(change, hole, abortedCall()));
  });
}

/** Registers the tests of a validator's prefix checks. */
function watchContract(name: string, { open }: ValidatorCase, { draft, right, wrong }: WatchedHole): void {
  const test = (claim: string, body: (watch: () => Promise<WatchSession>) => Promise<void>) =>
    Deno.test(`${name} ${claim}`, async () => {
      await using opened = await open();
      const { validator } = opened;
      await body(async () => {
        const session = await validator.watch?.(draft, callNow());
        assert.ok(session, "a session");
        return session;
      });
    });

  test("finds no fault in any prefix of a right text", async (watch) => {
    for (const text of right) {
      await using session = await watch();
      for (const { faults, checkedTo } of await told(session, text)) {
        assert.deepEqual(faults, []);
        assert.ok(checkedTo <= text.length);
      }
    }
  });

  test("tells a fault in what is written, and keeps to it", async (watch) => {
    for (const { text, code } of wrong) {
      await using session = await watch();
      const answers = await told(session, text);
      const at = answers.findIndex(({ faults }) => faults.length > 0);
      assert.ok(at >= 0, `a fault in ${text}`);
      for (const { faults } of answers.slice(at)) {
        const own = faults.find((one) => one.code === code);
        assert.ok(own && own.file === draft.hole.file, `${code} in ${text}`);
        assert.ok(own.span.start >= draft.hole.span.start && own.span.start <= own.span.end);
      }
    }
  });

  test("judges a text behind which nothing follows, whatever it was told before", async (watch) => {
    for (const text of right) {
      await using session = await watch();
      await told(session, text);
      const { faults, revision } = await session.whole(text.length + 1, text, callNow());
      assert.deepEqual([faults, revision], [[], text.length + 1]);
    }
    for (const { text, code } of wrong) {
      await using session = await watch();
      const { faults } = await session.whole(1, text, callNow());
      assert.ok(faults.some((one) => one.code === code), `${code} in ${text}`);
    }
  });

  test("answers each check with data, and an older one with what is newest", async (watch) => {
    await using session = await watch();
    const [text = ""] = right;
    const revisions = await Promise.all([1, 2, 5].map(async (revision) => {
      const answer = await session.check(revision, text.slice(0, revision), callNow());
      assert.deepEqual(copyData(answer, "answer"), answer);
      return answer.revision;
    }));
    assert.ok(revisions.every((revision, at) => revision >= ([1, 2, 5][at] ?? 0)), revisions.join());
    assert.equal((await session.check(3, text, callNow())).revision, 5);
  });

  test("keeps sessions apart", async (watch) => {
    const [first, second] = [await watch(), await watch()];
    await using _first = first;
    const [good = ""] = right;
    const [bad] = wrong;
    {
      await using _second = second;
      const checks = [first.check(1, good, callNow()), second.check(1, bad?.text ?? "", callNow())];
      const [clean, faulty] = await Promise.all(checks);
      assert.deepEqual([clean?.faults.length, (faulty?.faults.length ?? 0) > 0], [0, bad !== undefined]);
    }
    assert.deepEqual((await first.check(2, good, callNow())).faults, []);
    await assert.rejects(second.check(2, good, callNow()));
  });

  test("honours an abort of a check", async (watch) => {
    await using session = await watch();
    await settles(session.check(1, right[0] ?? "", abortedCall()));
  });
}

/** What is said of each prefix, in one session. */
async function told(session: WatchSession, text: string): Promise<WatchAnswer[]> {
  const answers: WatchAnswer[] = [];
  for (let length = 1; length <= text.length; length++) {
    answers.push(await session.check(length, text.slice(0, length), callNow()));
  }
  return answers;
}

/**
 * What every validator must do, as tests that a validator's own tests register.
 *
 * @module
 */

import assert from "node:assert/strict";
import type { Hole } from "../../core/code/hole.ts";
import type { Change } from "../../core/code/text.ts";
import { copyData } from "../../core/kernel/data.ts";
import type { Validator } from "../../core/kernel/hooks.ts";
import { abortedCall, callNow, settles } from "./calls.ts";

/** A change and what must be found in it. */
export interface FaultyChange {
  readonly change: Change;
  /** Codes of the diagnostics, in the validator's order. */
  readonly codes: readonly string[];
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
}

/** Registers the tests of one validator. */
export function validatorContract(name: string, { open, hole, clean, faulty }: ValidatorCase): void {
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

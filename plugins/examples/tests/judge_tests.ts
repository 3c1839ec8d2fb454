/**
 * What runs of test files say about a change.
 *
 * @module
 */

import type { Ran } from "../child_run.ts";
import type { Findings } from "../findings.ts";
import type { TestResult } from "../inside/tests/run_tests.ts";
import { obstacle } from "../workshop.ts";

/** What became of a test file. */
export interface Found {
  readonly text: string;
  readonly ran: Ran;
  readonly missing: readonly string[];
}

interface Telling {
  /** The same file while the hole was open. */
  readonly before: Found | undefined;
  readonly findings: Findings;
}

/** Adds what a test file has shown. */
export function tellTests(file: string, found: Found, { before, findings }: Telling): void {
  const results = resultsOf(found);
  if (typeof results === "string") {
    return findings.leave(`tests in "${file}" were not checked: ${results}`, "test");
  }
  if (results === undefined) {
    const message = `the tests in "${file}" end with ${found.ran.shown}`;
    return findings.fail("test", { file, span: { start: 0, end: 0 }, code: "test", message });
  }
  const wanted = reachingTests(before);
  if (wanted?.length === 0) findings.note("no-tests", `no test in "${file}" reaches the hole`);
  for (const result of wanted ? wanted.map((name) => worst(results, name)) : results) {
    const { name, state } = result;
    if (state === "passed") findings.pass("test");
    else if (state === "refused") {
      const reason = `the test "${name}" in "${file}" was not checked: ${refusalOf(result, found)}`;
      // What another hole keeps from running says nothing of this one.
      const isOthers = wanted && result.message.startsWith("HoleError: ");
      findings.leave(reason, isOthers ? undefined : "test");
    } else if (state === "failed" || wanted) {
      findings.fail("test", {
        file,
        span: placeOf(name, found.text),
        code: "test",
        message: faultOf(result),
      });
    }
  }
}

function faultOf({ name, state, message }: TestResult): string {
  return `the test "${name}" ${state === "skipped" ? "is not run" : `fails: ${message.split("\n")[0]}`}`;
}

function refusalOf({ message }: TestResult, { ran, missing }: Found): string {
  return obstacle({ ...ran, state: "threw", shown: message }, missing) ?? message;
}

/** The least good result of a name: code may have registered another test of it. */
function worst(results: readonly TestResult[], name: string): TestResult {
  const own = results.filter((one) => one.name === name);
  return own.find(({ state }) => state !== "passed") ?? own[0] ?? lost(name);
}

function lost(name: string): TestResult {
  return { name, state: "skipped", message: "", reaches: true };
}

/** The names of the tests that came to the open hole; `undefined` where that is not known. */
function reachingTests(before: Found | undefined): readonly string[] | undefined {
  const results = before && resultsOf(before);
  if (results === undefined || typeof results === "string") return undefined;
  return results.flatMap(({ name, reaches }) => reaches ? [name] : []);
}

/** What the tests gave; a reason when they could not be run, `undefined` when they failed as a whole. */
function resultsOf({ ran, missing, text }: Found): readonly TestResult[] | string | undefined {
  if (text === "") return "there is no such file";
  const reason = obstacle(ran, missing) ?? missingGlobal(ran.shown);
  if (reason !== undefined) return reason;
  if (ran.state !== "value") return undefined;
  const results: readonly TestResult[] = JSON.parse(ran.shown);
  return results.length === 0 ? "it has no tests" : results;
}

/** Libraries that are not installed leave their global names undefined. */
function missingGlobal(shown: string): string | undefined {
  const name = /^ReferenceError: (expect|vi|jest|chai) is not defined/.exec(shown)?.[1];
  return name && `it needs \`${name}\` of a test library that can not be loaded`;
}

/** Where a test's own name stands. */
function placeOf(name: string, text: string): { readonly start: number; readonly end: number } {
  const own = name.slice(name.lastIndexOf(" > ") + 1).replace(/^> /, "");
  const start = ['"', "'", "`"].map((quote) => text.indexOf(quote + own + quote)).find((at) => at >= 0);
  return start === undefined ? { start: 0, end: 0 } : { start, end: start + own.length + 2 };
}

/**
 * Runs in the sandbox. Its text is carried there, so it leans on nothing outside itself.
 *
 * @module
 */

import type { Case, Registry, Suite, Work } from "./register.ts";

/** What became of one test. */
export interface TestResult {
  /** Its suites and its own name, joined by ` > `. */
  readonly name: string;
  /** `refused`: it needs what the sandbox does not give; `skipped`: it says itself that it is not to run. */
  readonly state: "passed" | "failed" | "skipped" | "refused";
  readonly message: string;
  /** True when it came to the place that the hole was in. */
  readonly reaches: boolean;
}

/** What a run of tests leans on. */
export interface TestRun {
  readonly registry: Registry;
  /** For each test, milliseconds. */
  readonly capMs: number;
  /** Told of each test before it runs. */
  readonly begin: (name: string) => void;
  readonly showError: (error: unknown) => string;
  /** True when the place of the hole was reached since the last call. */
  readonly hasReached: () => boolean;
}

/** Runs what is registered, one test after another. */
export async function runTests(
  { registry, capMs, begin, showError, hasReached }: TestRun,
): Promise<readonly TestResult[]> {
  const { setTimeout, clearTimeout, Promise, Error } = globalThis;
  const cases = await registry.take();
  const { api, given } = registry;
  const begun = new Set<Suite>();
  const only = cases.some(isOnly);
  const chosen = cases.filter((one) => !(only && !isOnly(one) || [one, ...suitesOf(one)].some(isSkipped)));
  const results: TestResult[] = [];

  class Skip {}

  function isSkipped({ mode }: Pick<Case, "mode">): boolean {
    return mode === "skip";
  }

  function isOnly(one: Case): boolean {
    return [one, ...suitesOf(one)].some(({ mode }) => mode === "only");
  }

  /** Outermost first. */
  function suitesOf({ suite }: Case): Suite[] {
    const suites: Suite[] = [];
    for (let next: Suite | undefined = suite; next; next = next.above) suites.unshift(next);
    return suites;
  }

  function skip(): never {
    throw new Skip();
  }

  function contextOf(name: string, after: Work[]): unknown {
    const step = async (...parts: readonly unknown[]) => {
      const { work, options } = given(parts);
      if (options["ignore"] || options["skip"]) return false;
      await work?.(contextOf(name, after));
      return true;
    };
    const later = (work: Work) => void after.push(work);
    const nothing = () => {};
    const steps = { name, step, test: step, it: step, after: later, onTestFinished: later, skip, todo: skip };
    const { expect, mock, limited, refusal } = api as typeof api & {
      limited(name: string, members: object): object;
      refusal(what: string): Error;
    };
    const callback = () => {
      throw refusal("a callback that ends a test");
    };
    const members = Object.assign(callback, { diagnostic: nothing, plan: nothing, expect, mock });
    // A function's own name can not be assigned.
    for (const [key, value] of Object.entries(steps)) Reflect.defineProperty(members, key, { value });
    return limited("the test's context", members);
  }

  async function all(works: readonly Work[], context?: () => unknown): Promise<void> {
    for (const work of works) await work(context?.());
  }

  async function perform(one: Case): Promise<void> {
    const suites = suitesOf(one);
    const after: Work[] = [];
    const context = () => contextOf(one.name, after);
    for (const suite of suites) {
      if (begun.has(suite)) continue;
      begun.add(suite);
      await all(suite.hooks.before);
    }
    try {
      for (const suite of suites) await all(suite.hooks.beforeEach, context);
      await one.work(context());
    } finally {
      await all(after);
      for (const suite of suites.toReversed()) await all(suite.hooks.afterEach, context);
    }
  }

  /** The hooks after the last test of a suite; what they throw is that test's fault. */
  async function close(one: Case): Promise<void> {
    const later = chosen.slice(chosen.indexOf(one) + 1);
    for (const suite of suitesOf(one).toReversed()) {
      if (!later.some((other) => suitesOf(other).includes(suite))) await all(suite.hooks.after);
    }
  }

  function capped(work: Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no end after ${capMs} ms`)), capMs);
      work.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  async function outcome(one: Case): Promise<Pick<TestResult, "state" | "message">> {
    try {
      await capped(perform(one).finally(() => close(one)));
      return one.mode === "fails"
        ? { state: "failed", message: "it passes" }
        : { state: "passed", message: "" };
    } catch (error) {
      if (error instanceof Skip) return { state: "skipped", message: "" };
      const message = showError(error);
      const isRefused = /^(NotCapable|HoleError): |\bmissing\/\d+\.[cm]js\b/.test(message);
      if (isRefused) return { state: "refused", message };
      return one.mode === "fails" ? { state: "passed", message: "" } : { state: "failed", message };
    }
  }

  for (const one of cases) {
    const names = [...suitesOf(one).map((suite) => suite.name), one.name];
    const name = names.filter((part) => part !== "").join(" > ");
    begin(name);
    hasReached();
    const isLeft = !chosen.includes(one);
    const { state, message } = isLeft ? { state: "skipped" as const, message: "" } : await outcome(one);
    results.push({ name, state, message, reaches: hasReached() });
  }
  return results;
}

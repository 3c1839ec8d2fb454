/**
 * Runs in the sandbox. Its text is carried there, so it leans on nothing but its arguments and what it takes from the
 * runtime before any other code has run.
 *
 * @module
 */

import type { Globals } from "./globals.ts";
import type { Speech, Told } from "./speech.ts";
import type { State } from "./state.ts";
import type { TestResult, TestRun } from "./tests/run_tests.ts";
import type { Registry } from "./tests/register.ts";

/** What the text that starts a child hands to `boot`. */
export interface Inside {
  readonly show: (value: unknown) => string;
  readonly globals: () => Globals;
  readonly speech: (marker: string, changed: () => string | undefined) => Speech;
  readonly state: (show: (value: unknown) => string) => State;
  readonly watch: (show: (value: unknown) => string) => Watched;
  readonly guard: (more: readonly object[]) => () => string | undefined;
  /** Objects besides the built-ins whose functions judge. */
  readonly judges: readonly object[];
  /** Present when a job runs tests. */
  readonly tests: TestParts | undefined;
  /** Present when a job compares. */
  readonly isEqual: ((a: unknown, b: unknown) => boolean) | undefined;
  /** Imports each module; it exports an array of functions under `table`, or a function that makes one. */
  readonly modules: readonly (() => Promise<unknown>)[];
  readonly table: string;
}

/** The arguments of one run. */
export interface Watched {
  /** Handed to a function of the table, which passes each argument through it. */
  keep(value: unknown): unknown;
  /** What became of the arguments that are not as they were; empty when all are. Forgets them. */
  changes(): string;
}

/** What takes and runs tests. */
export interface TestParts {
  readonly register: () => Registry;
  readonly runTests: (run: TestRun) => Promise<readonly TestResult[]>;
}

/** What standard input says. */
export interface Orders {
  /** In front of each line that counts. Nobody else in the child ever learns it. */
  readonly marker: string;
  /** Milliseconds one function may take while it waits for something. */
  readonly capMs: number;
  /** Milliseconds a module may take to load. */
  readonly loadMs: number;
  readonly jobs: readonly Order[];
}

/** One job: a function of a module, and one that gives the expected value. */
export interface Order {
  readonly id: number;
  readonly module: number;
  /** For a module that makes its functions anew for each number. */
  readonly instance?: number;
  readonly at: number;
  readonly expected?: number;
  /** True when its result is to be told at once, because it may be the last. */
  readonly isAlone: boolean;
  /** True for a module that registers tests: they are run, `at` means nothing. */
  readonly isTests?: boolean;
}

/**
 * Runs jobs one after another and says in marked lines: `L id` when the module of a job has loaded, `P id name` before
 * each of its tests,
 * `R id state elapsedMs isEqual [shown, expected, changes]` what a job did, and before it ends by itself why no other
 * job may run after the last: `E tampered`, with the results since the last line lost, or `E strayed`, when something
 * is left that can not be put back.
 *
 * Jobs of one module and instance follow one another; their results are told together, after one look at the built-ins.
 */
export async function boot(
  { show, guard, globals, speech, state, watch, judges, tests, isEqual, modules, table }: Inside,
): Promise<void> {
  const { setTimeout, clearTimeout, Promise, Error, String } = globalThis;
  const { stringify } = JSON;
  const { get, defineProperty } = Reflect;
  const now = performance.now.bind(performance);
  const exit = Deno.exit;
  const { marker, capMs, loadMs, jobs }: Orders = JSON.parse(readAll());
  globalThis.addEventListener("unhandledrejection", (event) => event.preventDefault());
  globalThis.addEventListener("error", (event) => event.preventDefault());
  defineProperty(globalThis, "hole", { value: hole, configurable: true, writable: true });
  const { add, save, restore } = state(show);
  defineProperty(globalThis, "$mazeState", { value: add });
  const registry = tests?.register();
  let hasReached = false;
  if (registry) offerTests(registry);
  const changed = guard(judges);
  const voice = speech(marker, changed);
  const scope = globals();
  const { keep, changes } = watch(show);
  /** How each module's import ended; without a prototype, so that no setter that code planted hears of it. */
  const loads = { __proto__: null } as unknown as Record<number, Ending>;
  const settled = { __proto__: null } as unknown as Record<number, boolean>;

  function offerTests({ api }: Registry): void {
    defineProperty(globalThis, "$mazeTests", { value: api });
    defineProperty(globalThis, "$mazeReached", { value: () => (hasReached = true, hole()) });
    defineProperty(Deno, "test", { value: api["test"], configurable: true, writable: true });
    for (const name of ["describe", "test", "it", "beforeAll", "afterAll", "beforeEach", "afterEach"]) {
      defineProperty(globalThis, name, { value: api[name], configurable: true, writable: true });
    }
  }

  interface Ending {
    readonly state: "value" | "threw" | "timeout";
    readonly value: unknown;
  }

  function readAll(): string {
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(65536);
    let text = "";
    for (let size = Deno.stdin.readSync(buffer); size !== null; size = Deno.stdin.readSync(buffer)) {
      text += decoder.decode(buffer.subarray(0, size), { stream: true });
    }
    return text;
  }

  function hole(intent?: string): never {
    const error = new Error(
      intent ? `Cannot run a hole: "${intent}" is not filled` : "Cannot run a hole: it is not filled",
    );
    error.name = "HoleError";
    throw error;
  }

  function pass(value: unknown): unknown {
    return value;
  }

  /** Objects without a prototype: no `then` or `toJSON` that code planted can get hold of them. */
  function ending(state: Ending["state"], value: unknown): Ending {
    return { __proto__: null, state, value } as Ending;
  }

  /** Most work is done before anything could wait: only what is not gets a timer. */
  function run(work: () => unknown, ms: number): Promise<Ending> {
    return new Promise((resolve) => {
      let isOver = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      (async () => {
        try {
          resolve(ending("value", await work()));
        } catch (error) {
          resolve(ending("threw", error));
        } finally {
          isOver = true;
          clearTimeout(timer);
        }
      })();
      (async () => {
        for (let turn = 0; turn < 10 && !isOver; turn++) await undefined;
        if (!isOver) timer = setTimeout(() => resolve(ending("timeout", undefined)), ms);
      })();
    });
  }

  function showError(error: unknown): string {
    if (!(error instanceof Error)) return show(error);
    const name = error.name === "Error" ? error.constructor.name : error.name;
    return `${String(name)}: ${String(error.message)}`;
  }

  function shown({ state, value }: Ending): string {
    try {
      return state === "threw" ? showError(value) : state === "value" ? show(value) : "";
    } catch {
      return "(a value that can not be shown)";
    }
  }

  /** The module's functions, or how it failed to give them. */
  async function functionsOf({ id, module, instance, isTests }: Order): Promise<Ending> {
    const known = loads[module];
    const loaded = known ?? await run(modules[module]!, loadMs);
    if (known === undefined) {
      loads[module] = loaded;
      voice.say(`L ${id}`);
      save();
    }
    if (loaded.state !== "value" || isTests) return loaded;
    const made = get(loaded.value as object, table) ?? get(get(loaded.value as object, "default"), table);
    return typeof made === "function" ? await run(() => made(instance), capMs) : ending("value", made);
  }

  async function perform(order: Order): Promise<Told> {
    const { id, at, expected } = order;
    const startedAt = now();
    const functions = await functionsOf(order);
    if (functions.state !== "value") {
      const isModule = loads[order.module] === functions;
      const state = `${isModule ? "load" : "make"}-${functions.state}`;
      const texts = `${stringify(shown(functions))},"",""`;
      return { id, state, elapsedMs: now() - startedAt, isSame: false, texts };
    }
    if (!settled[order.module]) {
      settled[order.module] = true;
      scope.forgive();
    }
    if (order.isTests) return await performTests(order);
    const table = functions.value as ((keep: unknown) => unknown)[];
    const runAt = now();
    const actual = await run(() => table[at]!(keep), capMs);
    const became = changes();
    const wanted = expected === undefined ? undefined : await run(() => table[expected]!(pass), capMs);
    // Nothing waits from here to the report, so no code of the module runs between the comparison and the look at the
    // built-ins; the comparison itself leans on none of them.
    const isSame = wanted !== undefined && actual.state === "value" && wanted.state === "value" &&
      isEqual!(actual.value, wanted.value);
    const state = wanted?.state === "threw" || wanted?.state === "timeout" ? "expected-threw" : actual.state;
    const texts = `${stringify(shown(actual))},${stringify(wanted ? shown(wanted) : "")},${
      stringify(became)
    }`;
    return { id, state, elapsedMs: now() - runAt, isSame, texts };
  }

  async function performTests({ id }: Order): Promise<Told> {
    const begin = (name: string) => voice.say(`P ${id} ${stringify(name)}`);
    const reached = () => {
      const was = hasReached;
      hasReached = false;
      return was;
    };
    const startedAt = now();
    const done = await run(
      () => tests!.runTests({ registry: registry!, capMs, begin, showError, hasReached: reached }),
      2 ** 31 - 1,
    );
    const told = done.state === "value" ? stringify(done.value) : shown(done);
    const texts = `${stringify(told)},"",""`;
    return { id, state: done.state, elapsedMs: now() - startedAt, isSame: false, texts };
  }

  function isSameGroup(a: Order, b: Order): boolean {
    return a.module === b.module && a.instance === b.instance;
  }

  for (let next = 0; next < jobs.length; next++) {
    const order = jobs[next]!;
    const after = jobs[next + 1];
    const told = await perform(order);
    if (order.isAlone) voice.tell(told);
    else voice.hold(told);
    const isLast = after === undefined || !isSameGroup(order, after);
    if (isLast || voice.isDue()) voice.flush();
    if (after === undefined) break;
    const isBack = isLast || order.instance !== undefined ? restore() : true;
    // Code may have put itself between the runtime and the next test file: nobody could tell by looking.
    if (isBack && !order.isTests && !(isLast && scope.haveStrayed())) continue;
    voice.flush();
    voice.end("strayed");
  }
  exit(0);
}

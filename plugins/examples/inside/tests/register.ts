/**
 * Runs in the sandbox. Its text is carried there, so it leans on nothing outside itself.
 *
 * @module
 */

/** What a library calls skip, only, todo or fails. */
export type Mode = "run" | "skip" | "only" | "fails";

/** A function that a test file hands over. */
export type Work = (context?: unknown) => unknown;

/** Tests that share hooks. */
export interface Suite {
  readonly name: string;
  readonly mode: Mode;
  readonly above: Suite | undefined;
  readonly hooks: Readonly<Record<"before" | "after" | "beforeEach" | "afterEach", Work[]>>;
}

/** One test. */
export interface Case {
  readonly name: string;
  readonly mode: Mode;
  readonly work: Work;
  readonly suite: Suite;
}

/** Takes tests as `Deno.test`, node:test, vitest and jest do. */
export interface Registry {
  /** `test`, `describe`, hooks and the like; stand-ins for libraries add what they have. */
  readonly api: Record<string, unknown>;
  /** What was registered since the last call. */
  take(): Promise<readonly Case[]>;
  /** Name, options and function in whatever order a library has them. */
  given(parts: readonly unknown[]): Given;
}

/** The arguments of `test()` or `describe()`. */
export interface Given {
  name: string;
  work: Work | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Makes a registry. */
export function register(): Registry {
  let cases: Case[] = [];
  let pending: unknown[] = [];
  let current = suiteOf("", "run", undefined);

  function suiteOf(name: string, mode: Mode, above: Suite | undefined): Suite {
    return { name, mode, above, hooks: { before: [], after: [], beforeEach: [], afterEach: [] } };
  }

  /** An error that tells of the sandbox, not of the code: the test was not checked. */
  function refusal(what: string): Error {
    const error = new Error(`${what} is not supported`);
    error.name = "NotCapable";
    return error;
  }

  /** What is missing says so when it is used. */
  function limited(name: string, members: object): object {
    return new Proxy(members, {
      get(target, key, receiver) {
        if (key in target || typeof key === "symbol" || /^(then$|_)/.test(key)) {
          return Reflect.get(target, key, receiver);
        }
        throw refusal(`${name}.${key}`);
      },
    });
  }

  function given(parts: readonly unknown[]): Given {
    const options: Record<string, unknown> = {};
    const found: Given = { name: "", work: undefined, options };
    for (const part of parts) {
      if (typeof part === "string") found.name = part;
      else if (typeof part === "function") found.work = part as Work;
      else if (typeof part === "object" && part !== null) Object.assign(options, part);
    }
    if (typeof options["fn"] === "function") found.work = options["fn"] as Work;
    const named = typeof options["name"] === "string" ? options["name"] : found.work?.name ?? "";
    if (found.name === "") found.name = named;
    return found;
  }

  function modeOf(mode: Mode, { ignore, skip, todo, only }: Given["options"]): Mode {
    return ignore || skip || todo ? "skip" : only ? "only" : mode;
  }

  function addCase(mode: Mode, parts: readonly unknown[]): void {
    const { name, work, options } = given(parts);
    const own = work === undefined ? "skip" : modeOf(mode, options);
    cases.push({ name, mode: own, work: work ?? (() => {}), suite: current });
  }

  function addSuite(mode: Mode, parts: readonly unknown[]): void {
    const { name, work, options } = given(parts);
    const above = current;
    current = suiteOf(name, work ? modeOf(mode, options) : "skip", above);
    try {
      pending.push(work?.());
    } finally {
      current = above;
    }
  }

  type Add = (mode: Mode, parts: readonly unknown[]) => void;

  function formatted(name: string, row: readonly unknown[], at: number): string {
    let next = 0;
    const filled = name.replace(/%#/g, String(at)).replace(/%[sdifjop]/g, () => String(row[next++]));
    const first = Object(row[0]);
    return filled.replace(/\$(\w+)/g, (whole, key) => key in first ? String(first[key]) : whole);
  }

  function each(add: Add, mode: Mode) {
    return (table: readonly unknown[], ...rest: readonly unknown[]) => {
      if (rest.length > 0 || "raw" in table) throw refusal("a table as a template");
      return (name: string, work: (...row: readonly unknown[]) => unknown) =>
        table.forEach((item, at) => {
          const row = Array.isArray(item) ? item : [item];
          add(mode, [formatted(name, row, at), () => work(...row)]);
        });
    };
  }

  function registrar(add: Add, mode: Mode, isOuter = true): object {
    const plain = Object.assign((...parts: readonly unknown[]) => add(mode, parts), {
      each: each(add, mode),
    });
    if (!isOuter) return plain;
    const inner = (other: Mode) => registrar(add, other, false);
    const [skip, only, same] = [inner("skip"), inner("only"), inner(mode)];
    const conditions = {
      skipIf: (condition: unknown) => condition ? skip : same,
      runIf: (condition: unknown) => condition ? same : skip,
    };
    const kinds = {
      skip,
      ignore: skip,
      todo: skip,
      only,
      fails: inner("fails"),
      concurrent: same,
      sequential: same,
    };
    return Object.assign(plain, kinds, conditions);
  }

  function hook(kind: keyof Suite["hooks"]) {
    return (...parts: readonly unknown[]) => {
      const { work } = given(parts);
      if (work) current.hooks[kind].push(work);
    };
  }

  const test = registrar(addCase, "run");
  const describe = registrar(addSuite, "run");
  const [before, after] = [hook("before"), hook("after")];
  const hooks = { before, beforeAll: before, after, afterAll: after };
  const eachHooks = { beforeEach: hook("beforeEach"), afterEach: hook("afterEach") };
  const api = { test, it: test, describe, suite: describe, ...hooks, ...eachHooks };
  Object.assign(test, api);

  return {
    api: Object.assign({ limited, refusal }, api),
    given,
    async take() {
      await Promise.all(pending);
      const all = cases;
      cases = [];
      pending = [];
      current = suiteOf("", "run", undefined);
      return all;
    },
  };
}

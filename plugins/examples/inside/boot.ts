/**
 * Runs in the sandbox. Its text is carried there, so it leans on nothing but its arguments and what it takes from the
 * runtime before any other code has run.
 *
 * @module
 */

/** What the text that starts a child hands to `boot`. */
export interface Inside {
  readonly show: (value: unknown) => string;
  readonly guard: () => () => string | undefined;
  readonly isEqual: (a: unknown, b: unknown) => boolean;
  /** Imports each module; it exports an array of functions under `table`, or a function that makes one. */
  readonly modules: readonly (() => Promise<unknown>)[];
  readonly table: string;
}

/** What standard input says. */
export interface Orders {
  /** In front of each line that counts. Nobody else in the child ever learns it. */
  readonly marker: string;
  /** Milliseconds one function may take while it waits for something. */
  readonly capMs: number;
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
}

/**
 * Runs jobs one after another and says of each, in a marked line, `B id` when its function starts and
 * `R id state elapsedMs isEqual [shown, expected]` when it is done.
 */
export async function boot({ show, guard, isEqual, modules, table }: Inside): Promise<void> {
  const { setTimeout, clearTimeout, Promise, Uint8Array, Error, String } = globalThis;
  const { stringify } = JSON;
  const { apply, get, defineProperty } = Reflect;
  const now = performance.now.bind(performance);
  const exit = Deno.exit;
  const write = Deno.stdout.writeSync.bind(Deno.stdout);
  const encode = TextEncoder.prototype.encode;
  const encoder = new TextEncoder();
  const orders: Orders = JSON.parse(readAll());
  const { marker, capMs, jobs } = orders;
  const changed = guard();
  globalThis.addEventListener("unhandledrejection", (event) => event.preventDefault());
  globalThis.addEventListener("error", (event) => event.preventDefault());
  defineProperty(globalThis, "hole", { value: hole, configurable: true, writable: true });

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

  /** The line break in front ends whatever the code has printed. */
  function say(line: string): void {
    const bytes = apply(encode, encoder, [`\n${marker}${line}\n`]);
    for (let at = 0; at < bytes.length;) at += write(at === 0 ? bytes : bytes.subarray(at));
  }

  /** Objects without a prototype: no `then` or `toJSON` that code planted can get hold of them. */
  function ending(state: Ending["state"], value: unknown): Ending {
    return { __proto__: null, state, value } as Ending;
  }

  function run(work: () => unknown): Promise<Ending> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(ending("timeout", undefined)), capMs);
      (async () => {
        try {
          resolve(ending("value", await work()));
        } catch (error) {
          resolve(ending("threw", error));
        } finally {
          clearTimeout(timer);
        }
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

  function report(
    id: number,
    state: string,
    startedAt: number,
    isSame: boolean,
    texts: readonly [string, string],
  ): void {
    const broken = changed();
    const [actual, expected] = texts;
    const end = broken === undefined ? state : "tampered";
    say(
      `R ${id} ${end} ${now() - startedAt} ${isSame} [${stringify(broken ?? actual)},${stringify(expected)}]`,
    );
    if (broken !== undefined) exit(3);
  }

  /** The module's functions, or how it failed to give them. */
  async function functionsOf({ id, module, instance }: Order): Promise<Ending> {
    const loaded = await run(modules[module]!);
    if (loaded.state !== "value") return loaded;
    const made = get(loaded.value as object, table) ?? get(get(loaded.value as object, "default"), table);
    say(`B ${id}`);
    return typeof made === "function" ? await run(() => made(instance)) : ending("value", made);
  }

  for (const order of jobs) {
    const { id, at, expected } = order;
    const startedAt = now();
    const functions = await functionsOf(order);
    if (functions.state !== "value") {
      report(id, `load-${functions.state}`, startedAt, false, [shown(functions), ""]);
      continue;
    }
    const table = functions.value as (() => unknown)[];
    const runAt = now();
    const actual = await run(table[at]!);
    const wanted = expected === undefined ? undefined : await run(table[expected]!);
    // From here on nothing waits, so no code of the module runs between the look at the built-ins and the report.
    const isSame = wanted !== undefined && changed() === undefined && actual.state === "value" &&
      wanted.state === "value" && isEqual(actual.value, wanted.value);
    const state = wanted?.state === "threw" || wanted?.state === "timeout" ? "expected-threw" : actual.state;
    report(id, state, runAt, isSame, [shown(actual), wanted ? shown(wanted) : ""]);
  }
  exit(0);
}

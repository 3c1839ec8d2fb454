/**
 * The text of the module that starts a child.
 *
 * @module
 */

import { boot } from "./inside/boot.ts";
import { globals } from "./inside/globals.ts";
import { guard } from "./inside/guard.ts";
import { show } from "./inside/show.ts";
import { speech } from "./inside/speech.ts";
import { state } from "./inside/state.ts";
import { register } from "./inside/tests/register.ts";
import { runTests } from "./inside/tests/run_tests.ts";
import { watch } from "./inside/watch.ts";

/** The name under which a module of a run exports its functions; no program uses it. */
export const TABLE = "$mazeRuns";

/** The global function that takes what a module keeps between calls; no program uses its name. */
export const STATE = "$mazeState";

/** What the jobs of a child need besides their modules; each takes time to load. */
export interface ChildNeeds {
  /** True when a job has an expected value. */
  readonly compares: boolean;
  /** True when a job runs tests. */
  readonly hasTests: boolean;
  /** True when a module uses Node's assertions. */
  readonly asserts: boolean;
  /** True when a module may look at `process.env`. */
  readonly readsEnvironment: boolean;
}

/**
 * A module that runs jobs in the modules given, each imported when its first job comes.
 *
 * @param modules Paths beside the module, `./` left out.
 */
export function childText(modules: readonly string[], needs: ChildNeeds): string {
  const imports = modules.map((path) => `() => import(${JSON.stringify(`./${path}`)})`).join(",\n");
  const parts = { show, guard, globals, speech, state, watch };
  const carried = Object.entries(parts).map(([name, part]) => `${name}: ${part}`).join(",\n");
  return `${
    needs.compares
      ? 'import { isDeepStrictEqual as isEqual } from "node:util";'
      : "const isEqual = undefined;"
  }
${needs.hasTests ? testsText() : "const tests = undefined;"}
${needs.asserts ? ASSERTIONS : "const judges = [];"}
${needs.readsEnvironment ? EMPTY_ENVIRONMENT : ""}
await (${boot})({ isEqual, tests, judges, ${carried}, table: ${
    JSON.stringify(TABLE)
  }, modules: [${imports}] });
`;
}

/** Libraries ask for their mode and go on without an answer; the permission to look is refused all the same. */
const EMPTY_ENVIRONMENT =
  `Object.defineProperty(process, "env", { value: {}, configurable: true, enumerable: true, writable: true });`;

const ASSERTIONS = `import assert from "node:assert";
const judges = [assert, assert.strict];`;

function testsText(): string {
  return `const tests = { register: ${register}, runTests: ${runTests} };`;
}

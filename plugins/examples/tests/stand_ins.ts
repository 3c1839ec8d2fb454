/**
 * Modules that stand in for test libraries: their runners need what the sandbox refuses, so tests are taken by the
 * sandbox's own and only the matchers are the library's.
 *
 * @module
 */

import type { StandIn } from "../sources.ts";

/** The global object with what takes tests; no program uses its name. */
export const TESTS = "$mazeTests";

const TAKEN = "describe, suite, test, it, beforeAll, afterAll, beforeEach, afterEach";

const NODE_TEST = `import { mock } from "node:test";
const api = globalThis.${TESTS};
api.mock = mock;
export { mock };
export const { describe, suite, test, it, before, after, beforeEach, afterEach } = api;
export default test;
`;

/** Matchers that read and write files. */
const SNAPSHOTS = ["", "Inline", "File"].map((kind) => `toMatch${kind}Snapshot`)
  .concat("toThrowErrorMatchingSnapshot", "toThrowErrorMatchingInlineSnapshot");

const VITEST = `import * as chai from "chai";
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend } from "@vitest/expect";
import { fn, isMockFunction, spyOn } from "@vitest/spy";
const api = globalThis.${TESTS};
for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);
for (const name of ${JSON.stringify(SNAPSHOTS)}) {
  chai.use((_, { addMethod }) => addMethod(chai.Assertion.prototype, name, () => { throw api.refusal(name); }));
}
export const expect = api.expect = api.limited("expect", chai.expect);
export const assert = chai.assert;
export const vi = api.limited("vi", { fn, isMockFunction, spyOn, mocked: (item) => item });
export const vitest = vi;
export const assertType = () => {};
const types = new Proxy(() => types, { get: () => types });
export const expectTypeOf = types;
export const { ${TAKEN} } = api;
`;

const JEST = `import { expect as matchers } from "expect";
import { fn, mocked, spyOn } from "jest-mock";
const api = globalThis.${TESTS};
export const expect = api.expect = api.limited("expect", matchers);
export const jest = api.limited("jest", { fn, mocked, spyOn, setTimeout() {} });
export const { ${TAKEN} } = api;
`;

/** By specifier. */
export const STAND_INS: ReadonlyMap<string, StandIn> = new Map([
  ["node:test", { text: NODE_TEST, near: undefined }],
  ["vitest", { text: VITEST, near: "vitest" }],
  ["@jest/globals", { text: JEST, near: "@jest/globals" }],
]);

/** Names that vitest and jest leave in the global scope where they are told to. */
const GLOBALS: readonly (readonly [specifier: string, names: readonly string[]])[] = [
  ["vitest", ["expect", "vi"]],
  ["@jest/globals", ["expect", "jest"]],
];

/**
 * The test file with an import of the global names that it uses; at its end, where they move no offset.
 *
 * @param isInstalled Tells whether a package can be found from the file.
 */
export async function withGlobals(
  text: string,
  isInstalled: (name: string) => Promise<boolean>,
): Promise<string> {
  const isOwn = (name: string) =>
    new RegExp(`\\b(import\\b[^;]*|const|let|var|function)\\s[^;]*\\b${name}\\b[^;]*\\bfrom\\b`).test(text);
  for (const [specifier, names] of GLOBALS) {
    const used = names.filter((name) => new RegExp(`(?<![\\w$.])${name}\\s*[.(]`).test(text) && !isOwn(name));
    if (used.length > 0 && await isInstalled(specifier)) {
      return `${text}\nimport { ${used.join(", ")} } from ${JSON.stringify(specifier)};\n`;
    }
  }
  return text;
}

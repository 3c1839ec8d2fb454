/**
 * Which files are tests, by what test runners take for one.
 *
 * @module
 */

/** Folders of tests; `a_test`, `a-test`, `a.spec`, `a.e2e`; `test`, `test-a`, `test_a`. */
const TEST_FILE =
  /(?:^|\/)(?:(?:__tests__|tests?|specs?|e2e)\/|test[-_][^/]*$|tests?\.\w+$)|[-._](?:tests?|spec|e2e)\.\w+$/;

/** True for a test, or a file beside tests. The path is relative to the root. */
export function isTestFile(file: string): boolean {
  return TEST_FILE.test(file);
}

/**
 * Runs the whole test suite: tests, and the examples in doc comments and docs. The last line tells the counts, read
 * from the runner's own report.
 *
 * @module
 */

const report = await Deno.makeTempFile({ suffix: ".xml" });
const test = new Deno.Command(Deno.execPath(), {
  args: ["test", "-A", "--frozen", "--parallel", "--doc", `--junit-path=${report}`, ...Deno.args],
  env: { DENO_JOBS: Deno.env.get("DENO_JOBS") ?? "2", NO_COLOR: "1" },
});
const { code } = await test.spawn().status;
const counts = countCases(await Deno.readTextFile(report));
await Deno.remove(report);
console.log(`tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
Deno.exitCode = code !== 0 ? code : counts.failed > 0 || counts.passed === 0 ? 1 : 0;

function countCases(xml: string): { passed: number; failed: number; skipped: number } {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [, body = ""] of xml.matchAll(/<testcase [^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g)) {
    counts[/<(failure|error)\b/.test(body) ? "failed" : /<skipped\b/.test(body) ? "skipped" : "passed"]++;
  }
  return counts;
}

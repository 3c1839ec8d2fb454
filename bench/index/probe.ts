/**
 * One run of the index bench, in a process of its own: `probe.ts MODE ROOT STORE`. Prints one line of JSON.
 *
 * @module
 */

import { cpuUsage } from "node:process";
import { openIndex } from "../../plugins/typescript/index/declaration_index.ts";
import { obtainCompiler } from "../packages.ts";
import { styleExtractor } from "../../plugins/typescript/style_record.ts";
import { usageExtractor } from "../../plugins/typescript/usage_record.ts";
import { openProject } from "../../plugins/typescript/project/project.ts";

const [mode = "", root = "", storeDir = ""] = Deno.args;
const modes: Readonly<Record<string, () => Promise<Readonly<Record<string, number>>>>> = {
  cold: opened,
  warm: opened,
  session: openedBySession,
  oxc: bareParser,
  tsc: bareCompiler,
  change: changedFile,
  checker: withChecker,
};
console.log(JSON.stringify({ lines: lines(), ...await modes[mode]?.() }));

/** Opens the index: cold when the store is empty. The parser is loaded inside the measured time. */
async function opened() {
  const start = performance.now();
  const cpu = cpuUsage();
  using index = await openIndex({ root, storeDir });
  const ms = performance.now() - start;
  const cpuMs = cpuMsSince(cpu);
  if ((index.refreshed.parsed.length === 0) !== (mode === "warm")) {
    throw new Error(`Cannot measure: not ${mode}`);
  }
  return { ms, cpuMs, peakMb: peakMb("self") };
}

/** The same as a session of Maze opens it: what the project's code uses where, and how it is written, is counted too. */
async function openedBySession() {
  const extractors = [usageExtractor(), styleExtractor];
  const start = performance.now();
  const cpu = cpuUsage();
  using index = await openIndex({ root, extractors });
  const ms = performance.now() - start;
  return { ms, cpuMs: cpuMsSince(cpu), peakMb: peakMb("self"), files: index.files().length };
}

/** What any index on oxc pays at least: read each file, parse it, read the tree. */
async function bareParser() {
  const files = openProject(root).files;
  const start = performance.now();
  const cpu = cpuUsage();
  const { parseSync } = await import("oxc-parser");
  let statements = 0;
  for (const file of files) statements += parseSync(file, Deno.readTextFileSync(file)).program.body.length;
  return { ms: performance.now() - start, cpuMs: cpuMsSince(cpu), peakMb: peakMb("self"), statements };
}

/** tsc reading and binding the same project, its own start included. */
async function bareCompiler() {
  const compiler = await obtainCompiler();
  const args = ["-p", root, "--noEmit", "--noCheck"];
  const start = performance.now();
  await new Deno.Command(compiler, { args }).output();
  return { ms: performance.now() - start, peakMb: 0 };
}

/** A start that finds one file changed; then the same for the largest file, told to an open index. */
async function changedFile() {
  using index = await openIndex({ root, storeDir });
  const sizes = index.files().map((file) => [file, Deno.statSync(`${root}/${file}`).size] as const);
  const sorted = sizes.toSorted((a, b) => a[1] - b[1]).map(([file]) => file);
  const changed = async (file: string) => {
    const text = Deno.readTextFileSync(`${root}/${file}`) + "\nexport const mazeBenchAdded = 1;\n";
    const start = performance.now();
    await index.update([{ file, text }]);
    if (index.symbols("mazeBenchAdded", 1)[0]?.file !== file) {
      throw new Error(`Cannot measure: ${file} was not read`);
    }
    return performance.now() - start;
  };
  // The first change of a process also loads the parser.
  const ms = await changed(sorted[Math.floor(sorted.length * 0.9)] ?? "");
  return { ms, largestMs: await changed(sorted.at(-1) ?? ""), peakMb: peakMb("self") };
}

/** The index and TypeScript's native process together, after the check of one file. */
async function withChecker() {
  const { API } = await import("@typescript/native/unstable/async");
  const start = performance.now();
  using index = await openIndex({ root, storeDir });
  const api = new API({ cwd: root });
  const snapshot = await api.updateSnapshot({ openProjects: [`${root}/tsconfig.json`] });
  await snapshot.getProjects()[0]?.program.getSemanticDiagnostics(`${root}/${index.files()[0]}`);
  const ms = performance.now() - start;
  const peak = peakMb("self") + children().reduce((sum, pid) => sum + peakMb(pid), 0);
  await api.close();
  return { ms, peakMb: peak };
}

/** Time that all threads of this process spent computing: a busy machine hardly changes it. */
function cpuMsSince(before: ReturnType<typeof cpuUsage>): number {
  const { user, system } = cpuUsage(before);
  return (user + system) / 1000;
}

function lines(): number {
  return openProject(root).files.reduce(
    (sum, file) => sum + Deno.readTextFileSync(file).split("\n").length - 1,
    0,
  );
}

/** The high-water mark of resident memory that Linux keeps; elsewhere what this process holds now. */
function peakMb(pid: string): number {
  if (Deno.build.os !== "linux") return pid === "self" ? Deno.memoryUsage().rss / 1e6 : 0;
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024 / 1e6;
}

function children(): readonly string[] {
  if (Deno.build.os !== "linux") return [];
  return Deno.readTextFileSync(`/proc/self/task/${Deno.pid}/children`).trim().split(" ").filter((pid) =>
    pid !== ""
  );
}

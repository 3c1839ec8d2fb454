/**
 * `deno task bench NAME [--json]` runs one bench; without a name the benches are listed.
 *
 * @module
 */

/** Each bench takes what follows its name, and prints its own figures. */
interface Bench {
  main(args: readonly string[]): Promise<void>;
}

const benches: Readonly<Record<string, string>> = {
  index: "reading projects: cold, warm, one changed file, memory",
  synth: "expressions cut out of packages and found again without a model",
  expressions: "members, arguments and identifiers by a model joined with what fits",
  bodies: "small function bodies filled from their examples",
  startup: "the command line's start beside an empty script",
  prefix: "prefix checks: time, false alarms, how soon a fault is told",
  eval: "ways of having a model fill holes, compared on the same samples",
  conversion: "samples that do not compile, and how many of them end passing their tests",
  context: "what a cut-out body uses of other files, and how much of it a model is told",
  holes: "bodies cut out of published packages, told in several ways and filled by a model",
  isolated: "an isolated plugin beside the same one in process: start, calls, streams",
  provider: "asking a model beside curl on the same server, and the shape of what is sent",
  shapes: "request bodies against the request models of openai, vllm and sglang",
  "constraint-enforcement": "drawn constraints of every kind, asked through Maze of real servers",
  "faulty-servers": "servers that fail in every way: named, in time, closed, and no key told",
  mutations: "small faults made in core/, and whether the tests notice",
};

const [name = "", ...args] = Deno.args;
if (!(name in benches)) {
  console.log("deno task bench NAME [--json]\n");
  for (const [known, what] of Object.entries(benches)) console.log(`  ${known.padEnd(22)} ${what}`);
  Deno.exitCode = name === "" ? 0 : 2;
} else {
  const bench: Bench = await import(new URL(`./${name.replaceAll("-", "_")}.ts`, import.meta.url).href);
  await bench.main(args);
}

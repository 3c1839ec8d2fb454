/**
 * Records anew what a server says, and tells what is not as it was.
 *
 *     deno task fixtures llama_cpp --live http://127.0.0.1:8080 [--write]
 *
 * The tests of the plugin are run against the server, so that nothing is kept that they do not pass; its key is in
 * `$MAZE_TEST_KEY`. Without `--write` the recordings stay as they are. The server should have one model, by a name that
 * tells nothing of its machine: `llama-server --alias smollm2`.
 *
 * @module
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { compareExchanges } from "../../../core/testing/mod.ts";
import { FIXTURES, INTO_ENV, LIVE_ENV, NAME_ENV } from "../provider_fixtures.ts";

/** What a difference shows of a request at most, UTF-16 units. */
const SHOWN = 200;
const USAGE = "usage: deno task fixtures NAME --live URL [--write]";

async function main(args: string[]): Promise<void> {
  const options = { live: { type: "string" }, write: { type: "boolean", default: false } } as const;
  const { values: { live, write }, positionals: [name, ...others] } = parseArgs({
    ...{ args, options, allowPositionals: true },
  });
  if (name === undefined || live === undefined || others.length > 0) throw new TypeError(USAGE);
  const folder = join(FIXTURES, name);
  const into = await Deno.makeTempDir({ prefix: "maze-fixtures-" });
  try {
    const isPassed = await record(name, live, into);
    const changes = await changesOf(folder, into);
    console.log(changes.length === 0 ? `${name}: nothing changed` : changes.join("\n"));
    if (!isPassed) throw new Error(`Cannot keep recordings of ${name}: tests fail against ${live}`);
    if (write) await keep(into, folder);
  } finally {
    await Deno.remove(into, { recursive: true });
  }
}

/** Runs the tests against the server. */
async function record(name: string, live: string, into: string): Promise<boolean> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", `test/plugins/${name.split("-")[0]}/conformance_test.ts`],
    env: { [NAME_ENV]: name, [LIVE_ENV]: live.replace(/\/+$/, ""), [INTO_ENV]: into },
  }).spawn().status;
  return success;
}

/** One text for each difference: the recording, what is different, the request, and what was and is answered. */
async function changesOf(folder: string, into: string): Promise<readonly string[]> {
  const names = new Set([...await namesIn(folder), ...await namesIn(into)]);
  const changes: string[] = [];
  for (const name of [...names].sort()) {
    const [before, after] = await Promise.all([textOf(join(folder, name)), textOf(join(into, name))]);
    for (const { kind, request, body, ...answers } of compareExchanges(before, after)) {
      const said = kind === "answered" ? [`  - ${answers.before}`, `  + ${answers.after}`] : [];
      changes.push([`${name}: ${kind} ${request} ${body.slice(0, SHOWN)}`, ...said].join("\n"));
    }
  }
  return changes;
}

/** The new recordings take the place of the old ones; those of claims that were not tried go. */
async function keep(into: string, folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const names = await namesIn(into);
  for (const name of await namesIn(folder)) {
    if (!names.includes(name)) await Deno.remove(join(folder, name));
  }
  for (const name of names) await Deno.copyFile(join(into, name), join(folder, name));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    return names.filter((name) => name.endsWith(".jsonl"));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await Deno.readTextFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

if (import.meta.main) {
  try {
    await main(Deno.args);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(error.message);
    Deno.exitCode = 1;
  }
}

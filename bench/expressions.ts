/**
 * Members, arguments and identifiers cut out of packages, and found again by a model joined with what fits, beside the
 * model alone and `synth` alone.
 *
 *     deno task bench expressions [--json] [--url=http://127.0.0.1:PORT] [--n=N] [--package=NAME,…] [--record=FILE]
 *         [--minutes=N] [--out=FOLDER] [--dump=FILE] [--verbose] [--store=FILE]
 *     deno task bench expressions --stored=NAME [--json]
 *
 * `--url` is a llama.cpp server's. Without it a recording of one on sites of immer is played: the way is the same, the
 * model's words are old. `--minutes` ends each package's sites in time. Rows are added to `rows.jsonl` in the folder of
 * `--out` as they come, and what is there is not measured again. `--dump` adds what there was to choose from at each
 * site that is measured to a file, as JSON lines.
 *
 * @module
 */

import { figuresOf, keyOf, type Result } from "./expressions/figures.ts";
import { measured } from "./expressions/measure.ts";
import { hasRecording, openWay, RECORDING } from "./expressions/recording.ts";
import { obtain, packages } from "./packages.ts";
import { report } from "./report.ts";
import { openRows } from "./rows.ts";
import { rowsFrom, storeOptions } from "./stored.ts";

/** Sites in all, and in the stored recording. */
const SITES = 320;
const RECORDED = 40;
const RECORDED_PACKAGES = ["immer"];
/** No names of machines: requests are told apart by path and body. */
const NOWHERE = "http://127.0.0.1:1";

/** Measures and prints. */
export async function main(args: readonly string[]): Promise<void> {
  const value = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const store = storeOptions({ stored: value("stored"), store: value("store") });
  if (value("record") && value("out")) {
    throw new RangeError("Cannot record a part: what is in the folder of --out is not asked again");
  }
  if (!store.stored && !value("url") && !hasRecording()) {
    console.error(`no recording is stored: give --url=…, and --record=${RECORDING.pathname} to store one`);
    Deno.exitCode = 2;
    return;
  }
  const isVerbose = args.includes("--verbose");
  const rows = await rowsFrom<Result>({ bench: "expressions", ...store }, () => made(value, isVerbose));
  report("expressions", figuresOf(rows), args.includes("--json"));
}

async function made(
  value: (name: string) => string | undefined,
  isVerbose: boolean,
): Promise<readonly Result[]> {
  const [url, record, dump] = [value("url"), value("record"), value("dump")];
  const isAll = url !== undefined && !record;
  const only = value("package")?.split(",") ?? (isAll ? [] : RECORDED_PACKAGES);
  const wanted = packages.filter(({ name }) => only.length === 0 || only.includes(name));
  const most = Number(value("n") ?? (isAll ? SITES : RECORDED));
  const minutes = Number(value("minutes") ?? Infinity) / wanted.length;
  const file = await openRows<Result>(value("out"), keyOf);
  await using way = await openWay(url, record);
  const tell = (found: object) => {
    const line = JSON.stringify(found);
    if (dump) Deno.writeTextFileSync(dump, `${line}\n`, { append: true });
    if (isVerbose) console.error(line);
  };
  const rows: Result[] = [];
  for (const [at, each] of wanted.entries()) {
    const share = Math.floor(most / wanted.length) + (at < most % wanted.length ? 1 : 0);
    const options = { most: share, minutes, baseUrl: url ?? NOWHERE, way, file, tell };
    rows.push(...await measured(each, await obtain(each), options));
  }
  return rows;
}

/**
 * Recordings of real servers, one for each claim: `test/fixtures/providers/NAME/CLAIM.jsonl`.
 *
 * `deno task fixtures NAME --live URL` makes them anew: the same tests are run against the server then, and each writes
 * what it heard.
 *
 * @module
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openExchanges } from "../../core/testing/mod.ts";
import type { Source } from "./provider_subject.ts";

/** Where recordings are kept. */
export const FIXTURES = fileURLToPath(new URL("../fixtures/providers/", import.meta.url));
/** Set while recordings are made: their name, the server, and the folder that they go to. */
export const [NAME_ENV, LIVE_ENV, INTO_ENV] = [
  "MAZE_FIXTURES_NAME",
  "MAZE_FIXTURES_LIVE",
  "MAZE_FIXTURES_INTO",
] as const;

/**
 * A recorded server; the real one while recordings are made.
 *
 * @param name Of the plugin; behind a dash more, where it has several recordings: `llama_cpp-infill`.
 */
export function recorded(name: string): Source {
  const [live, into] = [Deno.env.get(LIVE_ENV), Deno.env.get(INTO_ENV)];
  const isRecording = live !== undefined && into !== undefined && Deno.env.get(NAME_ENV) === name;
  const [folder, mode] = isRecording ? [into, "record" as const] : [join(FIXTURES, name), "replay" as const];
  return {
    baseUrl: isRecording ? live : "http://recorded.invalid",
    open: (claim) => openExchanges({ file: join(folder, fileFor(claim)), mode, redact: settled }),
  };
}

function fileFor(claim: string): string {
  return `${claim.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}.jsonl`;
}

/**
 * A line of a recording without what is another in each: names of requests, times, and the paths of the server's machine.
 */
export function settled(line: string): string {
  return line
    .replaceAll(/(\\"(?:created|modified_at|[a-z_]+_(?:ms|per_second))\\": ?)[0-9.e+-]+/g, "$10")
    .replaceAll(/__media_[0-9a-zA-Z]+__/g, "__media__")
    .replaceAll(/(\\"(?:id|request_id)\\": ?\\"[a-z]+-)[0-9a-zA-Z]+/g, "$10")
    .replaceAll(/(\\"(?:root|model_path|model|name|path)\\": ?\\")\/[^"\\]*\//g, "$1");
}

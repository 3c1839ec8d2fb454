/**
 * What a llama.cpp server said, kept small: without prompts, which the sites stand for, and without what nobody reads.
 *
 * @module
 */

import { openExchanges } from "../../core/testing/mod.ts";
import { unzipped, zipped } from "../gzip.ts";
import { ignoreMissing, slimmed } from "./slim.ts";

/** Where the stored recording lies. */
export const RECORDING = new URL("./recording.jsonl.gz", import.meta.url);

/** True where one is stored. */
export function hasRecording(): boolean {
  try {
    return Deno.statSync(RECORDING).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** A way to a server, or to a recording of one. */
export interface Way extends AsyncDisposable {
  readonly fetch: typeof fetch;
  /** The site that is worked on: it stands in the recording for its prompt. */
  site: string;
  /** False for a site that a recording knows nothing of. */
  has(site: string): boolean;
  /** Requests that the recording does not have; absent where there is a server. */
  readonly missing?: readonly string[];
  /** Requests so far for the likelihood of one step. */
  readonly likelihoodCalls: number;
}

/** Opens the server's own way, and records it where that is wanted; the stored recording where there is no server. */
export async function openWay(url: string | undefined, record: string | undefined): Promise<Way> {
  const folder = await Deno.makeTempDir({ prefix: "maze-expressions-" });
  const file = `${folder}/recording.jsonl`;
  const missing: string[] = [];
  const way = { site: "", likelihoodCalls: 0 };
  const recording = url ? "" : await unzipped(await Deno.readFile(RECORDING));
  if (!url) await Deno.writeTextFile(file, recording);
  const exchanges = await openExchanges({
    ...{ file, mode: url ? "record" as const : "replay" as const },
    kept: (body) => withoutPrompt(body, way.site),
    redact: withoutPaths,
  });
  return {
    get site() {
      return way.site;
    },
    set site(site) {
      way.site = site;
    },
    has: (site) => url !== undefined || recording.includes(`"prompt":[${JSON.stringify(site)}`),
    get likelihoodCalls() {
      return way.likelihoodCalls;
    },
    ...(url ? {} : { missing }),
    fetch: counting(url ? exchanges.fetch : ignoreMissing(exchanges.fetch, missing), way),
    async [Symbol.asyncDispose]() {
      await exchanges[Symbol.asyncDispose]();
      if (url && record) await Deno.writeFile(record, await zipped(slimmed(await Deno.readTextFile(file))));
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** Counts requests for the likelihood of one step: one token, all at once. */
export function counting(send: typeof fetch, counts: { likelihoodCalls: number }): typeof fetch {
  return (input, init) => {
    const { n_predict, stream } = Object(typeof init?.body === "string" ? JSON.parse(init.body) : {});
    if (n_predict === 1 && stream !== true) counts.likelihoodCalls++;
    return send(input, init);
  };
}

/** A prompt is told by its site, and by the tokens behind it; what measures a server is no site's. */
function withoutPrompt(body: unknown, site: string): unknown {
  const { prompt } = Object(body);
  if (Array.isArray(prompt) && typeof prompt[0] === "number") return { ...Object(body), prompt: ["ids"] };
  const ids = Array.isArray(prompt) && typeof prompt[0] === "string" ? prompt.slice(1) : [];
  const isOwn = typeof prompt === "string" || ids.length > 0;
  return isOwn ? { ...Object(body), prompt: [site, ...ids] } : body;
}

/** Where a model lies on a machine is nobody's business. */
function withoutPaths(text: string): string {
  return text.replaceAll(/(?:\/[\w.@+~-]+)+\/([\w.-]+\.gguf)/g, "$1");
}

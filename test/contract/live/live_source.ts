/**
 * A server that is running, as what stands behind a provider.
 *
 * @module
 */

import { providerBehaviours } from "../provider_behaviours.ts";
import { providerFills } from "../provider_fills.ts";
import { KEY, KEY_ENV, type Source, type Subject } from "../provider_subject.ts";

/**
 * The source of a running server. Its key is in `$MAZE_TEST_KEY`.
 *
 * @param isIdle Asks it whether it has nothing to do.
 */
export function liveSource(
  url: string,
  isIdle: (ask: (path: string) => Promise<Response>) => Promise<boolean>,
): Source {
  const ask = (path: string) =>
    fetch(url + path, { headers: { authorization: `Bearer ${Deno.env.get(KEY_ENV) ?? KEY}` } });
  return {
    baseUrl: url,
    open: () => Promise.resolve({ fetch, [Symbol.asyncDispose]: () => Promise.resolve() }),
    isIdle: () => isIdle(ask),
  };
}

/** A server that answers, or why there is none. */
export type Found = { readonly source: Source; readonly wantsKey: boolean } | { readonly missing: string };

/** Looks whether a server answers. */
export async function found(source: Source): Promise<Found> {
  try {
    const response = await fetch(`${source.baseUrl}/v1/models`, { signal: AbortSignal.timeout(LOOK_MS) });
    await response.body?.cancel();
    return { source, wantsKey: response.status === 401 };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { missing: `no server: nobody answers at ${source.baseUrl}` };
  }
}

/** Registers the tests of a subject at the server that was found; ignored where there is none. */
export function liveBehaviours(server: Found, subjectAt: (source: Source) => Subject): void {
  const subject = subjectAt("source" in server ? server.source : NOWHERE);
  const key = "source" in server && server.wantsKey;
  const ignored = "missing" in server ? server.missing : undefined;
  providerBehaviours({ ...subject, can: { ...subject.can, key } }, { ignored });
  providerFills(subject, { ignored });
}

/** Until a server answers a short question. */
const LOOK_MS = 5000;
const NOWHERE: Source = liveSource("http://nowhere.invalid", () => Promise.resolve(true));

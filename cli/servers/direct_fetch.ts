/**
 * A fetch that leads to this machine without a way round.
 *
 * Deno gives every request to the proxy that the environment names, those to 127.0.0.1 too: a search of this machine
 * would be told to another one.
 *
 * @module
 */

/** Web `fetch` for one search; disposing closes its connections. */
export interface DirectFetch extends Disposable {
  fetch(url: string, init: RequestInit): Promise<Response>;
}

/** This machine answers in microseconds; Windows tries a closed port again for two seconds. */
const CONNECT_MS = 300;

/** Makes such a fetch, for addresses of this machine alone. */
export function directFetch(): DirectFetch {
  const client = directClient();
  return {
    async fetch(url, init) {
      await reach(new URL(url), init.signal ?? undefined);
      return await fetch(url, { ...init, client });
    },
    [Symbol.dispose]: () => client.close(),
  };
}

/** A client keeps the proxies that the environment names while it is made; there is no option for none. */
function directClient(): Deno.HttpClient {
  const before = Deno.env.get("NO_PROXY");
  Deno.env.set("NO_PROXY", "localhost,127.0.0.0/8,::1");
  try {
    return Deno.createHttpClient({});
  } finally {
    if (before === undefined) Deno.env.delete("NO_PROXY");
    else Deno.env.set("NO_PROXY", before);
  }
}

/**
 * Opens a connection and closes it again.
 *
 * @throws {TypeError} If there is none in time, as `fetch` itself says it.
 */
async function reach({ hostname, port, protocol }: URL, signal: AbortSignal | undefined): Promise<void> {
  const late = AbortSignal.timeout(CONNECT_MS);
  try {
    const connection = await Deno.connect({
      hostname: hostname.replace(/^\[(.*)\]$/, "$1"),
      port: Number(port || (protocol === "https:" ? 443 : 80)),
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    connection.close();
  } catch (cause) {
    throw new TypeError(`Cannot reach ${hostname} port ${port}`, { cause });
  }
}

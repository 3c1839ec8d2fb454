/**
 * A script that gives a `maze` process a network of its own, for `mazeAfter()`.
 *
 * @module
 */

/** By `HOST:PORT` and path: what is answered as JSON. All other ports refuse, all other paths are not found. */
export function networkScript(network: Readonly<Record<string, Readonly<Record<string, unknown>>>>): string {
  return `
    const network = ${JSON.stringify(network)};
    Deno.connect = ({ hostname, port }) =>
      network[hostname + ":" + port]
        ? Promise.resolve({ close() {} })
        : Promise.reject(new Deno.errors.ConnectionRefused("refused"));
    globalThis.fetch = (url) => {
      const { host, pathname } = new URL(url);
      const body = network[host]?.[pathname];
      return Promise.resolve(body === undefined ? new Response("", { status: 404 }) : Response.json(body));
    };
  `;
}

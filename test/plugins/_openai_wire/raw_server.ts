/**
 * A server in bytes: it says exactly what a test wants, also what no HTTP library would send.
 *
 * @module
 */

import { setTimeout as delay } from "node:timers/promises";

/** What a server does with a connection, one step after another; then it closes. */
export type Step =
  | { readonly send: string | Uint8Array }
  | { readonly waitMs: number }
  /** Says nothing more until the other side goes. */
  | "hang"
  /** Sends without end. */
  | { readonly flood: string };

/** A server under way. */
export interface RawServer extends AsyncDisposable {
  readonly url: string;
  /** What was asked, in order: head and body. */
  readonly asked: readonly Asked[];
  /** Connections that are open now. */
  readonly open: number;
}

/** One request. */
export interface Asked {
  readonly head: string;
  readonly body: string;
}

/** Serves; each connection gets the steps for its request, counted from 0. */
export function serveRaw(stepsFor: (asked: Asked, count: number) => readonly Step[]): RawServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const asked: Asked[] = [];
  const connections = new Set<Deno.Conn>();
  const serve = async (connection: Deno.Conn) => {
    connections.add(connection);
    try {
      const request = await readRequest(connection);
      if (!request) return;
      asked.push(request);
      for (const step of stepsFor(request, asked.length - 1)) await play(step, connection);
    } catch (error) {
      if (!(error instanceof Error)) throw error; // the other side went: nothing more is to be said
    } finally {
      connections.delete(connection);
      close(connection);
    }
  };
  const serving = (async () => {
    const all: Promise<void>[] = [];
    try {
      for await (const connection of listener) all.push(serve(connection));
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
    await Promise.all(all);
  })();
  return {
    url: `http://127.0.0.1:${listener.addr.port}`,
    asked,
    get open() {
      return connections.size;
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      connections.forEach(close);
      await serving;
    },
  };
}

/** A response's start, for a body that ends with the connection. */
export function head(status = 200, headers: Readonly<Record<string, string>> = {}): string {
  const all = { "content-type": "text/event-stream", connection: "close", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Some\r\n${lines.join("")}\r\n`;
}

/** Events as a server sends them. */
export function events(...all: readonly (object | string)[]): string {
  return all.map((each) => `data: ${typeof each === "string" ? each : JSON.stringify(each)}\n\n`).join("");
}

function close(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error; // closed already
  }
}

async function play(step: Step, connection: Deno.Conn): Promise<void> {
  if (step === "hang") {
    const bytes = new Uint8Array(64);
    while (await connection.read(bytes) !== null);
  } else if ("waitMs" in step) await delay(step.waitMs);
  else if ("flood" in step) {
    const bytes = new TextEncoder().encode(step.flood);
    for (;;) await write(connection, bytes);
  } else {await write(
      connection,
      typeof step.send === "string" ? new TextEncoder().encode(step.send) : step.send,
    );}
}

async function write(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}

async function readRequest(connection: Deno.Conn): Promise<Asked | undefined> {
  const decoder = new TextDecoder();
  const bytes = new Uint8Array(65_536);
  let text = "";
  for (;;) {
    const size = await connection.read(bytes);
    if (size === null) return undefined;
    text += decoder.decode(bytes.subarray(0, size), { stream: true });
    const end = text.indexOf("\r\n\r\n");
    if (end < 0) continue;
    const [head, body] = [text.slice(0, end), text.slice(end + 4)];
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    if (new TextEncoder().encode(body).length >= length) return { head, body };
  }
}

/**
 * One careful question to whatever listens at an address: it may be anything.
 *
 * @module
 */

/** Web `fetch`, such as a plugin's `context.fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How servers are asked. */
export interface Asking {
  /** Sends the request. */
  readonly fetch: Fetch;
  /** Time for one whole answer, in milliseconds. */
  readonly answerMs: number;
  /** Stops the search; what asks then throws its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What came of a question. `silent`: nobody speaks HTTP there. `unusable`: too late, or too large. */
export type Asked = Answer | { readonly state: "silent" | "unusable" };

/** An answer of a server. */
export interface Answer {
  readonly state: "answer";
  /** The HTTP status. */
  readonly status: number;
  /** The header of this name; empty where there is none. */
  readonly server: string;
  /** What the JSON of the body says; `undefined` where it is none. */
  readonly body: unknown;
}

/** The lists of servers with hundreds of models have less than half of this. */
const MAX_BYTES = 1 << 20;

/**
 * Asks by GET, without a key. Redirects are not followed, and the type of the content is not believed.
 *
 * @throws What the signal was aborted with, and what `fetch` throws of its own, such as a permission that is missing.
 */
export async function ask(url: string, { fetch: send, answerMs, signal }: Asking): Promise<Asked> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new DOMException("Too late", "TimeoutError")), answerMs);
  let state: "silent" | "unusable" = "silent";
  try {
    const response = await send(url, {
      headers: { accept: "application/json" },
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
    });
    state = "unusable";
    const text = await textOf(response);
    if (text === undefined) return { state };
    const server = response.headers.get("server") ?? "";
    return { state: "answer", status: response.status, server, body: parsed(text) };
  } catch (error) {
    signal?.throwIfAborted();
    if (late.signal.aborted) return { state: "unusable" };
    if (error instanceof TypeError) return { state }; // how fetch tells of every fault of a connection
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** The body; `undefined` where it has no end in sight. */
async function textOf({ body }: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let [text, sizeBytes] = ["", 0];
  for await (const chunk of body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_BYTES) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Most that listens on a port is no model server, and its pages are no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

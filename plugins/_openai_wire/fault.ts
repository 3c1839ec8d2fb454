/**
 * What a server says when it gives no answer, in the words and classes of Maze.
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import { messageOf } from "../../core/kernel/errors.ts";
import { ProviderError } from "../../core/kernel/plugin.ts";

/** A refusal as it came. */
export interface Refusal {
  /** Where the request went, without its query. */
  readonly url: string;
  /** HTTP status; that of a fault in the middle of a stream where the server says it. */
  readonly status: number;
  readonly headers?: Headers;
  /** The body, or as much of it as was read. */
  readonly text: string;
}

/** What is told of a body at most, UTF-16 units. */
const SHOWN = 300;

/** The fault of a refusal. */
export function faultOfRefusal({ url, status, headers, text }: Refusal): ProviderError {
  const said = saidIn(text);
  const { code, hint, isRetryable } = classOf(status, said);
  const why = said.message || "it says nothing";
  const retryAfterMs = headers && retryAfter(headers);
  return new ProviderError(`Cannot ask "${url}": ${why} (${status})`, {
    ...{ code, status, isRetryable: isRetryable && !asksNotTo(headers) },
    ...(hint === undefined ? {} : { hint }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** The fault of what `fetch` threw: no response came, or it broke off. */
export function faultOfConnection(url: string, thrown: unknown): ProviderError {
  const text = fullMessage(thrown);
  const row = CONNECTIONS.find(({ pattern }) => pattern.test(text));
  const { code, why, hint, isRetryable } = row ??
    {
      code: "provider/connection",
      why: `the connection failed (${text.slice(0, SHOWN)})`,
      isRetryable: true,
    };
  return new ProviderError(`Cannot ask "${url}": ${why}`, {
    ...{ code, isRetryable, cause: thrown },
    ...(hint === undefined ? {} : { hint }),
  });
}

/** What a body says: five servers have five shapes, and proxies have pages. */
interface Said {
  readonly message: string;
  /** Types and codes, in one text. */
  readonly marks: string;
}

function saidIn(text: string): Said {
  if (/^\s*</.test(text)) return { message: `it answers with a page: ${titleIn(text)}`, marks: "" };
  const body = parsed(text);
  const error = dig(body, "error") ?? body;
  if (typeof error !== "object" || error === null) {
    return { message: oneLine(String(error ?? text)), marks: "" };
  }
  const message = [dig(error, "message"), dig(error, "detail"), dig(body, "message"), dig(body, "detail")]
    .find((each) => typeof each === "string" && each !== "");
  const marks = ["code", "type", "param"].map((name) => String(dig(error, name) ?? "")).join(" ");
  return { message: oneLine(String(message ?? text)), marks };
}

interface Class {
  readonly code: string;
  readonly isRetryable: boolean;
  readonly hint?: string;
}

const CONTEXT =
  /context (length|size|window)|exceed_context_size|context_length_exceeded|longer than the model|too many tokens/i;
const MODEL = /model_not_found|model .*(not found|does not exist|not exist)|no such model|unknown model/i;
const KEY_HINT =
  "apiKeyEnv names the variable that holds the key: is it set, and is it the key of this server?";
const REDIRECT_HINT = "It sends on to another address, which is not followed: give baseUrl that address";
/** Some servers answer 500 to what a client did wrong. */
const CLIENT_FAULT = /grammar|json.?schema|template|parse error|regex|invalid (request|argument|json)/i;

function classOf(status: number, { message, marks }: Said): Class {
  const said = `${marks} ${message}`;
  if (status < 300) return { code: "provider/protocol", isRetryable: false, hint: "Is baseUrl right?" };
  if (status < 400) return { code: "provider/path", isRetryable: false, hint: REDIRECT_HINT };
  if (status === 401 || status === 403) return { code: "provider/key", isRetryable: false, hint: KEY_HINT };
  if (MODEL.test(said)) return { code: "provider/model", isRetryable: false };
  if (CONTEXT.test(said)) {
    return { code: "provider/context", isRetryable: false, hint: "Use a model with a longer context" };
  }
  if (status === 404 || status === 405) {
    return {
      code: "provider/path",
      isRetryable: false,
      hint: "Is baseUrl right, and is this such a server?",
    };
  }
  if (/insufficient_quota/.test(marks)) {
    return { code: "provider/quota", isRetryable: false, hint: "Add credit, or use another provider" };
  }
  if (status === 429) return { code: "provider/rate", isRetryable: true };
  if (status === 501) return { code: "provider/missing", isRetryable: false };
  if (status >= 500) return { code: "provider/server", isRetryable: !CLIENT_FAULT.test(said) };
  return { code: "provider/refused", isRetryable: status === 408 || status === 409 };
}

/** How fetch words what went wrong below HTTP (Deno 2.9.6), by the part that tells. */
const CONNECTIONS: readonly (Class & { readonly pattern: RegExp; readonly why: string })[] = [
  {
    pattern:
      /invalid peer certificate|certificate verify|UnknownIssuer|tls handshake|received corrupt message/i,
    ...{
      code: "provider/tls",
      why: "its certificate can not be trusted, or it does not speak TLS",
      isRetryable: false,
    },
    hint: "DENO_CERT=file.pem trusts a certificate of your own, DENO_TLS_CA_STORE=system those of the system",
  },
  {
    pattern: /connection refused|os error 111|os error 61|actively refused/i,
    ...{ code: "provider/unreachable", why: "nobody listens there", isRetryable: false },
    hint: "Start the server; `maze doctor` looks for servers on the usual ports",
  },
  {
    pattern: /dns error|failed to lookup|name or service not known/i,
    ...{ code: "provider/unreachable", why: "there is no such host", isRetryable: false },
    hint: "Is baseUrl right?",
  },
  {
    pattern:
      /reset|broken pipe|unexpected eof|connection closed|before message completed|error reading a body|end of file/i,
    ...{ code: "provider/connection", why: "it broke the connection", isRetryable: true },
  },
];

/** Waiting times in headers: `retry-after-ms`, or `retry-after` in seconds or as a date. */
function retryAfter(headers: Headers): number | undefined {
  const ms = Number(headers.get("retry-after-ms") ?? NaN);
  if (ms >= 0) return ms;
  const text = headers.get("retry-after");
  if (text === null) return undefined;
  const seconds = Number(text);
  if (seconds >= 0) return seconds * 1000;
  const until = Date.parse(text) - Date.now();
  return Number.isNaN(until) ? undefined : Math.max(0, until);
}

/** OpenAI's own word on whether to try again. */
function asksNotTo(headers: Headers | undefined): boolean {
  return headers?.get("x-should-retry") === "false";
}

function fullMessage(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause !== undefined ? ` ${fullMessage(thrown.cause)}` : "";
  return messageOf(thrown) + cause;
}

function titleIn(page: string): string {
  return oneLine(/<title[^>]*>([^<]{0,200})/i.exec(page)?.[1] ?? "HTML");
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // plain text is an answer too
  }
}

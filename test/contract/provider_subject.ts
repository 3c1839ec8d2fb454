/**
 * A provider under test, and what stands behind it: a server, a recording of one, or a stand-in.
 *
 * @module
 */

import type { Provider } from "../../core/kernel/hooks.ts";
import type { PluginContext } from "../../core/kernel/plugin.ts";
import { entryOf, kernelOf, plugin } from "../core/kernel/toy.ts";

/** The variable in which the tests' own key is, and one with a key that no server takes. */
export const [KEY_ENV, WRONG_KEY_ENV] = ["MAZE_TEST_KEY", "MAZE_TEST_WRONG_KEY"] as const;
/** The key of servers that tests start. */
export const KEY = "local-test-key";

/** What is behind a provider. */
export interface Source {
  /** Goes into the option `baseUrl`. */
  readonly baseUrl: string;
  /** Opens a way there for one test. */
  open(claim: string): Promise<{ readonly fetch: typeof fetch } & AsyncDisposable>;
  /** True when nothing is being written there; absent where that can not be seen. */
  isIdle?(): Promise<boolean>;
}

/** What a server can do with its model, and what a provider says of it. */
export interface Abilities {
  /** Equal seeds draw equal answers. */
  readonly seeds: boolean;
  /** It tells likely tokens. */
  readonly logprobs: boolean;
  /** It goes on from token ids, and tells those of what it writes. */
  readonly ids: boolean;
  readonly infill: boolean;
  /** It can be bound to go on with one of some words. */
  readonly begins: boolean;
  /** It refuses a prompt that is too long, and says so. */
  readonly context: boolean;
  /** It wants a key. */
  readonly key: boolean;
}

/** One provider with what is behind it. */
export interface Subject {
  /** Begins the names of its tests: `vllm, recorded,`. */
  readonly name: string;
  readonly plugin: ServerPlugin;
  /** Beside `baseUrl` and `apiKeyEnv`. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly can: Abilities;
  readonly source: Source;
  /** Where a body has a constraint: what a server that ignores it would see. */
  unconstrained(body: Readonly<Record<string, unknown>>): object;
  /** A body without what no preview can know, as names that are drawn for each request. */
  settled?(body: string): string;
  /** The token ids of the prompt in a body that was sent. */
  promptIds?(
    body: unknown,
    ask: (path: string, body: object) => Promise<unknown>,
  ): Promise<readonly number[]>;
}

/** A plugin for a model server, whatever its options. */
export interface ServerPlugin {
  readonly options: { readonly "~standard": { validate(value: unknown): unknown } };
  // deno-lint-ignore no-explicit-any -- the options that its own schema has checked
  readonly setup: (options: any, context: PluginContext) => unknown;
}

/** A request that went out. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  /** As it was sent. */
  readonly body: string;
  /** What was answered, where that was JSON; empty for streams. */
  readonly answer: string;
}

/** A provider that is open for one test. */
export interface Trial extends AsyncDisposable {
  readonly provider: Provider;
  readonly subject: Subject;
  /** What went out so far. */
  readonly sent: readonly Sent[];
  /** The same way out, by another configuration. */
  configured(options: Readonly<Record<string, unknown>>): Promise<Provider>;
  /** Changes bodies on their way from now on. */
  change(body: (body: Readonly<Record<string, unknown>>) => object): void;
  /** Asks the server itself. */
  ask(path: string, body: object): Promise<unknown>;
}

/** Opens a subject for one test. */
export async function openTrial(subject: Subject, claim: string): Promise<Trial> {
  Deno.env.set(KEY_ENV, Deno.env.get(KEY_ENV) ?? KEY);
  Deno.env.set(WRONG_KEY_ENV, "not-the-key");
  await using opening = new AsyncDisposableStack();
  const way = opening.use(await subject.source.open(claim));
  const out = new WayOut(way.fetch);
  const context = await contextWith(out.fetch, opening);
  const { baseUrl } = subject.source;
  const configured = async (more: Readonly<Record<string, unknown>>) => {
    const options = { baseUrl, apiKeyEnv: KEY_ENV, ...subject.options, ...more };
    const { value } = Object(await subject.plugin.options["~standard"].validate(options));
    const { provider } = Object(await subject.plugin.setup(value, context));
    return provider as Provider;
  };
  const provider = await configured({});
  const stack = opening.move();
  return {
    ...{ provider, subject, configured, sent: out.sent },
    change: (by) => void (out.change = by),
    ask: (path, body) => asked(way.fetch, baseUrl + path, body),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** A context of a folder of its own, that may do everything. */
async function contextWith(send: typeof fetch, opening: AsyncDisposableStack): Promise<PluginContext> {
  const root = opening.adopt(
    await Deno.makeTempDir({ prefix: "maze-provider-" }),
    (folder) => Deno.remove(folder, { recursive: true }),
  );
  const given = Promise.withResolvers<PluginContext>();
  const permissions = { net: ["*"], env: ["*"], read: ["*"], write: ["*"] };
  const probe = plugin("probe", ["provider"], (_options, context) => {
    given.resolve(context);
    return { provider: { async *complete() {} } };
  }, { permissions });
  opening.use(await kernelOf([entryOf(probe)], { root, fetch: send }));
  return await given.promise;
}

/** Sends, keeps what was sent, and may change it before. */
class WayOut {
  readonly sent: Sent[] = [];
  readonly #send: typeof fetch;
  change = (body: Readonly<Record<string, unknown>>): object => body;

  constructor(send: typeof fetch) {
    this.#send = send;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const text = typeof init?.body === "string" ? init.body : "";
    const body = text === "" ? "" : JSON.stringify(this.change(JSON.parse(text)));
    const response = await this.#send(input, { ...init, ...(body === "" ? {} : { body }) });
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    const answer = isStream ? "" : await response.clone().text();
    this.sent.push({ method: init?.method?.toUpperCase() ?? "GET", url: String(input), body, answer });
    return response;
  };
}

async function asked(send: typeof fetch, url: string, body: object): Promise<unknown> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${Deno.env.get(KEY_ENV)}` };
  const response = await send(url, { method: "POST", body: JSON.stringify(body), headers });
  return await response.json();
}

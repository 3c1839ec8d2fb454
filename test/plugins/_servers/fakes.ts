/**
 * Model servers and other programs on ports of this machine, for one test.
 *
 * @module
 */

/** What a route answers: JSON with status 200, or a whole response. */
export type Route = unknown | (() => Response);

/** A running fake. */
export interface Fake {
  /** `http://127.0.0.1:PORT`. */
  readonly base: string;
  readonly port: number;
  /** `METHOD /path` of each request, in order of arrival. */
  readonly seen: readonly string[];
}

/** Runs a test beside an HTTP server that has these routes, and 404 for all else. */
export async function withServer(
  routes: Readonly<Record<string, Route>>,
  run: (fake: Fake) => Promise<void>,
  { hostname = "127.0.0.1", port = 0 }: { readonly hostname?: string; readonly port?: number } = {},
): Promise<void> {
  const seen: string[] = [];
  const server = Deno.serve({ hostname, port, onListen() {} }, (request) => {
    const { pathname } = new URL(request.url);
    seen.push(`${request.method} ${pathname}`);
    if (!Object.hasOwn(routes, pathname)) return Response.json({ detail: "Not Found" }, { status: 404 });
    const route = routes[pathname];
    return typeof route === "function" ? route() : Response.json(route);
  });
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  try {
    await run({ base: `http://${host}:${server.addr.port}`, port: server.addr.port, seen });
  } finally {
    await server.shutdown();
  }
}

/** Runs a test beside a program that answers every connection with these bytes, then closes it; `undefined`: never. */
export async function withBytes(
  text: string | undefined,
  run: (fake: Pick<Fake, "base" | "port">) => Promise<void>,
): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open: Deno.Conn[] = [];
  const serving = (async () => {
    for await (const connection of listener) {
      open.push(connection);
      if (text === undefined) continue;
      await connection.write(new TextEncoder().encode(text));
      connection.closeWrite().catch(() => {}); // whoever asked may be gone first
    }
  })();
  try {
    const { port } = listener.addr;
    await run({ base: `http://127.0.0.1:${port}`, port });
  } finally {
    listener.close();
    await serving;
    for (const connection of open) connection.close();
  }
}

/** A port at which nothing listens. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** `/v1/models` and the rest of what each kind answers, cut to what is read. */
export const ROUTES = {
  /** As llama-server b1-0c1e570 answers with `-c 8192 -np 2`. */
  llama_cpp: {
    "/v1/models": {
      models: [{ name: "/models/smol.gguf", model: "/models/smol.gguf", type: "model" }],
      object: "list",
      data: [{
        ...{ id: "/models/smol.gguf", aliases: ["/models/smol.gguf"], tags: [], object: "model" },
        ...{ created: 1795792988, owned_by: "llamacpp" },
        meta: { n_vocab: 49152, n_ctx: 4096, n_ctx_train: 8192 },
      }],
    },
    "/props": {
      default_generation_settings: { params: {}, n_ctx: 4096 },
      total_slots: 2,
      build_info: "b1-0c1e570",
    },
  },
  vllm: {
    "/v1/models": {
      object: "list",
      data: [
        { id: "qwen", object: "model", owned_by: "vllm", root: "qwen", parent: null, max_model_len: 32768 },
        { id: "qwen-sql", object: "model", owned_by: "vllm", root: "/lora", parent: "qwen" },
      ],
    },
    "/version": { version: "0.32.0" },
  },
  sglang: {
    "/v1/models": {
      object: "list",
      data: [{ id: "qwen", object: "model", owned_by: "sglang", root: "qwen", max_model_len: 16384 }],
    },
    "/server_info": { version: "0.5.15", grammar_backend: "xgrammar" },
  },
  ollama: {
    "/v1/models": {
      object: "list",
      data: [
        { id: "qwen2.5-coder:7b", object: "model", created: 1, owned_by: "library" },
        { id: "acme/tiny:latest", object: "model", created: 1, owned_by: "acme" },
      ],
    },
    "/api/version": { version: "0.12.3" },
  },
  lmStudio: {
    "/v1/models": {
      data: [
        { id: "qwen3-8b", object: "model", owned_by: "organization_owner" },
        { id: "text-embedding-nomic", object: "model", owned_by: "organization_owner" },
      ],
      object: "list",
    },
    "/api/v0/models": {
      object: "list",
      data: [
        { id: "qwen3-8b", type: "llm", max_context_length: 131072, loaded_context_length: 8192 },
        { id: "text-embedding-nomic", type: "embeddings", max_context_length: 2048 },
      ],
    },
    // It answers 200 to every route that it does not have.
    "/api/version": { error: "Unexpected endpoint or method. (GET /api/version)" },
  },
  kobold: {
    "/v1/models": {
      object: "list",
      data: [{ id: "koboldcpp/tiny", object: "model", owned_by: "koboldcpp", root: "koboldcpp" }],
    },
    "/api/extra/version": { result: "KoboldCpp", version: "1.98" },
    "/api/version": { version: "0.7.0" },
  },
  jan: {
    "/v1/models": { object: "list", data: [{ id: "jan-nano", object: "model", owned_by: "user" }] },
    "/openapi.json": { openapi: "3.0.0", info: { title: "Jan API Server Endpoints", version: "1.0" } },
  },
  webui: {
    "/v1/models": { object: "list", data: [{ id: "tiny.gguf", object: "model", owned_by: "user" }] },
    "/v1/internal/model/info": { model_name: "tiny.gguf", lora_names: [] },
  },
  tgi: {
    "/v1/models": {
      object: "list",
      data: [{ id: "acme/tiny", object: "model", created: 0, owned_by: "acme/tiny" }],
    },
    "/info": { model_id: "acme/tiny", version: "3.3.4", max_total_tokens: 4096 },
  },
} as const;

/**
 * A server that speaks OpenAI's API as far as a test needs it, and answers every chat alike.
 *
 * @module
 */

/** A server under way. */
export interface ChatServer extends AsyncDisposable {
  readonly url: string;
  /** What was asked, in order: method, path and body. */
  readonly asked: readonly { readonly method: string; readonly path: string; readonly body: string }[];
}

/** Serves one model, `small`, whose every answer is these pieces, or those for the chat of a number, from 0. */
export function serveChat(said: readonly string[] | ((chat: number) => readonly string[])): ChatServer {
  let chats = 0;
  const asked: { method: string; path: string; body: string }[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const { pathname } = new URL(request.url);
    asked.push({ method: request.method, path: pathname, body: await request.text() });
    if (pathname === "/v1/models") return Response.json({ data: [{ id: "small", max_model_len: 4000 }] });
    if (pathname !== "/v1/chat/completions") return Response.json({ detail: "Not Found" }, { status: 404 });
    const pieces = typeof said === "function" ? said(chats++) : said;
    const events = [
      ...pieces.map((content) => ({ choices: [{ index: 0, delta: { content } }] })),
      { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
      { choices: [], usage: { prompt_tokens: 120, completion_tokens: pieces.length } },
    ];
    const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
    return new Response(`${text}data: [DONE]\n\n`, { headers: { "content-type": "text/event-stream" } });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    asked,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

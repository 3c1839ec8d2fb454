import assert from "node:assert/strict";
import { ServerProvider } from "../../../plugins/_openai_wire/provider.ts";
import { llamaCppKind } from "../../../plugins/llama_cpp/kind.ts";
import { options } from "../../../plugins/llama_cpp/options.ts";
import { callNow } from "../../contract/calls.ts";
import { head, serveRaw } from "../_openai_wire/raw_server.ts";
import { ROUTES } from "../_servers/fakes.ts";
import { withPluginContext } from "../context.ts";

Deno.test("llama_cpp tells how many requests its server works on at the same time", async () => {
  const json = head(200, { "content-type": "application/json" });
  const routes: Readonly<Record<string, unknown>> = ROUTES.llama_cpp;
  await using server = serveRaw(({ head: first }) => {
    const path = first.split(" ")[1] ?? "";
    return [{ send: json + JSON.stringify(routes[path] ?? { tokens: [] }) }];
  });
  await withPluginContext(async (context) => {
    const chosen = options.parse({ baseUrl: server.url });
    const provider = new ServerProvider(llamaCppKind(chosen), chosen, context);
    const { slots, contextTokens } = await provider.capabilities(callNow());
    assert.deepEqual([slots, contextTokens], [2, 4096]);
  });
});

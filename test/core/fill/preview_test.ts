import assert from "node:assert/strict";
import type { Capabilities } from "../../../core/code/capabilities.ts";
import { previewAll } from "../../../core/fill/preview.ts";
import { snapshotOf } from "../../../core/fill/hold.ts";
import type { CompletionRequest } from "../../../core/kernel/plugin.ts";
import { entryOf, hole, plugin } from "../kernel/toy.ts";
import { withContext } from "./context.ts";

const capabilities: Capabilities = {
  ...{ model: "m", server: "", accepts: [], continuation: "none", logprobs: 0 },
  ...{ infill: false, usage: true, counting: "estimate", answers: 2, contextTokens: 2000 },
};

Deno.test("previewAll() tells what each provider would be sent, and asks nobody to write or to count", async () => {
  const never = () => assert.fail("it was asked");
  const seen: CompletionRequest[] = [];
  const model = plugin("model", ["provider"], () => ({
    provider: {
      complete: never,
      count: never,
      capabilities: () => Promise.resolve(capabilities),
      preview: (request) => {
        seen.push(request);
        return Promise.resolve([{ method: "POST", url: "http://x/v1", body: request.prompt.before }]);
      },
    },
  }));
  const free = plugin("free", ["provider"], () => ({ provider: { complete: never } }));
  await withContext([entryOf(model), entryOf(free)], async (context) => {
    const place = { ...hole, span: { start: 7, end: 8 }, snapshot: await snapshotOf("f(x) = ?") };
    const previews = await Array.fromAsync(previewAll(context, [place]));
    assert.deepEqual(previews.map(({ provider, sendings }) => [provider, sendings]), [
      ["model", [{ method: "POST", url: "http://x/v1", body: "f(x) = " }]],
      ["free", []],
    ]);
    assert.equal(seen[0]?.answers, 2);
  });
});

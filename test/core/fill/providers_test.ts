import assert from "node:assert/strict";
import { Providers } from "../../../core/fill/providers.ts";
import { hole } from "../kernel/toy.ts";
import { withContext } from "./context.ts";
import { able, checker, model } from "./decode/scripted.ts";

Deno.test("all() tells the providers alone, with what each can do", async () => {
  await withContext([checker().entry, model([]).entry], async ({ kernel, signal }) => {
    const providers = new Providers(kernel);
    assert.deepEqual(await providers.all({ signal }), [{ name: "model", capabilities: able }]);
    assert.deepEqual(providers.for(hole), ["model"]);
  });
});

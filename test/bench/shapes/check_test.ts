import assert from "node:assert/strict";
import { casesOf } from "../../../bench/shapes/cases.ts";
import { checkShapes } from "../../../bench/shapes/check.ts";
import { areObtained } from "../../../bench/shapes/environment.ts";

for (const server of ["openai", "vllm", "sglang"] as const) {
  // `deno task bench shapes` obtains the models; a test downloads nothing.
  Deno.test(`checkShapes() tells sound bodies of ${server} from mistaken ones`, {
    ignore: !await areObtained(server),
  }, async (t) => {
    const cases = casesOf[server];
    const verdicts = await checkShapes(cases);
    for (const [at, { name, ignored, refusal }] of cases.entries()) {
      await t.step(name, () => {
        const verdict = verdicts[at];
        const errors = verdict?.errors.join("; ") ?? "";
        assert.deepEqual(verdict?.ignored, ignored);
        assert.equal(verdict?.ok, ignored.length === 0 && refusal === undefined);
        assert.ok(refusal === undefined ? errors === "" : errors.includes(refusal), errors);
      });
    }
  });
}

Deno.test("checkShapes() says which endpoint it knows no model for", {
  ignore: !await areObtained("openai"),
}, async () => {
  const [verdict] = await checkShapes([{ server: "openai", endpoint: "/generate", body: {} }]);
  assert.deepEqual(verdict?.errors, ["No request model of openai for /generate is known"]);
});

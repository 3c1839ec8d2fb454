import assert from "node:assert/strict";
import { chooseModel, type ListedModel } from "../../../plugins/_openai_wire/models.ts";

const model = (id: string): ListedModel => ({ id, ownedBy: "x" });
const choose = (ids: readonly string[], wanted: string) =>
  chooseModel(ids.map(model), wanted, "http://x/v1/models").id;

Deno.test("chooseModel() takes the one that is wanted, or the only one", () => {
  assert.equal(choose(["a", "b"], "b"), "b");
  assert.equal(choose(["a"], ""), "a");
  assert.equal(choose([], "b"), "b");
});

Deno.test("chooseModel() says which exist where the one that is wanted does not", () => {
  const fault = (ids: readonly string[], wanted: string) => {
    try {
      choose(ids, wanted);
    } catch (error) {
      const { code, message, hint } = error as { code: string; message: string; hint: string };
      assert.equal(code, "provider/model");
      return [message, hint];
    }
    return assert.fail("it was chosen");
  };
  assert.deepEqual(fault(["qwen-7b", "llama"], "qwen-7B"), [
    'Cannot ask "http://x/v1/models": it has no model "qwen-7B"',
    'Did you mean "qwen-7b"? It has: qwen-7b, llama',
  ]);
  assert.deepEqual(fault(["a", "b"], ""), [
    'Cannot ask "http://x/v1/models": it has 2 models and none is chosen',
    "It has: a, b",
  ]);
  assert.deepEqual(fault([], ""), [
    'Cannot ask "http://x/v1/models": it lists no model and none is named',
    "Set the option model",
  ]);
  const many = Array.from({ length: 20 }, (_, at) => `m${at}`);
  assert.match(fault(many, "other")[1] ?? "", /^It has: m0, .*m11, …$/);
});

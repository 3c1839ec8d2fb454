import assert from "node:assert/strict";
import { errorOf, ownName, throwing } from "../../../../plugins/examples/explore/throwing.ts";
import { draftOf } from "../project.ts";

const example = (call: string, value: string) => ({ call, value, file: "a.ts", span: { start: 0, end: 0 } });

Deno.test("errorOf() tells the class and the message that an example says", () => {
  assert.deepEqual(errorOf({ value: "throws" }), { name: "Error", message: "" });
  assert.deepEqual(errorOf({ value: "throws RangeError" }), { name: "RangeError", message: "" });
  assert.deepEqual(errorOf({ value: "throws RangeError: not: finite" }), {
    name: "RangeError",
    message: "not: finite",
  });
  assert.equal(errorOf({ value: '"throws"' }), undefined);
});

Deno.test("throwing() numbers the kinds of errors", () => {
  const rows = [
    example("f(0)", "throws A"),
    example("f(1)", "2"),
    example("f(2)", "throws B"),
    example("f(3)", "throws A"),
  ];
  const { calls, errors } = throwing(rows);
  assert.deepEqual(calls.map(({ call, kind }) => [call, kind]), [["f(0)", 0], ["f(2)", 1], ["f(3)", 0]]);
  assert.deepEqual(errors.map(({ name }) => name), ["A", "B"]);
});

Deno.test("ownName() is the function that the examples call, where that is a plain name", () => {
  const { hole } = draftOf("a.ts", "__", "body");
  assert.equal(ownName({ ...hole, examples: [example("size(node(1))", "1")] }), "size");
  assert.equal(ownName({ ...hole, examples: [example("new Tree().size()", "1")] }), "");
});

import assert from "node:assert/strict";
import { type FoundFault, newFaults } from "../../../plugins/_faults/new_faults.ts";

const fault = (start: number, end: number, message = "Cannot find name 'a'."): FoundFault => ({
  span: { start, end },
  code: 2304,
  message,
  isError: true,
});
const edit = (start: number, end: number, text: string) => ({ file: "a.ts", span: { start, end }, text });

Deno.test("newFaults() takes a fault of the same words at another place for new", () => {
  assert.deepEqual(newFaults([fault(0, 1)], [fault(5, 6)], []), [fault(5, 6)]);
  assert.deepEqual(newFaults([fault(0, 1)], [fault(0, 1)], []), []);
  assert.deepEqual(newFaults([fault(0, 1)], [fault(0, 1, "other")], []).length, 1);
});

Deno.test("newFaults() follows old faults behind what was put in above them", () => {
  const above = [edit(0, 0, "import x;\n")];
  assert.deepEqual(newFaults([fault(5, 6)], [fault(15, 16)], above), []);
  assert.deepEqual(newFaults([fault(5, 6)], [fault(5, 6)], above).length, 1);
});

Deno.test("newFaults() forgets the faults of what was replaced, not those around it", () => {
  const filled = [edit(4, 10, "b")];
  assert.deepEqual(newFaults([fault(4, 10)], [fault(4, 10)], filled).length, 1);
  assert.deepEqual(newFaults([fault(4, 12)], [fault(4, 7)], filled), []);
  assert.deepEqual(newFaults([fault(0, 12)], [fault(0, 7)], filled), []);
});

Deno.test("newFaults() counts: of two alike at one place one was there", () => {
  assert.deepEqual(newFaults([fault(0, 1)], [fault(0, 1), fault(0, 1)], []).length, 1);
  assert.deepEqual(newFaults([], [{ ...fault(0, 1), isError: false }], []), []);
});

import assert from "node:assert/strict";
import { freshFaults, isGood, verdictText } from "../../bench/demo/compiler.ts";

const OLD = "src/a.ts(3,4): error TS2322: Type 'string' is not assignable to type 'number'.";
const MOVED = OLD.replace("(3,4)", "(9,4)");
const NEW = "src/a.ts(5,1): error TS2304: Cannot find name 'x'.";

Deno.test("freshFaults() tells the faults that were not there before, wherever the old ones stand now", () => {
  assert.deepEqual(freshFaults([OLD], [MOVED, NEW]), [NEW]);
  assert.match(verdictText([MOVED, NEW], [NEW]), /finds new faults:\nsrc\/a\.ts\(5,1\)/);
  assert.match(verdictText([MOVED], []), /finds no fault but 1 that the open holes make/);
});

Deno.test("isGood() is false where nothing was filled, or something was broken", () => {
  assert.deepEqual([isGood({ filled: 1 }, []), isGood({ filled: 0 }, []), isGood({ filled: 1 }, [NEW])], [
    true,
    false,
    false,
  ]);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { StopText } from "../../../plugins/llama_local/stop_text.ts";

function read(stops: readonly string[], pieces: readonly string[]): { text: string; isStopped: boolean } {
  const watch = new StopText(stops);
  const text = pieces.map((piece) => watch.push(piece)).join("") + watch.end();
  return { text, isStopped: watch.isStopped };
}

Deno.test("push() gives a text up to the first stop, wherever pieces part it", () => {
  assert.deepEqual(read(["\n```"], ["a\n", "`", "``\nb"]), { text: "a", isStopped: true });
  assert.deepEqual(read(["END", "b"], ["a", "EN", "Db"]), { text: "a", isStopped: true });
});

Deno.test("push() holds back what may become a stop, and gives it when it did not", () => {
  const watch = new StopText(["abc"]);
  assert.deepEqual([watch.push("xab"), watch.push("d"), watch.push("ab"), watch.end()], [
    "x",
    "abd",
    "",
    "ab",
  ]);
  assert.equal(watch.isStopped, false);
});

Deno.test("push() knows no stop where there is none, or an empty one", () => {
  assert.deepEqual(read([], ["a", "b"]), { text: "ab", isStopped: false });
  assert.deepEqual(read([""], ["a", "b"]), { text: "ab", isStopped: false });
});

Deno.test("push() comes to the same however a text is parted", () => {
  const short = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 12 });
  const stop = fc.string({ unit: fc.constantFrom("a", "b", "\n"), minLength: 1, maxLength: 3 });
  fc.assert(fc.property(fc.array(short), fc.array(stop), (pieces, stops) => {
    const whole = pieces.join("");
    const places = stops.map((each) => whole.indexOf(each)).filter((at) => at >= 0);
    const text = places.length > 0 ? whole.slice(0, Math.min(...places)) : whole;
    const { text: parted, isStopped } = read(stops, pieces);
    assert.equal(isStopped, places.length > 0);
    // Of two stops that begin in one piece the first counts; one that is whole earlier ends the answer there.
    assert.ok(isStopped ? whole.startsWith(parted) && parted.length >= text.length : parted === text);
  }));
});

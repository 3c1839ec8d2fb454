/**
 * What every indexer must do, as tests that an indexer's own tests register.
 *
 * @module
 */

import assert from "node:assert/strict";
import type { Draft } from "../../core/code/hole.ts";
import { copyData } from "../../core/kernel/data.ts";
import type { Indexer } from "../../core/kernel/hooks.ts";
import { abortedCall, callNow, settles } from "./calls.ts";

/** What an indexer is tried on. */
export interface IndexerCase {
  /** Opens an indexer over a project that holds at least one hole; disposed after each test. */
  open(): Promise<{ readonly indexer: Indexer } & AsyncDisposable>;
  /** Files or folders in which holes are looked for. */
  readonly paths: readonly string[];
  /** A text that type-checks in the first hole, and one that does not. */
  readonly right: string;
  readonly wrong: string;
}

/** Registers the tests of one indexer. */
export function indexerContract(name: string, { open, paths, right, wrong }: IndexerCase): void {
  const test = (claim: string, body: (indexer: Indexer) => Promise<void>) =>
    Deno.test(`${name} ${claim}`, async () => {
      await using opened = await open();
      await body(opened.indexer);
    });

  test("answers with data, the same twice", async (indexer) => {
    const first = await askAll(indexer, paths, right);
    assert.deepEqual(copyData(first, "answers"), first);
    assert.deepEqual(await askAll(indexer, paths, right), first);
  });

  test("lists its files sorted and relative, each once", async (indexer) => {
    const files = await indexer.files(callNow());
    assert.deepEqual(files, [...new Set(files)].sort());
    assert.deepEqual(
      files.filter((file) => file.startsWith("/") || file.startsWith(".") || file.includes("\\")),
      [],
    );
  });

  test("leaves out no file that it lists", async (indexer) => {
    const files = new Set(await indexer.files(callNow()));
    const left = await indexer.leftOut?.(callNow()) ?? [];
    assert.deepEqual(left.filter(({ file, reason }) => files.has(file) || reason === ""), []);
  });

  test("has no fault to find in the config of a sound project", async (indexer) => {
    assert.deepEqual(await indexer.diagnostics?.(await indexer.files(callNow()), callNow()) ?? [], []);
  });

  test("finds holes with spans in their file's order, each with its own id", async (indexer) => {
    const holes = await indexer.holes(paths, callNow());
    assert.ok(holes.length > 0);
    assert.equal(new Set(holes.map(({ id }) => id)).size, holes.length);
    for (const [at, { file, span, snapshot }] of holes.entries()) {
      assert.ok(span.start < span.end);
      assert.match(snapshot, /^[0-9a-f]{16}$/);
      const before = holes.slice(0, at).filter((other) => other.file === file).at(-1);
      assert.ok(!before || before.span.start <= span.start);
    }
  });

  test("sifts each text on its own, in order", async (indexer) => {
    const draft = await firstDraft(indexer, paths);
    assert.deepEqual(await indexer.sift(draft, [right, wrong, right], callNow()), [true, false, true]);
    assert.deepEqual(await indexer.sift(draft, [], callNow()), []);
  });

  test("offers terms with one part more than slots, and costs that are no less than 0", async (indexer) => {
    const draft = await firstDraft(indexer, paths);
    const scope = await indexer.scope(draft, callNow());
    const terms = scope?.expected ? await indexer.fits(draft, scope.expected, callNow()) : [];
    for (const { parts, slots, cost } of terms) {
      assert.equal(parts.length, slots.length + 1);
      assert.ok(cost >= 0);
    }
  });

  test("edits so that the text stands in the hole's file", async (indexer) => {
    const draft = await firstDraft(indexer, paths);
    const edits = await indexer.edits({ ...draft, text: right }, [], callNow());
    assert.ok(edits.some(({ file, text }) => file === draft.hole.file && text.includes(right)));
  });

  test("tells of declarations no more than were asked for, whole only when asked", async (indexer) => {
    if (!indexer.symbols) return; // an indexer may do without
    const ask = { name: "", limit: 1, isWhole: false };
    const [one, ...more] = await indexer.symbols(ask, callNow());
    assert.deepEqual(more, []);
    if (!one) return; // a project may declare nothing
    assert.equal(one.signature, undefined);
    const whole = await indexer.symbols({ ...ask, name: one.name, file: one.file, isWhole: true }, callNow());
    assert.deepEqual(whole.map(({ name, file }) => [name, file]), [[one.name, one.file]]);
    assert.ok(whole[0]?.signature?.includes(one.name) && whole[0].members);
  });

  test("tells what is related most useful first, each piece with its reason and no longer in its short form", async (indexer) => {
    if (!indexer.related) return; // an indexer may do without
    const items = await indexer.related(await firstDraft(indexer, paths), callNow());
    const scores = items.map(({ score }) => score);
    assert.deepEqual(scores, scores.toSorted((a, b) => b - a));
    for (const { text, short = text, reason } of items) {
      assert.ok(text !== "" && reason !== "");
      assert.ok(short !== "" && short.length <= text.length, short);
    }
  });

  test("finds a place for new code in its own files, and lays nothing there without a head", async (indexer) => {
    if (!indexer.place) return; // an indexer may do without
    const { hole: { file } } = await firstDraft(indexer, paths);
    const wish = { intent: "count words", examples: [], file, isNew: false, isFree: false };
    const placement = await indexer.place(wish, callNow());
    assert.ok(placement?.hole);
    const { hole, edits, head, faults, reason } = placement;
    assert.deepEqual([hole.file, hole.kind, edits, head, faults], [file, "declaration", [], "", []]);
    assert.ok(reason !== "" && hole.span.start === hole.span.end);
    const refused = await indexer.place({ ...wish, head: "no code at all" }, callNow());
    assert.ok(refused && refused.faults.length > 0);
    assert.equal(await indexer.place({ ...wish, file: "a.unknown" }, callNow()), undefined);
  });

  test("honours an abort", async (indexer) => {
    const draft = await firstDraft(indexer, paths);
    await settles(indexer.sift(draft, [right], abortedCall()));
    await settles(indexer.scope(draft, abortedCall()));
  });
}

async function firstDraft(indexer: Indexer, paths: readonly string[]): Promise<Draft> {
  const [hole] = await indexer.holes(paths, callNow());
  assert.ok(hole, "the project holds no hole");
  return { hole, text: "", edits: [] };
}

async function askAll(indexer: Indexer, paths: readonly string[], right: string): Promise<unknown> {
  const draft = await firstDraft(indexer, paths);
  const scope = await indexer.scope(draft, callNow());
  return {
    files: await indexer.files(callNow()),
    holes: await indexer.holes(paths, callNow()),
    scope,
    fits: scope?.expected ? await indexer.fits(draft, scope.expected, callNow()) : [],
    sift: await indexer.sift(draft, [right], callNow()),
    edits: await indexer.edits({ ...draft, text: right }, [], callNow()),
    related: await indexer.related?.(draft, callNow()) ?? [],
    symbols: await indexer.symbols?.({ name: "", limit: 9, isWhole: true }, callNow()) ?? [],
  };
}

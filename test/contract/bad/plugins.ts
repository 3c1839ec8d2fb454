/**
 * Contributions that break every clause of their contracts. Run by `contract_test.ts`, where each must fail.
 *
 * @module
 */

import type { Chunk, Indexer, Provider, Validator } from "../../../core/kernel/plugin.ts";
import { hole, request } from "../../core/kernel/toy.ts";
import { indexerContract } from "../indexer.ts";
import { providerContract } from "../provider.ts";
import { validatorContract } from "../validator.ts";

let calls = 0;
let judged = 0;
const disposed = { [Symbol.asyncDispose]: () => Promise.resolve() };
const wrong = () => Promise.reject(new RangeError("not the abort"));
const change = { edits: [], files: [{ file: "a.toy", text: "1" }] };

const span = { start: 0, end: 1 };
const symbol = { name: "x", kind: "word", file: "a.toy", span, isExported: false, container: "" };

const indexer: Indexer = {
  files: () => Promise.resolve(["/b.toy", "a.toy"]),
  update: () => Promise.resolve(),
  diagnostics: () =>
    Promise.resolve([{ file: "a.toy", span, severity: "error", code: "T1", message: "", source: "bad" }]),
  holes: () => Promise.resolve([hole, hole]),
  scope: () => Promise.resolve({ expected: { key: `${calls++}`, type: "x" }, bindings: [], isCapped: false }),
  fits: () => Promise.resolve([{ parts: [], slots: [], cost: -1, form: "x", needs: [] }]),
  sift: (_draft, texts, { signal }) => signal.aborted ? wrong() : Promise.resolve(texts.map(() => true)),
  edits: () => Promise.resolve([]),
  symbols: () => Promise.resolve([symbol, symbol]),
  place: () =>
    Promise.resolve({
      ...{ language: "toy", reason: "", hole, span, faults: [], head: "x", form: "", enough: "" },
      edits: [{ file: "a.toy", span, text: "x" }],
    }),
};

const validator: Validator = {
  stage: "static",
  validate: (_change, _hole, { signal }) => {
    const state = judged++ % 2 ? "valid" as const : "unchecked" as const;
    return signal.aborted
      ? wrong()
      : Promise.resolve({ validator: "bad", state, diagnostics: [], notes: [] });
  },
  watch: () =>
    Promise.resolve({
      whole: (revision) =>
        Promise.resolve({ revision: 0 * revision, checkedTo: 0, isComplete: false, faults: [], starts: [] }),
      check: (revision, written, { signal }) => {
        if (signal.aborted) return wrong();
        const fault = {
          file: "b.toy",
          span,
          severity: "error" as const,
          code: "T2",
          message: "",
          source: "bad",
        };
        const faults = written.length % 2 ? [fault] : [];
        return Promise.resolve({
          revision: revision - 1,
          checkedTo: 99,
          isComplete: true,
          faults,
          starts: [],
        });
      },
      ...disposed,
    }),
};

const provider: Provider = {
  async *complete(_request, { signal }): AsyncGenerator<Chunk> {
    if (signal.aborted) await wrong();
    const end = { kind: "end" as const, answer: 7, reason: "complete" as const, needs: [] };
    yield { ...end, cost: Infinity };
    yield { kind: "text", answer: 7, text: "one" };
    yield { ...end, cost: calls++ };
  },
};

indexerContract("bad indexer", {
  open: () => Promise.resolve({ indexer, ...disposed }),
  paths: ["."],
  right: "one",
  wrong: "three",
});
validatorContract("bad validator", {
  open: () => Promise.resolve({ validator, ...disposed }),
  clean: [change],
  faulty: [{ change, codes: ["T1"] }],
  watched: { draft: { hole, text: "", edits: [] }, right: ["one"], wrong: [{ text: "two", code: "T1" }] },
});
providerContract("bad provider", { open: () => Promise.resolve({ provider, ...disposed }), request });

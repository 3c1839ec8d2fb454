// An indexer of the language `toy`: its files are an option, its terms the words of another option.

import { z } from "zod";
import { definePlugin } from "../../../../core/kernel/plugin.ts";
import { hole } from "../toy.ts";

export default definePlugin({
  manifest: {
    name: "words",
    version: "1.0.0",
    contract: 1,
    description: "Knows words.",
    points: ["indexer"],
    languages: ["toy"],
    permissions: { read: ["."] },
  },
  options: z.strictObject({
    files: z.array(z.string()).default([]),
    words: z.array(z.string()).default(["one", "two"]),
  }),
  setup: ({ files, words }) => ({
    indexer: {
      files: () => Promise.resolve(files),
      update: () => Promise.resolve(),
      holes: () => Promise.resolve([hole]),
      scope: () =>
        Promise.resolve({
          expected: { key: "whole", type: "number" },
          bindings: words.map((name) => ({ name, type: "number", kind: "local" as const, distance: 0 })),
          isCapped: false,
        }),
      fits: () =>
        Promise.resolve(
          words.map((word, cost) => ({ parts: [word], slots: [], cost, form: "name", needs: [] })),
        ),
      sift: (_draft, texts) => Promise.resolve(texts.map((text) => words.includes(text))),
      symbols: ({ name, limit, isWhole }) =>
        Promise.resolve(
          words.filter((word) => word.startsWith(name)).slice(0, limit).map((word) => ({
            ...{ name: word, kind: "word", file: files[0] ?? "", span: { start: 0, end: word.length } },
            ...{ isExported: false, container: "" },
            ...(isWhole ? { signature: word, doc: "", members: [] } : {}),
          })),
        ),
      edits: (draft) => Promise.resolve([{ file: draft.hole.file, span: draft.hole.span, text: draft.text }]),
    },
  }),
});

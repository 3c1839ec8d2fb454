import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import words from "../core/kernel/plugins/words.ts";
import { hole, request } from "../core/kernel/toy.ts";
import { indexerContract } from "./indexer.ts";
import { providerContract } from "./provider.ts";
import { faultless, speaker } from "./toys.ts";
import { validatorContract } from "./validator.ts";

/** As plugins are opened in their own tests: the contribution, and how to end it. */
function opened<T extends object>(contribution: T): Promise<T & AsyncDisposable> {
  return Promise.resolve({ ...contribution, [Symbol.asyncDispose]: () => Promise.resolve() });
}

const change = (text: string) => ({ edits: [], files: [{ file: "a.toy", text }] });

// deno-lint-ignore no-explicit-any -- this plugin asks nothing of its context
const { indexer } = await words.setup({ files: ["a.toy"], words: ["one", "two"] }, {} as any);
indexerContract("words", { open: () => opened({ indexer }), paths: ["."], right: "one", wrong: "three" });
validatorContract("toy validator", {
  open: () => opened({ validator: faultless }),
  hole,
  clean: [change("1")],
  faulty: [{ change: change("?"), codes: ["T1"] }],
  watched: { draft: { hole, text: "", edits: [] }, right: ["one two"], wrong: [{ text: "a?b", code: "T1" }] },
});
providerContract("toy provider", { open: () => opened({ provider: speaker }), request });

Deno.test("the contracts catch a plugin that breaks them", async () => {
  const run = new Deno.Command(Deno.execPath(), {
    args: [
      "test",
      "--no-lock",
      "--no-check",
      "-A",
      fileURLToPath(new URL("./bad/plugins.ts", import.meta.url)),
    ],
    env: { NO_COLOR: "1" },
  });
  const { stdout } = await run.output();
  const failed = [...new TextDecoder().decode(stdout).matchAll(/^(.+) \.\.\. FAILED/gm)].map(([, name]) =>
    name
  );
  assert.deepEqual(failed, [
    "bad indexer answers with data, the same twice",
    "bad indexer lists its files sorted and relative, each once",
    "bad indexer has no fault to find in the config of a sound project",
    "bad indexer finds holes with spans in their file's order, each with its own id",
    "bad indexer sifts each text on its own, in order",
    "bad indexer offers terms with one part more than slots, and costs that are no less than 0",
    "bad indexer edits so that the text stands in the hole's file",
    "bad indexer tells of declarations no more than were asked for, whole only when asked",
    "bad indexer finds a place for new code in its own files, and lays nothing there without a head",
    "bad indexer honours an abort",
    "bad validator finds no fault in any prefix of a right text",
    "bad validator tells a fault in what is written, and keeps to it",
    "bad validator judges a text behind which nothing follows, whatever it was told before",
    "bad validator answers each check with data, and an older one with what is newest",
    "bad validator keeps sessions apart",
    "bad validator honours an abort of a check",
    "bad validator finds clean change 0 valid",
    "bad validator finds T1 in faulty change 0",
    "bad validator answers with data, the same twice",
    "bad validator says of each change the same in another order",
    "bad validator honours an abort",
    "bad provider answers with data",
    "bad provider answers the same twice",
    "bad provider ends each answer once, after its text, and the request with one usage",
    "bad provider numbers its answers from 0 and gives no more than were asked for",
    "bad provider honours an abort before it begins",
  ]);
});

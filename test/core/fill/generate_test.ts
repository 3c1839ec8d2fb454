import assert from "node:assert/strict";
import type { NewCode } from "../../../core/code/wish.ts";
import type { Candidate, Outcome } from "../../../core/code/outcome.ts";
import { ranked } from "../../../core/fill/place.ts";
import type { Maze, MazeOptions } from "../../../core/maze.ts";
import { ProviderError } from "../../../core/kernel/provider_error.ts";
import { entryOf, plugin } from "../kernel/toy.ts";
import { able, checker, model, type Script } from "./decode/scripted.ts";
import { openToy, type Said } from "./toy.ts";

const FILES = { "word.toy": "slug(x) = x", "sum.toy": "total(x) = x" };

/** What is asked of a model, and what of everybody else. */
interface Setting {
  readonly scripts?: readonly Script[];
  readonly said?: readonly Said[];
  readonly options?: Partial<MazeOptions>;
  readonly files?: Readonly<Record<string, string>>;
}

/** Writes new code in a toy project, and gives work what came of it. */
async function generated(
  asked: NewCode,
  { scripts, said = ["x"], options = {}, files = FILES }: Setting,
  work: (
    outcome: Outcome,
    more: { readonly maze: Maze; readonly asked: ReturnType<typeof model>["asked"] },
  ) => void | Promise<void> = () => {},
): Promise<void> {
  const writer = model(scripts ?? []);
  const plugins = [...options.plugins ?? [], ...(scripts ? [writer.entry] : [])];
  await using maze = await openToy(files, said, {}, { ...options, plugins });
  const [outcome, ...more] = await Array.fromAsync(maze.generate(asked));
  assert.ok(outcome && more.length === 0);
  await work(outcome, { maze, asked: writer.asked });
}

const INTO = { intent: "twice", into: "sum.toy" };

Deno.test("generate() asks for the head alone, then fills what is below it, and gives all of it as one change", async () => {
  await generated(INTO, { scripts: ["twice(x) = x*2", "x*2"] }, (outcome, { maze, asked }) => {
    assert.deepEqual([outcome.filled, outcome.hole.kind, outcome.hole.intent], [
      "yes",
      "declaration",
      "twice",
    ]);
    assert.deepEqual(outcome.placed, {
      file: "sum.toy",
      isNew: false,
      reason: "at the end",
      head: "twice(x)",
    });
    const [first] = outcome.candidates;
    assert.equal(first?.text, "twice(x) = x*2");
    assert.deepEqual(first?.change.edits, [{
      file: "sum.toy",
      span: { start: 12, end: 12 },
      text: "\ntwice(x) = x*2",
    }]);
    assert.deepEqual(maze.changes().files, [{ file: "sum.toy", text: "total(x) = x\ntwice(x) = x*2" }]);
    const [head, body] = asked.map(({ request }) => request);
    assert.equal(head?.draft.hole.kind, "declaration");
    assert.match(head?.prompt.instruction.join("\n") ?? "", /Write only its head[^]*NAME\(x\)/);
    assert.deepEqual([head?.prompt.before, head?.prompt.after], ["total(x) = x\n# new\n", "\n"]);
    assert.equal(head?.draft.hole.intent, ""); // the comment above says it
    assert.match(body?.prompt.before ?? "", /twice\(x\) = $/);
    assert.deepEqual([asked[0]?.isLeft, asked[0]?.tokens], [true, 4]);
    assert.equal(outcome.cost.outputTokens, 4 + 3); // the head, and what is below it
  });
});

/** What a model is told of a head that was refused. */
const toldOf = (head: string) =>
  `This was written there before, and it is wrong:\n\n${head}\n\nWhat is wrong with it:\n- no At: ${head} = ?`;

Deno.test("generate() tells each head that was refused, once", async () => {
  const told = (prompt: string | undefined) => prompt?.match(/This was written there before[^]*/)?.[0];
  const heads = ["wrong(x)", "wronger(x)", "twice(x)", "x*2"];
  await generated(INTO, { scripts: heads }, (outcome, { asked }) => {
    assert.equal(outcome.placed?.head, "twice(x)");
    const prompts = asked.map(({ request }) => told(request.prompt.instruction.join("\n")));
    const [one = "", other = ""] = heads.map(toldOf);
    assert.deepEqual(prompts.slice(0, 3), [undefined, one, `${one}\n${other}`]);
    assert.equal(prompts[3], undefined); // what is below the head is another question
  });
  await generated(INTO, { scripts: ["wrong(x)", "wrong(x)", "twice(x)", "x*2"] }, (_, { asked }) => {
    assert.equal(told(asked[2]?.request.prompt.instruction.join("\n")), toldOf("wrong(x)"));
  });
});

Deno.test("generate() asks again with what is wrong with a head, three times at most", async () => {
  await generated(INTO, { scripts: ["wrong(x)", "twice(x)", "x*2"] }, (outcome, { asked }) => {
    assert.equal(outcome.filled, "yes");
    assert.deepEqual(outcome.notes.map(({ code, text }) => `${code} ${text}`).slice(0, 1), [
      "head-refused wrong(x): TOY3: no",
    ]);
    assert.equal(asked[1]?.request.prompt.instruction.at(-1), toldOf("wrong(x)"));
    assert.equal(asked[1]?.request.sampling.attempt, 1);
  });
  await generated(INTO, { scripts: Array(9).fill("wrong(x)") }, (outcome, { maze, asked }) => {
    assert.deepEqual([outcome.filled, outcome.candidates, asked.length], ["no", [], 3]);
    assert.equal(outcome.notes.at(-1)?.code, "no-head");
    assert.deepEqual([outcome.placed?.head, maze.changes().files], ["", []]);
  });
});

Deno.test("generate() reads no head on behind the end of its declaration, where a watch tells it", async () => {
  const more = " a b c d e f g h i j k l m n o p q r s t".repeat(9);
  const readOf = async (watch: boolean) => {
    let read: unknown;
    const options = { plugins: [checker().entry], fill: { watch } };
    await generated(INTO, { scripts: [`twice; END${more}`, "x*2"], options }, (outcome, { asked }) => {
      const head = outcome.placed?.head ?? "";
      read = [
        asked[0]?.isLeft,
        (asked[0]?.tokens ?? 0) < 100,
        head.startsWith("twice; END"),
        head.length < 300,
      ];
    });
    return read;
  };
  assert.deepEqual(await readOf(true), [true, true, true, true]);
  assert.deepEqual(await readOf(false), [false, false, true, false]);
});

Deno.test("generate() takes a head from the examples where no model is, and says that one is needed where they give none", async () => {
  await generated({ ...INTO, examples: ["twice(1) => 2"] }, {}, (outcome) => {
    assert.deepEqual([outcome.filled, outcome.placed?.head], ["yes", "twice(x)"]);
  });
  await generated(INTO, {}, ({ filled, notes }) => {
    assert.equal(filled, "no");
    assert.match(notes[0]?.text ?? "", /written by a model, and none is listed/);
  });
  await generated(
    { ...INTO, examples: ["twice(1) => 2"] },
    { scripts: Array(9).fill("wrong(x)") },
    (outcome) => {
      assert.equal(outcome.placed?.head, "twice(x)");
    },
  );
});

Deno.test("generate() judges a head that is all of its declaration as it stands", async () => {
  await generated(INTO, { scripts: ["whole(x)", "x"] }, ({ filled }) => assert.equal(filled, "yes"));
  const enough = { scripts: ["whole"] };
  await generated(INTO, enough, ({ filled, candidates: [only] }) => {
    assert.deepEqual([filled, only?.text, only?.verdict.state], ["yes", "whole = 1", "valid"]);
  });
});

Deno.test("generate() makes a file that is not there, and leaves all as it was where nothing is chosen", async () => {
  const into = { intent: "twice", into: "new.toy" };
  await generated(into, { scripts: ["twice(x)", "x*2"] }, async ({ placed }, { maze }) => {
    assert.deepEqual([placed?.isNew, placed?.reason], [true, "a new file"]);
    assert.deepEqual(await maze.write(), ["new.toy"]);
    assert.equal(await Deno.readTextFile(`${maze.root}/new.toy`), "twice(x) = x*2");
    assert.deepEqual(await maze.undo(), ["new.toy"]);
    await assert.rejects(Deno.stat(`${maze.root}/new.toy`), Deno.errors.NotFound);
  });
  const nothing = { choose: (): Candidate | undefined => undefined };
  await generated({ ...into, ...nothing }, { scripts: ["twice(x)", "x*2"] }, async ({ filled }, { maze }) => {
    assert.equal(filled, "yes");
    assert.deepEqual([maze.changes().files, await maze.write()], [[], []]);
    assert.deepEqual(await Array.fromAsync(maze.find()), []);
  });
});

Deno.test("generate() finds the file whose names say most of what is wanted, and says which words", async () => {
  await generated({ intent: "slug of a word" }, { scripts: ["part(x)", "x"] }, ({ placed }) => {
    assert.equal(placed?.file, "word.toy");
    assert.equal(placed?.reason, 'its names say "slug", "word"; at the end');
  });
});

Deno.test("ranked() counts a word for more that few files say", () => {
  const symbol = (name: string, file: string) => ({ name, file });
  const all = [symbol("readItem", "a.ts"), symbol("writeItem", "b.ts"), symbol("itemPrice", "c.ts")];
  assert.deepEqual(ranked("the price of an item", all), [
    { file: "c.ts", words: ["price", "item"] },
    { file: "a.ts", words: ["item"] },
    { file: "b.ts", words: ["item"] },
  ]);
  assert.deepEqual(ranked("something else", all), []);
});

const refusals: readonly (readonly [claim: string, asked: NewCode, code: string])[] = [
  ["an empty intent", { intent: "  " }, "generate/intent"],
  ["a language that nobody knows", { intent: "twice", language: "cobol" }, "generate/language"],
  ["a file of such a language", { intent: "twice", into: "new.zig" }, "generate/language"],
  ["a file outside of the project", { intent: "twice", into: "../new.toy" }, "write/outside"],
  ["a file without a folder", { intent: "twice", into: "none/new.toy" }, "write/unreadable"],
  ["a file that the project's tools do not see", { intent: "twice", into: "hidden.toy" }, "generate/unseen"],
  ["a name in a file that is not there", { intent: "twice", into: "new.toy#f" }, "generate/no-name"],
  ["an intent that no file's names say anything of", { intent: "zzz" }, "generate/no-file"],
];

for (const [claim, asked, code] of refusals) {
  Deno.test(`generate() refuses ${claim}`, async () => {
    await using maze = await openToy(FILES, ["x"]);
    await Deno.writeTextFile(`${maze.folder}/hidden.toy`, "");
    await assert.rejects(Array.fromAsync(maze.generate(asked)), { code });
    assert.deepEqual(maze.changes().files, []);
  });
}

Deno.test("generate() throws what the only model threw, and goes on with the examples where it can", async () => {
  const error = new ProviderError("Cannot ask model: gone", { code: "provider/gone", isRetryable: false });
  const gone = entryOf(plugin("gone", ["provider"], () => ({
    provider: {
      capabilities: () => Promise.resolve(able),
      complete: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) }),
    },
  })));
  const options = { plugins: [gone] };
  await assert.rejects(generated(INTO, { options }), { code: "provider/gone" });
  await generated({ ...INTO, examples: ["twice(1) => 2"] }, { options }, ({ filled, notes }) => {
    assert.equal(filled, "yes");
    assert.match(notes[0]?.text ?? "", /^gone gave no head: Cannot ask model: gone$/);
  });
});

Deno.test("generate() spends one budget on head and body, and sends no file that holds secrets", async () => {
  const options = { fill: { maxTokens: 40 } };
  await generated(INTO, { scripts: ["twice(x)", "x*2"], options }, ({ filled, notes }, { asked }) => {
    assert.equal(asked.length, 0);
    assert.equal(filled, "no");
    assert.match(notes[0]?.text ?? "", /not asked for a head: nothing is left/);
  });
  const files = { ".env.toy": "key(x) = x" };
  await generated(
    { intent: "key", into: ".env.toy" },
    { scripts: ["twice(x)"], files },
    ({ filled }, { asked }) => {
      assert.deepEqual([filled, asked.length], ["no", 0]);
    },
  );
});

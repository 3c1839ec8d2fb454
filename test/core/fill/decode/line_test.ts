import assert from "node:assert/strict";
import { Attempts } from "../../../../core/fill/attempts.ts";
import { Budget } from "../../../../core/fill/budget.ts";
import type { FillOptions } from "../../../../core/fill/context.ts";
import { draft } from "../../kernel/toy.ts";
import { withContext } from "../context.ts";
import { able, checker, type CheckerOptions, model, type Said, type Script, tokensIn } from "./scripted.ts";

/** What becomes of the first answer that a model is asked for. */
async function line(
  scripts: readonly Script[],
  { options = {}, ...more }: CheckerOptions & Parameters<typeof model>[1] & {
    readonly options?: Partial<FillOptions>;
  } = {},
) {
  const [writer, judge] = [model(scripts, more), checker(more)];
  const told: {
    moves: string[];
    text: string | undefined;
    cost: number;
    notes: string[];
    patchOdds: number;
  } = {
    ...{ moves: [], text: undefined, cost: 0, notes: [], patchOdds: 0 },
  };
  await withContext([writer.entry, judge.entry], async (context) => {
    context.kernel.steps.subscribe(({ name }) =>
      name.startsWith("mend.") && void told.moves.push(name.slice(5))
    );
    const budget = new Budget(context.options);
    const { answers: [answer], notes } = await new Attempts(context, draft, budget).next();
    told.patchOdds = context.odds.of("patch");
    told.text = answer?.text;
    told.cost = answer?.cost ?? 0;
    told.notes = notes.map(({ text }) => text);
  }, options);
  const kept = writer.asked.map(({ request }) => request.draft.text);
  return { ...told, kept, asked: writer.asked, judge };
}

/** So much is written that it is worth keeping. */
const BEFORE = Array.from({ length: 16 }, (_, at) => `a${at}; `).join("");

Deno.test("a sample without a fault is the first stream as it comes", async () => {
  const { text, asked, moves, judge, cost } = await line(["one; two;"]);
  assert.equal(text, "one; two;");
  assert.deepEqual([asked.length, moves, asked[0]?.isLeft], [1, [], false]);
  assert.ok(Math.abs(cost - 4 * -Math.log(0.9)) < 1e-9);
  assert.ok(judge.checked.includes("one; two;"));
});

Deno.test("an answer ends where the hole is full, whatever the model would write on", async () => {
  const { text, asked } = await line(["one; two; END and much more that nobody reads in the end"]);
  assert.equal(text, "one; two;");
  assert.equal(asked[0]?.isLeft, true);
});

Deno.test("a fault stops the stream, and the model goes on from the tokens before its statement", async () => {
  const { text, asked, moves, kept } = await line([
    `${BEFORE}one; two; bad three; four; five; six; seven; eight; nine; ten; eleven;`,
    " right;",
  ]);
  assert.equal(text, `${BEFORE}one; two; right;`);
  assert.deepEqual([moves, kept], [["rewind"], ["", `${BEFORE}one; two;`]]);
  assert.ok((asked[0]?.tokens ?? 99) < 46, `read ${asked[0]?.tokens}`);
  assert.equal(asked[1]?.request.written?.text, `${BEFORE}one; two;`);
  assert.equal(asked[1]?.request.written?.ids.length, 36);
  assert.deepEqual(asked.map(({ request }) => request.sampling.attempt ?? 0), [0, 1]);
});

Deno.test("a choice that was likely to be another is drawn again without it, and the rest is free", async () => {
  const { text, moves, kept, asked } = await line([
    [{ text: "one" }, { text: ";" }, { text: " bad", p: 0.5, top: { " good": 0.4, " ba": 0.1 } }, {
      text: ";",
    }],
    ";",
  ]);
  assert.deepEqual([text, moves, kept], ["one; good;", ["exclude"], ["", "one; good"]]);
  assert.equal(asked[1]?.request.written?.text, "one; good");
});

Deno.test("the model starts anew where the fault is near the beginning, or comes again", async () => {
  const early = await line(["bad; two; three; four;", "one;"]);
  assert.deepEqual([early.text, early.moves, early.kept], ["one;", ["restart"], ["", ""]]);
  const again = await line([
    `${BEFORE}one; two; bad; x;`,
    " bad; x;",
    " bad; x;",
    " bad; x;",
    "whole;",
    "whole;",
  ]);
  assert.equal(again.text, "whole;");
  assert.equal(again.moves.at(-1), "restart");
  assert.ok(again.moves.includes("rewind"));
});

Deno.test("each move is made once at a place, and the streams of a hole are bounded", async () => {
  const { asked, moves, kept } = await line(Array(99).fill("one; two; bad; x;"), { options: { streams: 7 } });
  assert.equal(asked.length, 7);
  const places = moves.map((move, at) => `${move} ${kept[at + 1]}`).filter((place) =>
    place.startsWith("rewind")
  );
  assert.equal(new Set(places).size, places.length);
});

Deno.test("where nothing helps, what filled the hole is shown with what is wrong", async () => {
  const { text, notes } = await line(Array(9).fill("one; bad END"), {
    options: { streams: 3, moves: ["restart"] },
  });
  assert.equal(text, "one; bad");
  assert.match(notes.join(), /model wrote 3 times, each with a fault; the last: T1: bad/);
  const half = await line(["one; bad; " + "more; ".repeat(40)], { options: { moves: [] } });
  assert.deepEqual([half.text, half.notes.length], [undefined, 1]);
});

Deno.test("only what is allowed is done about a fault", async () => {
  const scripts = ["one; two; bad three; x;", "one;"];
  const restart = await line(scripts, { options: { moves: ["restart"] } });
  assert.deepEqual([restart.text, restart.moves], ["one;", ["restart"]]);
  const nothing = await line(scripts, { options: { moves: [] } });
  // Where the stream has ended before it was judged, its text is shown with what is wrong.
  assert.deepEqual([nothing.moves, nothing.asked.length], [[], 1]);
  assert.match(nothing.notes.join(), /a fault/);
});

Deno.test("nobody watches where that is not wanted", async () => {
  const { text, judge, asked } = await line(["one; bad; x;"], { options: { watch: false } });
  assert.deepEqual([text, judge.opened(), asked.length], ["one; bad; x;", 0, 1]);
});

Deno.test("a model that can not go on starts anew", async () => {
  const can = { ...able, continuation: "none", logprobs: 0 } as const;
  const { text, moves, kept } = await line(["one; two; three; bad; x;", "one;"], { can });
  assert.deepEqual([text, moves, kept], ["one;", ["restart"], ["", ""]]);
});

Deno.test("a model that goes on from text is given the text before the faulty statement", async () => {
  const can = { ...able, continuation: "text", logprobs: 0 } as const;
  const { text, kept, asked } = await line(["one; two; three; four; bad; x;", " right;"], { can });
  assert.deepEqual([text, kept], ["one; two; three; four; right;", ["", "one; two; three; four;"]]);
  assert.equal(asked[1]?.request.written, undefined);
});

Deno.test("a fix that is the only right one goes in, and the model writes on behind it", async () => {
  const remedies = (text: string) => [{
    ...{ kind: "patch" as const, mends: "T1", reason: "spelling", text: text.replace("bad", "good") },
    needs: [{ name: "good", from: "./good.ts", kind: "named" as const }],
  }];
  const { text, moves, kept } = await line(["one; bad;" + " more;".repeat(40), " two;"], { remedies });
  assert.deepEqual(moves, ["patch"]);
  assert.match(kept[1] ?? "", /^one; good;/);
  assert.equal(text, `${kept[1]} two;`);
});

Deno.test("several fixes in a row go in where each leaves fewer faults", async () => {
  const one = (text: string) => text.replace("bad", "good");
  const remedies = (text: string) => [
    { ...{ kind: "patch" as const, mends: "T1", reason: "" }, text: `${text}bad; bad;`, needs: [] },
    { ...{ kind: "patch" as const, mends: "T1", reason: "" }, text: one(text), needs: [] },
  ];
  const { text, moves, asked } = await line([[{ text: "one; bad; bad; bad; END" }]], {
    remedies,
    options: { moves: ["patch"] },
  });
  assert.deepEqual([text, moves, asked.length], ["one; good; good; good;", ["patch"], 1]);
});

Deno.test("a fix that leaves a fault is none, and one that fills the hole ends it", async () => {
  const remedy = (
    text: string,
  ) => [{ ...{ kind: "patch" as const, mends: "T1", reason: "", text }, needs: [] }];
  const useless = await line([`${BEFORE}two; bad; x;`, " right;"], {
    remedies: (text) => remedy(`${text}bad;`),
  });
  assert.deepEqual([useless.moves, useless.text], [["rewind"], `${BEFORE}two; right;`]);
  const whole = await line(["one; bad END"], { remedies: (text) => remedy(text.replace("bad", "good")) });
  assert.deepEqual([whole.moves, whole.text, whole.asked.length], [["patch"], "one; good", 1]);
  assert.ok(whole.patchOdds > useless.patchOdds, "a fix that ended well is remembered");
});

Deno.test("what is drawn instead of a name begins one that a repairer names", async () => {
  const script = [
    ...tokensIn(BEFORE).map((text) => ({ text })),
    {
      ...{ text: "bad", p: 0.4, top: { other: 0.3, good: 0.2 } },
    },
    { text: ";" },
    { text: " x" },
    { text: ";" },
  ];
  const moved = async (names: readonly string[]) => {
    const choice = { kind: "choose" as const, mends: "T1", reason: "", names };
    const options = { moves: ["exclude" as const], streams: 2 };
    return await line([script, " right;"], { remedies: () => [choice], options });
  };
  const { moves, kept } = await moved(["goodness", "good"]);
  assert.deepEqual([moves, kept[1]], [["exclude"], `${BEFORE}good`]);
  assert.deepEqual((await moved(["elsewhere"])).moves, []);
});

Deno.test("the model is bound to go on with a name that may stand there where none of them was likely", async () => {
  const script = (text: string, p?: number): Said[] =>
    tokensIn(text).map((text) => ({ text, ...(p ? { p } : {}) }));
  const choice = { kind: "choose" as const, mends: "T1", reason: "", names: ["good", "better", "bad"] };
  const bound = async (begins: boolean, after = 0.9) =>
    await line([[...script(BEFORE.trimEnd()), { text: " bad", p: 0.95, top: { " other": 0.02 } }, {
      text: ";",
    }, {
      text: " x",
    }], [
      { text: " good", p: after },
      { text: ";" },
    ]], {
      ...{ can: { ...able, begins }, remedies: () => [choice] },
      options: { moves: ["exclude"], streams: 2 },
    });
  const { text, moves, asked, kept, cost } = await bound(true);
  assert.deepEqual([text, moves, kept], [`${BEFORE}good;`, ["exclude"], ["", BEFORE.trimEnd()]]);
  assert.deepEqual(asked.map(({ request }) => request.begins), [undefined, [" good", " better"]]);
  assert.equal(asked[1]?.request.written?.ids.length, 32);
  // The name costs what was left for it, not what it is among those that it was bound to.
  const [word, others] = [-Math.log(0.03), 33 * -Math.log(0.9)];
  assert.ok(Math.abs(cost - word - others) < 1e-9, `${cost}`);
  const own = await bound(true, 0.001);
  assert.ok(
    Math.abs(own.cost + Math.log(0.001) - others) < 1e-9,
    "and what it is to the model where that is told",
  );
  const unable = await bound(false);
  assert.deepEqual([unable.moves, unable.asked.length], [[], 1]);
});

Deno.test("where no likelihoods are told the model is bound to go on from the text", async () => {
  const choice = { kind: "choose" as const, mends: "T1", reason: "", names: ["good"] };
  const can = { ...able, continuation: "text", logprobs: 0, begins: true } as const;
  const { text, moves, asked, kept } = await line([`${BEFORE}x(bad); y;`, "good);"], {
    ...{ can, remedies: () => [choice], options: { moves: ["exclude"], streams: 2 } },
  });
  assert.deepEqual([text, moves, kept[1]], [`${BEFORE}x(good);`, ["exclude"], `${BEFORE}x(`]);
  assert.deepEqual(asked[1]?.request.begins, ["good"]);
});

Deno.test("a helper that is called and never written is opened, and the model writes its body", async () => {
  const remedies = (text: string) => [{
    ...{ kind: "declare" as const, mends: "T1", reason: "declares helper", text: `${text}\nhelper {` },
    needs: [],
  }];
  const scripts = ["one; helper; two;", " three; }"];
  const { text, moves, kept } = await line(scripts, { remedies });
  assert.deepEqual([moves, kept], [["declare"], ["", "one; helper; two;\nhelper {"]]);
  assert.equal(text, "one; helper; two;\nhelper { three; }");
  const moved = await line([...scripts, "one;"], { remedies, options: { moves: ["restart"] } });
  assert.deepEqual(moved.moves, ["restart"]);
});

Deno.test("what has no end is begun anew", async () => {
  const { moves, text, asked } = await line(["one; one; one;", "two;"], {
    reason: "length",
    options: { streams: 3 },
  });
  assert.deepEqual([moves, text, asked.length], [["restart", "restart", "restart"], undefined, 3]);
});

Deno.test("a checker that fails is started once more, and what it can not watch goes to the validators", async () => {
  const failing = (count: number) => (check: number) => {
    if (check <= count) throw new Error("the checker is gone");
  };
  const once = await line([`${BEFORE}two; bad; x;`, " right;"], { before: failing(1) });
  assert.equal(once.text, `${BEFORE}two; right;`);
  assert.deepEqual(once.notes, []);
  const ever = await line(["one; two; bad; x;"], { before: failing(99) });
  assert.equal(ever.text, "one; two; bad; x;");
  assert.match(ever.notes.join(), /nobody watched what was written: .*the checker is gone/);
});

Deno.test("a bound of tokens ends a line", async () => {
  const { text, notes, asked } = await line(["one; two; ".repeat(60)], { options: { maxTokens: 100 } });
  assert.equal(text, undefined);
  assert.equal(asked.length, 1);
  assert.match(notes.join(), /the 100 tokens for this hole are spent/);
});

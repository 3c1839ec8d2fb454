import assert from "node:assert/strict";
import { type HookMethod, METHODS, methodsByPoint, partsOf } from "../../../core/kernel/rules.ts";
import { draft, entryOf, hole, indexer, kernelOf, plugin, request } from "./toy.ts";

const slot = { key: "whole", type: "number" };
const span = { start: 0, end: 1 };
const fault = { file: "a.toy", span, severity: "error", code: "T", message: "bad" };
const report = { validator: "odd", state: "valid", diagnostics: [fault], notes: [{ code: "a", text: "b" }] };
const need = { name: "sum", from: "./sum.toy", kind: "named" };
const term = { parts: ["a"], slots: [slot], cost: 1, form: "name", needs: [need] };
const symbol = { name: "a", kind: "word", file: "a.toy", span, isExported: true, container: "" };
const wish = { ingredients: [], examples: [], maxMs: 1, most: 1 };

/** A method with what it is asked, a good answer, and how the answer may be wrong. */
interface Case {
  readonly args: readonly unknown[];
  readonly good: unknown;
  readonly wrong: readonly unknown[];
}

/** The same answer with one part of another kind, for each of its parts. */
function each(good: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  return Object.keys(good).map((name) => ({ ...good, [name]: name === "isExported" ? "yes" : true }));
}

const lists = (good: Readonly<Record<string, unknown>>) => [good, ...each(good).map((one) => [one])];

const CASES: Readonly<Partial<Record<HookMethod, Case>>> = {
  "indexer.files": { args: [], good: ["a.toy"], wrong: ["a.toy", [1]] },
  "indexer.diagnostics": { args: [[]], good: [fault], wrong: lists(fault) },
  "indexer.unparsed": { args: [[]], good: [fault], wrong: lists(fault) },
  "indexer.holes": {
    args: [[]],
    good: [hole],
    wrong: ["id", "file", "language", "kind", "span"].map((name) => [{ ...hole, [name]: true }]),
  },
  "indexer.scope": {
    args: [draft],
    good: { bindings: [{ name: "a" }] },
    wrong: [{}, { bindings: ["a"] }, []],
  },
  "indexer.fits": {
    args: [draft, slot],
    good: [term],
    wrong: [
      ...lists(term),
      [{ ...term, parts: [1] }],
      [{ ...term, slots: [{ key: 1 }] }],
      ...each(need).map((one) => [{ ...term, needs: [one] }]),
    ],
  },
  "indexer.sift": { args: [draft, [""]], good: [true], wrong: [true, ["yes"]] },
  "indexer.edits": {
    args: [draft, []],
    good: [{ file: "a.toy", span, text: "" }],
    wrong: [
      ...lists({ file: "a.toy", span, text: "" }),
      ...each(span).map((one) => [{ file: "a.toy", span: one, text: "" }]),
    ],
  },
  "indexer.leftOut": {
    args: [],
    good: [{ file: "a.toy", reason: "no toy" }],
    wrong: lists({ file: "a.toy", reason: "no toy" }),
  },
  "indexer.symbols": {
    args: [{ name: "", limit: 1 }],
    good: [symbol],
    wrong: [...lists(symbol), ...each(span).map((one) => [{ ...symbol, span: one }])],
  },
  "validator.validate": {
    args: [{ edits: [], files: [] }, hole],
    good: report,
    wrong: [
      ...each(report),
      ...each(fault).map((one) => ({ ...report, diagnostics: [one] })),
      ...each({ code: "a", text: "b" }).map((one) => ({ ...report, notes: [one] })),
    ],
  },
  "validator.execute": {
    args: [draft, ["a"], ["1"]],
    good: [[{ state: "value" }]],
    wrong: [[{ state: "value" }], [[{ state: 1 }]], { state: "value" }],
  },
  "validator.explore": {
    args: [draft, wish],
    good: [{ text: "a", cost: 1 }],
    wrong: lists({ text: "a", cost: 1 }),
  },
  "integration.authorize": {
    args: [{ kind: "net", target: "a:1", plugin: "x" }],
    good: { permit: false, reason: "no" },
    wrong: [{ permit: "no", reason: "no" }, { permit: false, reason: true }],
  },
};

function* cases(): Generator<readonly [HookMethod, Case]> {
  const isMethod = (name: string): name is HookMethod => Object.hasOwn(METHODS, name);
  for (const [name, each] of Object.entries(CASES)) if (isMethod(name)) yield [name, each];
}

/** What a plugin of these languages that gives this answer is heard to say. */
async function heard(
  method: HookMethod,
  args: readonly unknown[],
  answer: unknown,
  languages: readonly string[] = [],
) {
  const { point, name } = partsOf(method);
  const give = () => Promise.resolve(answer);
  const parts = {
    indexer: indexer({}),
    validator: { stage: "static", validate: () => Promise.resolve(report) },
    integration: {},
  };
  const part = { ...Object(Object(parts)[point]), [name]: give };
  // deno-lint-ignore no-explicit-any -- a plugin in JavaScript can answer anything
  const odd = plugin("odd", [point as any], () => ({ [point]: part }) as any, { languages });
  await using kernel = await kernelOf([entryOf(odd)]);
  return await Reflect.apply(kernel.ask, kernel, [method, args]); // one call for every row of the table
}

for (const [method, { args, good, wrong }] of cases()) {
  Deno.test(`ask() takes a right answer to ${method}, and refuses wrong ones`, async () => {
    const isJoined = METHODS[method].rule === "all-parallel";
    assert.deepEqual(await heard(method, args, good), isJoined ? [good] : good);
    for (const answer of wrong) {
      await assert.rejects(
        heard(method, args, answer),
        { code: "hook/wrong-answer" },
        JSON.stringify(answer),
      );
    }
  });
}

Deno.test("ask() takes nothing for an answer only where another plugin may be asked instead", async () => {
  for (const [method, { args }] of cases()) {
    const silent = heard(method, args, undefined);
    if (METHODS[method].rule === "first") assert.equal(await silent, undefined, method);
    else await assert.rejects(silent, { code: "hook/wrong-answer", plugin: "odd" }, method);
  }
});

Deno.test("ask() refuses a chunk that lacks what its kind needs", async () => {
  const usage = { inputTokens: 1, outputTokens: 1 };
  const whole: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    text: { answer: 0, text: "a" },
    thinking: { answer: 0, text: "a" },
    end: { answer: 0, reason: "complete", cost: 1, needs: [need] },
    usage: { usage, notes: [{ code: "a", text: "b" }] },
  };
  const said = async (chunk: unknown) => {
    const complete = async function* () {
      // deno-lint-ignore no-explicit-any -- a plugin in JavaScript can answer anything
      yield chunk as any;
    };
    const odd = plugin("odd", ["provider"], () => ({ provider: { complete } }));
    await using kernel = await kernelOf([entryOf(odd)]);
    return await Array.fromAsync(kernel.ask("provider.complete", [request]));
  };
  for (const [kind, parts] of Object.entries(whole)) {
    assert.deepEqual(await said({ kind, ...parts }), [{ kind, ...parts }]);
    for (const name of Object.keys(parts)) {
      const wrong = { code: "hook/wrong-answer", plugin: "odd", message: new RegExp(`answer\\.${name}`) };
      await assert.rejects(said({ kind, ...parts, [name]: undefined }), wrong, `${kind}.${name}`);
    }
  }
  for (const chunk of [undefined, {}, { kind: "toString" }, { kind: "end " }]) {
    await assert.rejects(said(chunk), { code: "hook/wrong-answer", plugin: "odd" }, JSON.stringify(chunk));
  }
});

Deno.test("ask() asks about a hole only who knows its language, by every method that is about one", async () => {
  for (const [method, { args, good }] of cases()) {
    const isAboutHole = JSON.stringify(args).includes('"language":"toy"');
    const rest = METHODS[method].rule.startsWith("all") ? [] : undefined;
    const other = await heard(method, args, good, ["zig"]);
    if (isAboutHole) assert.deepEqual(other, rest, method);
    else assert.notDeepEqual(other, rest, method);
  }
  const speaker = plugin("speaker", ["provider"], () => ({ provider: { async *complete() {} } }), {
    languages: ["zig"],
  });
  await using kernel = await kernelOf([entryOf(speaker)]);
  await assert.rejects(Array.fromAsync(kernel.ask("provider.complete", [request])), {
    code: "hook/unanswered",
  });
});

Deno.test("methodsByPoint() has every method under its hook point", () => {
  const listed = Object.entries(methodsByPoint()).flatMap(([point, methods = []]) =>
    methods.map((method) => [point, method])
  );
  assert.deepEqual(listed.map(([, method]) => method).sort(), Object.keys(METHODS).sort());
  for (const [point = "", method = ""] of listed) assert.equal(method.split(".")[0], point);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { readAnswer } from "../../../plugins/_chat/answer.ts";
import { FIM_FAMILIES, type FimTokens, fimTokensOf } from "../../../plugins/_chat/fim_families.ts";
import { infillPrompt, readInfill } from "../../../plugins/_chat/infill.ts";
import type { HolePlace } from "../../../plugins/_chat/place.ts";
import { cutAt, PLACES, readAll, textOf } from "./cuts.ts";
import { requestFor } from "./requests.ts";

const ROUND: FimTokens = {
  family: "Round",
  names: /round/,
  prefix: "(P)",
  suffix: "(S)",
  middle: "(M)",
  order: "psm",
  ends: ["(E)"],
  source: "made up",
};

Deno.test("infillPrompt() puts what is written behind the middle token", () => {
  const request = requestFor({ before: "const a = ", after: ";\n", written: "b + " });
  assert.equal(infillPrompt(request, ROUND), "(P)const a = (S);\n(M)b + ");
});

Deno.test("infillPrompt() turns the order round where the model was taught so", () => {
  const request = requestFor({ before: "const a = ", after: ";\n", written: "b + " });
  const tokens: FimTokens = { ...ROUND, order: "spm", middle: "" };
  assert.equal(infillPrompt(request, tokens), "(S);\n(P)const a = b + ");
});

Deno.test("infillPrompt() writes context as comments above the file, and the intent above the hole", () => {
  const request = requestFor({
    before: "f();\n  const a = ",
    after: ";",
    intent: "the sum\nof both",
    context: ["b: number", "function c() {\n\n}"],
  });
  const above = "// b: number\n// function c() {\n//\n// }\n";
  assert.equal(
    infillPrompt(request, ROUND),
    `(P)${above}f();\n  // the sum\n  // of both\n  const a = (S);(M)`,
  );
});

Deno.test("infillPrompt() changes nothing before what is written, so that a server need not read it again", () => {
  const parts = { before: "const a = ", after: ";\n", context: ["interface B {\n  c: string;\n}"] };
  const first = infillPrompt(requestFor(parts), ROUND);
  assert.equal(infillPrompt(requestFor({ ...parts, written: "b.c" }), ROUND), `${first}b.c`);
  assert.match(first, /^\(P\)\/\/ interface B \{\n\/\/ {3}c: string;\n\/\/ \}\nconst a = /);
});

Deno.test("infillPrompt() begins a body on a line of its own, and shows what is written as deep as it will stand", () => {
  const request = requestFor({
    kind: "body",
    before: "class A {\n  go() { ",
    after: "}\n}",
    intent: "goes",
    written: "if (a) {\n  b();\n",
  });
  const body = "class A {\n  go() {\n    // goes\n    ";
  assert.equal(infillPrompt(request, ROUND), `(P)${body}(S)}\n}(M)if (a) {\n      b();\n`);
});

Deno.test("infillPrompt() writes comments as the language does", () => {
  const request = requestFor({
    before: "a = ",
    after: "\n",
    language: "python",
    intent: "one",
    context: ["b"],
  });
  assert.equal(infillPrompt(request, ROUND), "(P)# b\n# one\na = (S)\n(M)");
});

Deno.test("infillPrompt() breaks up tokens that the project's text spells, but not what is written", () => {
  const request = requestFor({ before: '"(M)" + ', after: ' + "(E)"', written: '"(P)"', context: ["(S)"] });
  assert.equal(infillPrompt(request, ROUND), '(P)// ( S)\n"( M)" + (S) + "( E)"(M)"(P)"');
});

Deno.test("fimTokensOf() finds the family by a model's name", () => {
  const families = {
    "Qwen/Qwen2.5-Coder-7B-Instruct": "Qwen2.5-Coder",
    "qwen2.5-coder-1.5b-instruct-q4.gguf": "Qwen2.5-Coder",
    "codellama/CodeLlama-13b-hf": "Code Llama",
    "bigcode/starcoder2-3b": "StarCoder2",
    "deepseek-ai/deepseek-coder-6.7b-base": "DeepSeek-Coder",
    "mistralai/Codestral-22B-v0.1": "Codestral",
    "google/codegemma-2b": "CodeGemma",
    "ibm-granite/granite-8b-code-base": "Granite Code",
  };
  for (const [model, family] of Object.entries(families)) {
    assert.equal(fimTokensOf(model)?.family, family, model);
  }
  for (const model of ["gpt-5", "Qwen3-8B", "SmolLM2-135M-Instruct", "CodeLlama-7b-Python-hf"]) {
    assert.equal(fimTokensOf(model), undefined, model);
  }
});

for (const tokens of FIM_FAMILIES) {
  Deno.test(`FIM_FAMILIES says where ${tokens.family}'s tokens are from, and none twice`, () => {
    const own = [tokens.prefix, tokens.suffix, ...(tokens.middle === "" ? [] : [tokens.middle])];
    assert.equal(new Set(own.map((token) => token.trim())).size, own.length);
    assert.ok(tokens.source.length > 10);
    assert.equal(tokens.middle === "", tokens.order === "spm");
  });
}

function read(text: string, place: Partial<HolePlace> = {}, ends: readonly string[] = []): string {
  return textOf(readAll(readInfill({ place: { ...PLACE, ...place }, ends }), [text]));
}

const PLACE: HolePlace = {
  language: "typescript",
  kind: "expression",
  before: "",
  written: "",
  after: ";\n}\n",
};

Deno.test("readInfill() ends an expression where its statement ends, and the stream with it", () => {
  const reader = readInfill({ place: PLACE });
  const given = ["a", " + b", ";", "\n}"].map((part) => textOf(reader.push(part)));
  assert.deepEqual(given, ["", "a +", " b", ""]);
  assert.ok(reader.isClosed);
  assert.deepEqual(reader.end(), []);
});

Deno.test("readInfill() does not write again what stands behind the hole", () => {
  assert.equal(read("f(a)", { after: ");\n" }), "f(a)");
  assert.equal(read("f(a));", { after: ");\n" }), "f(a)");
  assert.equal(read("a, b", { after: ", b);\n" }), "a");
  assert.equal(read("\n  return a;\n}\n\nfoo();", { kind: "body", after: "}\n" }), "return a;\n");
  assert.equal(read("a();\n  return b;", { kind: "statements", after: "\n  return b;\n}" }), "a();");
});

Deno.test("readInfill() goes on from what is written", () => {
  assert.equal(read("a) + 1;\nfoo", { written: "f(" }), "a) + 1");
  assert.equal(read("a);", { written: "f(", after: ");" }), "a)");
});

Deno.test("readInfill() takes lines from as deep as they stand in the file", () => {
  const body = { kind: "body", before: "class A {\n  go() {", after: "}\n}" } as const;
  assert.equal(read("a();\n    if (b) {\n      c();\n    }", body), "a();\nif (b) {\n  c();\n}");
  assert.equal(read("f(\n    a,\n  )", { before: "  const b = " }), "f(\n  a,\n)");
});

Deno.test("readInfill() ends at what the model ends with, where the server shows it", () => {
  const body = { ...PLACE, kind: "body", after: "}\n" } as const;
  const ends = ["<|end|>", "<EOT>"];
  assert.equal(read("return a; <EOT>b", body, ends), "return a; ");
  assert.equal(read("return a <", body, ends), "return a <");
  const reader = readInfill({ place: body, ends });
  assert.equal(
    ["return a;", "<|e", "nd|", ">"].map((part) => textOf(reader.push(part))).join(""),
    "return a;",
  );
  assert.ok(reader.isClosed);
});

/** Texts in which much of what readers of code look for stands. */
const TEXT = fc.array(
  fc.constantFrom(
    ...[
      "a",
      "bc",
      " ",
      "  ",
      "\n",
      "\r\n",
      ";",
      "(",
      ")",
      "{",
      "}",
      ", ",
      "=>",
      "//",
      '"',
      "`",
      "${",
      "😀",
      "<EOT>",
      "<EO",
    ],
    ...["return b", ".", "const a = ", "a = ", "```\n", "<think>", "</think>"],
  ),
  { maxLength: 14 },
).map((parts) => parts.join(""));
const PLACES_IN_FILES: fc.Arbitrary<HolePlace> = fc.record({
  language: fc.constantFrom("typescript", "python", "rust"),
  kind: fc.constantFrom("expression", "statements", "body"),
  before: fc.constantFrom("", "  const a = ", "f() {", "  return ", "  a: "),
  written: fc.constantFrom("", "f(", "a +", "`${", "a;\n"),
  after: fc.constantFrom("", ";\n}", ");", "\n  return b;\n}", ", bc)", "}"),
});

Deno.test("readInfill() gives the same however the text is cut, in whole characters", () => {
  fc.assert(
    fc.property(TEXT, PLACES_IN_FILES, PLACES, (text, place, places) => {
      const reader = () => readInfill({ place, ends: ["<EOT>"] });
      const whole = readAll(reader(), [text]);
      assert.deepEqual(readAll(reader(), cutAt(text, places)), whole);
      assert.deepEqual(readAll(reader(), text.split("")), whole);
      const one = reader();
      assert.ok(
        text.split("").flatMap((unit) => [...one.push(unit)]).every((piece) => piece.text.isWellFormed()),
      );
    }),
    { numRuns: 600 },
  );
});

Deno.test("readAnswer() with a place gives the same however the text is cut", () => {
  fc.assert(
    fc.property(TEXT, PLACES_IN_FILES, PLACES, fc.boolean(), (text, place, places, isInside) => {
      const reader = () => readAnswer({ place, isInside });
      const whole = readAll(reader(), [text]);
      assert.deepEqual(readAll(reader(), cutAt(text, places)), whole);
      assert.deepEqual(readAll(reader(), text.split("")), whole);
    }),
    { numRuns: 600 },
  );
});

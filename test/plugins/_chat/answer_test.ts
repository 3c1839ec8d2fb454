import assert from "node:assert/strict";
import fc from "fast-check";
import { type AnswerOptions, readAnswer } from "../../../plugins/_chat/answer.ts";
import { fenceAround } from "../../../plugins/_chat/fence.ts";
import { cutAt, PLACES, readAll, textOf } from "./cuts.ts";

/** What is read of a whole text. */
function read(text: string, options: AnswerOptions = {}): string {
  return textOf(readAll(readAnswer(options), [text]));
}

const fenced: readonly (readonly [name: string, answer: string, code: string])[] = [
  ["a fence alone", "```\na + b\n```", "a + b"],
  ["a tag", "```typescript\na + b\n```\n", "a + b"],
  ["more words behind the tag", '```ts title="a.ts"\na\n```', "a"],
  ["a tag behind a space", "``` ts\na\n```", "a"],
  ["tildes", "~~~ts\na\n~~~", "a"],
  ["marks in a tilde block", "~~~\na\n```\nb\n~~~", "a\n```\nb"],
  ["four marks", "````ts\na\n```\nb\n````", "a\n```\nb"],
  ["more marks at its end", "```\na\n`````\nb", "a"],
  ["words before and behind", "Sure! Here is it:\n\n```ts\na\n```\nThis adds.", "a"],
  ["words without a capital", "so we need this\n```\na\n```", "a"],
  ["two fences", "```ts\na\n```\nor\n```ts\nb\n```", "a"],
  ["no closing fence", "```ts\na\nb", "a\nb"],
  ["nothing inside", "```ts\n```", ""],
  ["an opening alone", "Here:\n```ts", ""],
  ["an indented fence", "1. This:\n\n   ```ts\n   a {\n     b\n   }\n   ```", "a {\n  b\n}"],
  ["less indentation than the fence", "  ```\n a\nb\n  ```", "a\nb"],
  ["white space around the closing marks", "```\na\n  ```  \nb", "a"],
  ["Windows line ends", "Here:\r\n```ts\r\na\r\nb\r\n```\r\n", "a\r\nb"],
  ["empty lines", "```\n\na\n\nb\n\n```", "\na\n\nb\n"],
  ["marks and more inside", "```\nconst s = `\n```ts\n`;\n```", "const s = `\n```ts\n`;"],
  ["marks behind code", "```\na // ```\nb```\nc\n```", "a // ```\nb```\nc"],
  ["a short run of marks", "```\n``\n```", "``"],
  ["one carriage return", "```\na\rb\n```", "a\rb"],
];

for (const [name, answer, code] of fenced) {
  Deno.test(`readAnswer() finds the code in a fence: ${name}`, () => assert.equal(read(answer), code));
}

const bare: readonly (readonly [name: string, answer: string, code: string])[] = [
  ["an expression", "a + b", "a + b"],
  ["statements", "const c = a + b;\nreturn c;\n", "const c = a + b;\nreturn c;\n"],
  ["words alone", "I can not do this.\nSorry.", "I can not do this.\nSorry."],
  ["words and code", "Here it is:\n\na + b", "Here it is:\n\na + b"],
  ["inline code", "`a + b`", "a + b"],
  ["inline code with space around", "\n `a + b` \n", "a + b"],
  ["inline code in two marks", "``a + b``", "a + b"],
  ["inline code in three marks", "```a + b```", "a + b"],
  ["a template string that reads a name", "`hello ${name}`", "`hello ${name}`"],
  ["two pieces of inline code", "`a` + `b`", "`a` + `b`"],
  ["a forgotten opening", "return a;\n```\nThis is it.", "return a;"],
  [
    "code that waits for surer code",
    "items\n  .map((one) => {\n    go(one);\n  })",
    "items\n  .map((one) => {\n    go(one);\n  })",
  ],
  ["nothing", "", ""],
  ["white space", "\n \n", "\n \n"],
];

for (const [name, answer, code] of bare) {
  Deno.test(`readAnswer() takes all where no fence comes: ${name}`, () => assert.equal(read(answer), code));
}

const thinking: readonly (readonly [
  name: string,
  answer: string,
  options: AnswerOptions,
  thought: string,
  code: string,
])[] = [
  ["before a fence", "<think>\nhm\n</think>\n\n```\na\n```", {}, "\nhm\n", "a"],
  ["before bare code", "<think>hm</think>\n\na + b", {}, "hm", "a + b"],
  ["with a fence in it", "<think>```\nno\n```</think>```\na\n```", {}, "```\nno\n```", "a"],
  ["twice", "<think>1</think>\n<think>2</think>a", {}, "12", "a"],
  ["behind words", "Well. <think>hm</think>\n```\na\n```", {}, "hm", "a"],
  ["without an end", "<think>hm\n```\na", {}, "hm\n```\na", ""],
  ["empty", "<think></think>a", {}, "", "a"],
  ["without a beginning", "Okay, so\n</think>\na", {}, "Okay, so\n", "a"],
  ["begun by the prompt", "hm</think>a", { isThinking: true }, "hm", "a"],
  [
    "begun by the prompt, with a fence in it",
    "```\nno\n```\n</think>a",
    { isThinking: true },
    "```\nno\n```\n",
    "a",
  ],
  [
    "in tags of which one begins the other",
    "<<<1>>a",
    {
      thinking: [{ open: "<<<", close: ">>>" }, { open: "<<", close: ">>" }],
    },
    "<1",
    "a",
  ],
  ["in tags of the caller's", "[T]hm[/T]a", { thinking: [{ open: "[T]", close: "[/T]" }] }, "hm", "a"],
  [
    "in tags of which one begins like another",
    "<think>1</think><thinking>2</thinking>a",
    {
      thinking: [{ open: "<thinking>", close: "</thinking>" }],
    },
    "12",
    "a",
  ],
  ["in code", '```\n"<think>"\n```', {}, "", '"<think>"'],
  [
    "in bare code",
    'b();\nconst a = "</think>";\n"<think>"',
    {},
    "",
    'b();\nconst a = "</think>";\n"<think>"',
  ],
  ["before a raw answer", '<think>hm</think>\n{"a": 1}', { isRaw: true }, "hm", '{"a": 1}'],
  ["in a raw answer", '{"a": "<think>"}', { isRaw: true }, "", '{"a": "<think>"}'],
  ["inside a fence of the prompt", "<think>hm</think>\na\n```\nb", { isInside: true }, "hm", "a"],
];

for (const [name, answer, options, thought, code] of thinking) {
  Deno.test(`readAnswer() parts thinking from code: ${name}`, () => {
    const pieces = readAll(readAnswer(options), [answer]);
    assert.deepEqual([textOf(pieces, "thinking"), textOf(pieces)], [thought, code]);
  });
}

Deno.test("readAnswer() ends a fence that the prompt opened at the closing one", () => {
  const options = { isInside: true };
  assert.equal(read("b;\nreturn a;\n```\nThis is it.", options), "b;\nreturn a;");
  assert.equal(read("```\nThis is it.", options), "");
  assert.equal(read("\n```\n", options), "");
  assert.equal(read("  a\n  b", options), "  a\n  b");
});

Deno.test("readAnswer() drops a fence that opens the prompt's again", () => {
  assert.equal(read("```ts\na\n```\nb", { isInside: true }), "a");
  assert.equal(read("a\n```ts\nb\n```", { isInside: true }), "a\n```ts\nb");
});

Deno.test("readAnswer() takes a raw answer as it is", () => {
  for (const answer of ["```\na\n```", " `a` ", "Sure: a", "\r\n", '{"a": 1}\n']) {
    assert.equal(read(answer, { isRaw: true }), answer);
  }
});

Deno.test("readAnswer() gives lines in a fence while they come, but for their ends", () => {
  const reader = readAnswer();
  const given = ["```ts\n", "con", "st a", "\n", "  ", "b", "\n``", "`", "\n"].map((part) =>
    textOf(reader.push(part))
  );
  assert.deepEqual(given, ["", "con", "st a", "", "", "\n  b", "", "", ""]);
});

Deno.test("readAnswer() gives bare code from its first sure line on", () => {
  const reader = readAnswer();
  const given = ["const a", " = 1;", "\n", "return", " a", ";"].map((part) => textOf(reader.push(part)));
  assert.deepEqual(given, ["", "", "const a = 1;", "\nreturn", " a", ";"]);
});

Deno.test("readAnswer() holds words back to the end, where a fence may still come", () => {
  const reader = readAnswer();
  assert.deepEqual(["Here it is:\n", "const a = 1;\n"].map((part) => textOf(reader.push(part))), ["", ""]);
  assert.equal(textOf(reader.end()), "Here it is:\nconst a = 1;\n");
});

Deno.test("readAnswer() tells when the answer is over, and drops what follows", () => {
  const reader = readAnswer();
  reader.push("```\na\n```");
  assert.ok(!reader.isClosed);
  reader.push("\n");
  assert.ok(reader.isClosed);
  assert.deepEqual([...reader.push("<think>b</think>c"), ...reader.end()], []);
});

Deno.test("readAnswer() is over at its end where only the closing fence's line end is missing", () => {
  const reader = readAnswer();
  reader.push("```\na\n```");
  assert.deepEqual(reader.end(), []);
  assert.ok(reader.isClosed);
});

Deno.test("readAnswer() keeps surrogate pairs whole", () => {
  for (const options of [{}, { isRaw: true }, { isInside: true }]) {
    const reader = readAnswer(options);
    const given = [..."<think>😀</think>```\n'😀'\n```\n".split(""), ""].flatMap((
      unit,
    ) => [...reader.push(unit)]);
    assert.ok([...given, ...reader.end()].every(({ text }) => text.isWellFormed()));
  }
});

Deno.test("readAnswer() fits the code into its place, and is over where the hole is", () => {
  const place = {
    language: "typescript",
    kind: "expression",
    before: "const a = ",
    written: "",
    after: ";\n",
  } as const;
  const reader = readAnswer({ place });
  assert.equal(textOf(reader.push("Sure:\n```ts\nconst a = b + c")), "b +");
  assert.equal(textOf(reader.push(";")), " c");
  assert.ok(reader.isClosed);
  assert.deepEqual([...reader.push("\n```\n"), ...reader.end()], []);
});

Deno.test("readAnswer() gives all of the code with the closing fence", () => {
  const place = { language: "typescript", kind: "body", before: "{", written: "", after: "}\n" } as const;
  const reader = readAnswer({ place });
  assert.equal(textOf(reader.push("```\nreturn a")), "return");
  assert.equal(textOf(reader.push("\n```\n")), " a");
  assert.ok(reader.isClosed);
});

Deno.test("readAnswer() leaves a raw answer to its constraint", () => {
  const place = { language: "typescript", kind: "expression", before: "", written: "", after: ";" } as const;
  assert.equal(read(" a; b", { place, isRaw: true }), " a; b");
});

/** Texts in which much of what the reader looks for stands. */
const ANSWER = fc.array(
  fc.constantFrom(
    ...[
      "```",
      "````",
      "``",
      "`",
      "~~~",
      "ts",
      "\n",
      "\r\n",
      "\r",
      " ",
      "  ",
      "<think>",
      "</think>",
      "<thi",
      "[T]",
      "[/T]",
    ],
    ...["a + b", "const a = 1;", "Sure! Here it is:", "return `x\n```\n`;", "😀", "}", "// b", "${c}"],
  ),
  { maxLength: 14 },
).map((parts) => parts.join(""));
const OPTIONS: fc.Arbitrary<AnswerOptions> = fc.record({
  isRaw: fc.boolean(),
  isInside: fc.boolean(),
  isThinking: fc.boolean(),
  thinking: fc.constantFrom([], [{ open: "[T]", close: "[/T]" }]),
});

Deno.test("readAnswer() gives the same however the text is cut", () => {
  fc.assert(
    fc.property(ANSWER, PLACES, OPTIONS, (answer, places, options) => {
      const parts = cutAt(answer, places);
      assert.deepEqual(readAll(readAnswer(options), parts), readAll(readAnswer(options), [answer]));
      assert.deepEqual(
        readAll(readAnswer(options), answer.split("")),
        readAll(readAnswer(options), [answer]),
      );
    }),
    { numRuns: 600 },
  );
});

Deno.test("readAnswer() finds any code that stands in a fence that is long enough", () => {
  const code = fc.array(fc.constantFrom("a", "```", "~~~", "\n", "\r\n", " ", "😀", "<think>"), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(code.map((parts) => parts.join("")), PLACES, (text, places) => {
      const fence = fenceAround(text);
      const answer = `Here:\n${fence}ts\n${text}\n${fence}\nDone.`;
      assert.equal(textOf(readAll(readAnswer(), cutAt(answer, places))), text);
    }),
  );
});

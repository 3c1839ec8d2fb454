import assert from "node:assert/strict";
import type { Constraint } from "../../../core/code/constraint.ts";
import type { HoleKind } from "../../../core/code/hole.ts";
import { readAnswer } from "../../../plugins/_chat/answer.ts";
import { messagesFor } from "../../../plugins/_chat/messages.ts";
import { readAll, textOf } from "./cuts.ts";
import { requestFor, type RequestParts } from "./requests.ts";

const SUM: RequestParts = {
  before: "function f(a: number) {\n  const b = ",
  after: ";\n  return b;\n}\n",
  instruction: ["One expression is missing.", "What is wanted: twice a."],
  context: ["a: number", "twice(n: number): number"],
};

/** What the user message says, and the assistant's, if there is one. */
function said(
  parts: RequestParts,
  prefill = false,
): { readonly user: string; readonly begun: string | undefined } {
  const [system, user, begun, ...more] = messagesFor(requestFor(parts), { prefill });
  assert.deepEqual([system?.role, user?.role, more.length], ["system", "user", 0]);
  assert.ok(begun === undefined || begun.role === "assistant");
  return { user: user?.content ?? "", begun: begun?.content };
}

Deno.test("messagesFor() says what is wanted, what is known, and shows the file with a mark at the hole", () => {
  const { user, begun } = said(SUM);
  assert.equal(
    user,
    [
      "One expression is missing.\nWhat is wanted: twice a.",
      "What is known there:\na: number\ntwice(n: number): number",
      "The file. <<<MISSING>>> is no code, it marks the place:\n" +
      "```ts\nfunction f(a: number) {\n  const b = <<<MISSING>>>;\n  return b;\n}\n```",
      "Write only the expression in the place of <<<MISSING>>>, between `const b =` and `;`. " +
      "Do not repeat these two. Answer with one ```ts block.",
    ].join("\n\n"),
  );
  assert.equal(begun, undefined);
});

Deno.test("messagesFor() leaves out what there is not", () => {
  const { user } = said({ before: "", after: "" });
  assert.ok(user.startsWith("The file."), user);
  assert.ok(
    user.endsWith("Write only the expression in the place of <<<MISSING>>>. Answer with one ```ts block."),
    user,
  );
});

Deno.test("messagesFor() puts a body on lines of its own, and names its neighbours", () => {
  const { user } = said({ kind: "body", before: "class A {\n  go(): void {", after: "}\n}" });
  assert.ok(user.includes("  go(): void {\n    <<<MISSING>>>\n  }\n}\n```"), user);
  assert.ok(
    user.includes("Write only the statements in the place of <<<MISSING>>>, between `go(): void {` and `}`."),
    user,
  );
});

Deno.test("messagesFor() names what is missing by the hole's kind", () => {
  const names: readonly (readonly [HoleKind, string])[] = [
    ["statements", "the statements"],
    ["members", "the members"],
    ["type", "the type"],
    ["declaration", "the declaration"],
    ["range", "the code"],
  ];
  for (const [kind, name] of names) {
    const { user } = said({ ...SUM, kind });
    assert.ok(user.includes(`Write only ${name} in the place of`), user);
  }
});

Deno.test("messagesFor() goes on in a message of the model's own where the server can", () => {
  const { user, begun } = said({ ...SUM, written: "twice(" }, true);
  assert.equal(begun, "```ts\ntwice(");
  assert.ok(user.includes("const b = <<<MISSING>>>;"), user);
  const answer = readAll(readAnswer({ isInside: true }), ["a)\n```\n"]);
  assert.equal(textOf(answer), "a)");
});

Deno.test("messagesFor() begins no message where nothing is written", () => {
  assert.equal(said(SUM, true).begun, undefined);
});

Deno.test("messagesFor() tells what is written where the server can not go on, and asks for the rest", () => {
  const { user, begun } = said({
    kind: "body",
    before: "function f() {",
    after: "}\n",
    written: "if (a) {\n  b(",
  });
  assert.equal(begun, undefined);
  assert.ok(user.includes("```ts\nfunction f() {\n  if (a) {\n    b(<<<MISSING>>>\n}\n```"), user);
  assert.ok(
    user.includes("This is written there already, before <<<MISSING>>>:\n```ts\nif (a) {\n  b(\n```"),
    user,
  );
  assert.ok(
    user.includes("Write only the rest of the statements in the place of <<<MISSING>>>, between `b(` and"),
    user,
  );
});

Deno.test("messagesFor() asks for no form where a constraint gives it", () => {
  const constraint: Constraint = {
    kind: "choice",
    options: ["a", "b"],
    strength: "must",
    reason: "one of two",
  };
  const { user, begun } = said({ ...SUM, constraint, written: "a" }, true);
  assert.ok(!user.includes("Answer with"), user);
  assert.equal(begun, "a");
});

Deno.test("messagesFor() fences files that hold fences, and quotes neighbours that hold back quotes", () => {
  const { user } = said({ before: "/**\n * ```ts\n * a\n * ```\n */\nconst a = `x` + ", after: " + `y`;" });
  assert.ok(user.includes("````ts\n/**"), user);
  assert.ok(user.includes("between `` const a = `x` + `` and `` + `y`; ``"), user);
});

Deno.test("messagesFor() takes another mark where the file holds the mark", () => {
  const { user } = said({ before: '"<<<MISSING>>>" + ', after: ";" });
  assert.ok(user.includes('"<<<MISSING>>>" + <<<MISSING2>>>;'), user);
  assert.ok(!user.includes("place of <<<MISSING>>>"), user);
});

Deno.test("messagesFor() fences in the hole's own language", () => {
  const tags = { typescript: "ts", python: "python", rust: "rust", go: "go", zig: "zig" };
  for (const [language, tag] of Object.entries(tags)) {
    assert.ok(said({ ...SUM, language }).user.endsWith(`Answer with one \`\`\`${tag} block.`));
  }
});

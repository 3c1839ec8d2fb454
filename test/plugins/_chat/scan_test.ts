import assert from "node:assert/strict";
import fc from "fast-check";
import { formOf } from "../../../plugins/_chat/languages.ts";
import { type Mark, Scan } from "../../../plugins/_chat/scan.ts";
import { cutAt, PLACES } from "./cuts.ts";

function marksOf(parts: readonly string[], language: string): Mark[] {
  const scan = new Scan(formOf(language));
  return [...parts.flatMap((part) => scan.push(part)), ...scan.end()];
}

/** The brackets of a text that are code. */
function brackets(text: string, language: string): string {
  return marksOf([text], language).filter(({ kind }) => kind === "open" || kind === "close")
    .map((mark) => mark.text).join("");
}

const cases: readonly (readonly [language: string, text: string, brackets: string])[] = [
  ["typescript", "f(a[0], { b })", "([]{})"],
  ["typescript", `"(" + '[' + "\\")" + a(b)`, "()"],
  ["typescript", '"\\\r\n(" []', "[]"],
  ["typescript", "`(${f(`{`)})`", "${()}"],
  ["typescript", "`\\${(`(a)", "()"],
  ["typescript", "// (\n/* [ */ {}", "{}"],
  ["typescript", "a.replace(/[)(]/g, b)", "()"],
  ["typescript", "(a / b) / (c)", "()()"],
  ["typescript", '"(\n[]', "[]"],
  ["python", 'f("""(\n"(")""", \'[\') # {', "()"],
  ["python", '""(a)', "()"],
  ["python", "'''\\'''('''[]", "[]"],
  ["rust", "fn a<'b>(c: &'b str) { '(' }", "(){}"],
  ["rust", `r#"("[ "#, bar"{", '\\'', '\\u{28}' ()`, "()"],
  ["rust", '"(\n" []', "[]"],
  ["go", "`(\n\\`[]'('", "[]"],
  ["zig", "\\\\ (\n{} // [", "{}"],
  ["zig", "'(' []", "[]"],
  ["kotlin", 'f("(") // [', "()"],
];

for (const [language, text, expected] of cases) {
  Deno.test(`Scan tells the brackets of ${language} from those in its text: ${JSON.stringify(text)}`, () => {
    assert.equal(brackets(text, language), expected);
  });
}

Deno.test("Scan counts depth, below 0 where nothing was opened", () => {
  const depths = marksOf(["f(a)) b"], "typescript").map(({ text, depth }) => `${text}${depth}`);
  assert.deepEqual(depths, ["f0", "(1", "a1", ")0", ")-1", " -1", "b-1"]);
});

Deno.test("Scan tells when a text ends inside of a string or a comment", () => {
  for (
    const [text, isInside] of [["'a", true], ["'a'", false], ["`a${b}", true], ["/* a", true], [
      "a",
      false,
    ]] as const
  ) {
    const scan = new Scan(formOf("typescript"));
    scan.push(text);
    scan.end();
    assert.equal(scan.isInside, isInside, text);
  }
});

const SIGNS = [
  ...[
    '"',
    "'",
    "`",
    "\\",
    "${",
    "{",
    "}",
    "(",
    ")",
    "/",
    "*",
    "//",
    "/*",
    "*/",
    "\n",
    "\r\n",
    "\r",
    "#",
    '"""',
    'r#"',
    "😀",
  ],
  ...["a", "return", " ", "=>", "++", "'a", "1"],
];

Deno.test("Scan gives whole characters", () => {
  const scan = new Scan(formOf("typescript"));
  const given = "'\\😀😀' 😀 /* 😀 */".split("").flatMap((unit) => scan.push(unit));
  assert.ok(given.every(({ text }) => text.isWellFormed()));
});

Deno.test("Scan gives every unit once, and the same pieces however the text is cut", () => {
  const text = fc.array(fc.constantFrom(...SIGNS), { maxLength: 16 }).map((signs) => signs.join(""));
  const language = fc.constantFrom("typescript", "python", "rust", "go", "zig");
  fc.assert(
    fc.property(text, PLACES, language, (code, places, name) => {
      const whole = marksOf([code], name);
      assert.equal(whole.map((mark) => mark.text).join(""), code);
      assert.deepEqual(marksOf(cutAt(code, places), name), whole);
    }),
    { numRuns: 500 },
  );
});

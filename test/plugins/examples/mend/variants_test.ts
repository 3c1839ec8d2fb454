import assert from "node:assert/strict";
import { parseSync } from "oxc-parser";
import { type Variant, variantsOf } from "../../../../plugins/examples/mend/variants.ts";

interface Setting {
  readonly params?: string;
  readonly examples?: readonly { readonly call: string; readonly value: string }[];
}

/** The variants of a body. */
function of(body: string, { params = "n: number, xs: number[]", examples = [] }: Setting = {}) {
  const before = `export function f(${params}): unknown {`;
  const text = `${before}${body}}\n`;
  const span = { start: before.length, end: before.length + body.length };
  return variantsOf({ file: "a.ts", text, span, examples });
}

/** The texts of one kind. */
function ofKind(kind: string, body: string, setting?: Setting): readonly string[] {
  return of(body, setting).filter((one) => one.kind === kind).map(({ text }) => text);
}

const ROWS: readonly (readonly [kind: string, body: string, texts: readonly string[]])[] = [
  ["bound", "return n < 2;", ["return n <= 2;"]],
  ["bound", "return n === 2;", []],
  ["reversal", "return n >= 2;", ["return n <= 2;", "return n < 2;"]],
  ["reversal", "return n === 2;", ["return n !== 2;"]],
  ["shift", "return n > xs.length;", ["return n > xs.length + 1;", "return n > xs.length - 1;"]],
  ["shift", "return xs[n];", ["return xs[n + 1];", "return xs[n - 1];"]],
  ["shift", "return xs.at(n);", ["return xs.at(n + 1);", "return xs.at(n - 1);"]],
  ["shift", "return xs[n + 1];", []],
  ["neighbour", "return n * 5;", ["return n * 6;", "return n * 4;"]],
  ["neighbour", "return { 3: n };", []],
  ["otherNumber", "return n * 5;", ["return n * 0;", "return n * 1;"]],
  ["otherNumber", "return n * 1;", []], // its neighbour says the same
  ["extreme", "let best = 0;\nreturn best + n;", [
    "let best = -Infinity;\nreturn best + n;",
    "let best = Infinity;\nreturn best + n;",
  ]],
  ["extreme", "return n + 0;", []],
  ["distance", "return n - 2 < 3;", ["return Math.abs(n - 2) < 3;"]],
  ["distance", "return n - 2;", []],
  ["order", "return xs.sort();", ["return xs.sort((a, b) => a - b);", "return xs.sort((a, b) => b - a);"]],
  ["order", "return xs.sort((a, b) => b - a);", []],
  ["method", "return Math.min(n, 3);", ["return Math.max(n, 3);"]],
  ["method", "xs.push(n);\nreturn xs;", ["xs.unshift(n);\nreturn xs;"]],
  ["method", "return min(n);", []],
  ["arithmetic", "return n + n;", ["return n - n;", "return n * n;"]],
  ["arithmetic", "n += 2;\nreturn n;", ["n -= 2;\nreturn n;", "n = 2;\nreturn n;"]],
  ["arithmetic", "return n++;", ["return n--;"]],
  ["arithmetic", "return --n;", ["return ++n;"]],
  ["separator", 'return xs.join("");', [
    'return xs.join(" ");',
    'return xs.join(",");',
    'return xs.join(", ");',
  ]],
  ["separator", "return n + ' ';", ["return n + '';"]],
  ["separator", 'return n + "apples";', []],
  ["sides", "return n - 2;", ["return 2 - n;"]],
  ["sides", "return n / (n - 1);", ["return (n - 1) / n;", "return n / (1 - n);"]],
  ["given", "return Math.pow(2, n);", ["return Math.pow(n, 2);"]],
  ["given", "return Math.pow(...xs, n);", []],
  ["logic", "return n && xs;", ["return n || xs;", "return n;", "return xs;"]],
  ["logic", "return f(n) || f(2) && n;", [
    "return f(n) && f(2) && n;",
    "return f(n);",
    "return f(2) && n;",
    "return f(n) || f(2) || n;",
    "return f(n) || f(2);",
    "return f(n) || n;",
  ]],
  ["negation", "if (xs.includes(n)) return 1;\nreturn n;", ["if (!xs.includes(n)) return 1;\nreturn n;"]],
  ["negation", "f(xs.some((x) => f(x)));\nreturn n;", ["f(xs.some((x) => !f(x)));\nreturn n;"]],
  ["negation", "return xs.includes(n);", ["return !xs.includes(n);"]],
  ["negation", "return !f(n);", ["return f(n);"]],
  ["truth", "return f(n, true);", ["return f(n, false);"]],
  ["unwrapping", "return Math.floor(n);", ["return n;"]],
  ["unwrapping", "return xs.sort().slice(1);", ["return xs.sort();", "return xs.slice(1);"]],
  ["flags", "return /a/.test(`${n}`);", ["return /a/g.test(`${n}`);", "return /a/i.test(`${n}`);"]],
  ["flags", "return /a/g.test(`${n}`);", ["return /a/.test(`${n}`);", "return /a/gi.test(`${n}`);"]],
  ["otherName", "return f(n);", ["return f(xs);"]],
  ["otherName", "return { n, m: n };", ["return { n, m: xs };"]],
  ["dropping", "n += 1;\nreturn n;", ["return n;"]],
  ["dropping", "if (n) return xs;\nreturn n;", ["return n;", "return xs;\nreturn n;"]],
  ["dropping", "f(n);\nfor (const x of xs) {\n  f(x);\n}\nreturn n;", [
    "for (const x of xs) {\n  f(x);\n}\nreturn n;",
    "f(n);\nfor (const x of xs) {\n}\nreturn n;",
  ]],
];

for (const [kind, body, texts] of ROWS) {
  Deno.test(`variantsOf() makes ${texts.length} of kind "${kind}" of ${JSON.stringify(body)}`, () => {
    assert.deepEqual(ofKind(kind, body), texts);
  });
}

Deno.test("variantsOf() wraps what is given back, and quotients", () => {
  const found = ofKind("wrapping", "const half = n / 2;\nreturn half;");
  const [first] = found;
  assert.equal(first, "const half = Math.floor(n / 2);\nreturn half;");
  for (
    const value of [
      "Math.round(half)",
      "-half",
      "half + 1",
      "half.trim()",
      "half.slice().reverse()",
      "[...new Set(half)]",
    ]
  ) {
    assert.ok(found.includes(`const half = n / 2;\nreturn ${value};`), value);
  }
  assert.deepEqual(ofKind("wrapping", "f(n);\nreturn 3;"), []);
});

Deno.test("variantsOf() takes names that are visible alone", () => {
  const body = "for (const one of xs) { const twice = one * 2; f(twice); }\nreturn n;";
  const found = ofKind("otherName", body);
  const last = found.filter((text) => !text.endsWith("return n;")).map((text) => text.split("return ")[1]);
  assert.deepEqual(last, ["xs;"]);
  assert.ok(found.some((text) => text.includes("f(one)")));
});

Deno.test("variantsOf() leaves types, keys and what stands around the hole alone", () => {
  const found = of("const pair: [1, 2] = [n, 3] as [1, 2];\nreturn { 4: pair };");
  assert.ok(found.length > 3);
  assert.ok(found.every(({ text }) => text.includes(": [1, 2] =") && text.includes(" as [1, 2]")));
  assert.ok(found.every(({ text }) => text.includes("{ 4:")));
});

Deno.test("variantsOf() says no example again, neither its value nor its input", () => {
  const examples = [{ call: "f(7, [])", value: "12" }];
  assert.deepEqual(ofKind("neighbour", "if (n > 2) return 11;\nreturn n;", { examples }), [
    "if (n > 3) return 11;\nreturn n;",
    "if (n > 1) return 11;\nreturn n;",
    "if (n > 2) return 10;\nreturn n;",
  ]);
  const compared = ofKind("neighbour", "return n === 6 ? n : 9;", { examples });
  assert.ok(compared.includes("return n === 5 ? n : 9;"));
  assert.ok(!compared.includes("return n === 7 ? n : 9;"));
  assert.deepEqual(ofKind("neighbour", "return n === 7 ? n : xs;", { examples }), []);
});

Deno.test("variantsOf() keeps to texts that read a parameter", () => {
  assert.deepEqual(of("return 3;", { examples: [{ call: "f(1, [])", value: "4" }] }), []);
  assert.deepEqual(ofKind("logic", 'return n && "n";'), ['return n || "n";', "return n;"]);
});

Deno.test("variantsOf() says what it does", () => {
  assert.equal(of("return n < 2;")[0]?.reason, 'reads "<=" for "<"');
  const dropped = of("f(n);\nreturn n;").filter(({ kind }) => kind === "dropping");
  assert.deepEqual(dropped.map(({ reason }) => reason), ['leaves out "f(n);"']);
});

/** Bodies of several statements with most of what code has. */
const BODIES: readonly string[] = [
  "let best = -Infinity;\nfor (let i = 0; i < xs.length; i++) {\n  if (xs[i] > best || i === n) best = xs[i];\n}\nreturn best;",
  'const seen = new Set<number>();\nconst out: string[] = [];\nfor (const x of xs) {\n  if (seen.has(x)) continue;\n  seen.add(x);\n  out.push(`${x}`.padStart(3, "0"));\n}\nreturn out.join(", ").toLowerCase();',
  "while (n > 1 && !(n % 2)) {\n  n /= 2;\n  if (n === 8) break;\n}\ntry {\n  n = xs.indexOf(n) ** 2;\n} catch (error) {\n  throw error;\n}\nswitch (n) {\n  case 1: return xs[n - 1] ?? 0;\n  default: return n > 2 ? -n : +n;\n}",
  "const [head = 0, ...rest] = xs;\nconst { length: size } = rest;\nconst add = (a: number, b: number) => a + b;\nconst total = rest.filter((x) => x !== head && x >= 0).reduce(add, head);\nreturn /^a+$/i.test(String(total)) ? total / (size - 1) : Math.max(total, size, n);",
  "const at = (xs.length - 1) / 2;\nconst sorted = [...xs].sort();\ndo n--; while (n > (0 || 1));\nfor (const key in xs) if (key === '1') delete xs[0];\nconst first = sorted[0] ?? sorted[1] ?? (-(n * 2)) ** 2;\nreturn (sorted[Math.floor(at)]! + (sorted[Math.ceil(at)] as number)) / (2 - first);",
];

/** The statements of a body; `undefined` where the parser finds a fault. */
function statementsIn(body: string): readonly string[] | undefined {
  const text = `function f(n, xs) {${body}\n}`;
  const { program, errors } = parseSync("a.ts", text);
  const [outer] = program.body;
  if (errors.length > 0 || program.body.length !== 1 || outer?.type !== "FunctionDeclaration") {
    return undefined;
  }
  return outer.body?.body.map(({ start, end }) => text.slice(start, end));
}

Deno.test("variantsOf() makes texts that parse, each other in one statement alone", () => {
  for (const body of BODIES) {
    const before = statementsIn(body) ?? [];
    const found: readonly Variant[] = of(body);
    assert.ok(found.length > 50, `${found.length} variants`);
    assert.equal(new Set(found.map(({ text }) => text)).size, found.length);
    for (const { text, kind } of found) {
      const after = statementsIn(text);
      assert.ok(after, `${kind} does not parse: ${text}`);
      const first = before.findIndex((one, at) => one !== after[at]);
      const rest = before.length - 1 - first;
      assert.deepEqual(after.slice(after.length - rest), before.slice(first + 1), `${kind}: ${text}`);
    }
  }
});

Deno.test("variantsOf() makes no more than 400, likelier kinds first", () => {
  const lines = Array.from({ length: 60 }, (_, at) => `if (xs[${at}] < n) n += ${at};`);
  const found = of(`${lines.join("\n")}\nreturn n;`);
  assert.equal(found.length, 400);
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  assert.ok(found.every(({ rank }, at) => rank >= (found[at - 1]?.rank ?? 0)));
  assert.deepEqual(kinds, ["bound", "shift", "neighbour"]);
});

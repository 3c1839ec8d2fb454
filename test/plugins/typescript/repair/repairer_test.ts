import assert from "node:assert/strict";
import { createRepairer } from "../../../../plugins/typescript/repair/repairer.ts";
import { widened } from "../../../../plugins/typescript/repair/types.ts";
import { call } from "../call.ts";
import { watched } from "../watch/watched.ts";

/** What is proposed for the first fault of a text in a body, and what the watch says of it then. */
async function mended(
  text: string,
  { head = "export function f(names: string[], count: number): string {", more = "" } = {},
): Promise<readonly { readonly kind: string; readonly text: string; readonly faults: number }[]> {
  const files = { "a.ts": `${more}${head}/*<*/throw 0;/*>*/}\n` };
  await using project = await watched(files, "a.ts", "body");
  await using session = await project.open();
  const first = await session.whole(1, text, call);
  assert.ok(first.faults.length > 0, `no fault in ${text}`);
  const repairer = createRepairer(project.session);
  const all = await repairer.propose({ ...project.draft, text }, first.faults, call);
  const remedies = all.filter((one) => one.kind !== "choose");
  return await Promise.all(remedies.map(async ({ kind, text }, at) => {
    await using again = await project.open();
    const { faults } = kind === "declare"
      ? await again.check(1 + at, text, call)
      : await again.whole(1 + at, text, call);
    return { kind, text, faults: faults.length };
  }));
}

/** The only patch for a text, which leaves no fault. */
async function patch(text: string, more: Parameters<typeof mended>[1] = {}): Promise<string | undefined> {
  const [first, ...others] = await mended(text, more);
  assert.deepEqual([first?.faults ?? 0, others.length], [0, 0]);
  return first?.text;
}

Deno.test("propose() mends names and members that are written almost right", async () => {
  assert.equal(await patch("return names.joinn();"), "return names.join();");
  assert.equal(await patch("return nmaes[0] ?? '';"), "return names[0] ?? '';");
  assert.equal(await patch("return names[0]?.toUppercase() ?? '';"), "return names[0]?.toUpperCase() ?? '';");
});

Deno.test("propose() leaves a name alone that is another word", async () => {
  assert.deepEqual(await mended("return names.sum();"), []);
  assert.deepEqual(await mended("return names[0].strip();"), []);
  assert.deepEqual(await mended("return namesArr[0] ?? '';"), []);
});

Deno.test("propose() knows what counts are called, and that they are not", async () => {
  assert.equal(await patch("return String(new Set(names).length);"), "return String(new Set(names).size);");
  assert.equal(await patch("return String(names.size);"), "return String(names.length);");
  assert.equal(await patch("return String(names.length());"), "return String(names.length);");
});

Deno.test("propose() waits for promises where the function may", async () => {
  const more = "declare function load(name: string): Promise<{ title: string }>;\n";
  const head = "export async function f(name: string): Promise<string> {";
  assert.equal(await patch("return load(name).title;", { head, more }), "return (await load(name)).title;");
  const text = "const page: { title: string } = load(name);\nreturn page.title;";
  assert.equal(await patch(text, { head, more }), text.replace("load", "await load"));
  const plain = await mended("return load(name).title;", {
    head: "export function f(name: string): string {",
    more,
  });
  assert.deepEqual(plain, []);
});

Deno.test("propose() writes the type of a list that grows at its declaration", async () => {
  const text =
    "const found = [];\nconst add = () => found.push(names[0] ?? '');\nadd();\nreturn found.join();";
  assert.equal(await patch(text), text.replace("found =", "found: string[] ="));
  const own =
    "const sums = [];\nfor (let i = 0; i < count; i++) sums.push(i === 0 ? 0 : sums[i - 1] + 2);\nsums.push(count);\nreturn sums.join();";
  const [list] = await mended(own);
  assert.equal(list?.text, own.replace("sums =", "sums: number[] ="));
  const mixed = "let last;\nconst read = () => last;\nlast = names.length;\nreturn String(read());";
  assert.equal(await patch(mixed), mixed.replace("last;", "last: number | undefined;"));
});

Deno.test("propose() writes the types of a helper's parameters, as it is called", async () => {
  const text = "const cut = (name, at) => name.slice(at);\nreturn cut(names[0] ?? '', count);";
  const [first] = await mended(text);
  assert.equal(first?.text, text.replace("(name, at)", "(name: string, at)"));
});

Deno.test("propose() writes the type of an object that keeps values by key", async () => {
  const counts =
    "const counts = {};\nfor (const name of names) counts[name] = (counts[name] || 0) + 1;\nreturn String(Object.values(counts).length);";
  assert.equal(await patch(counts), counts.replace("counts =", "counts: Record<string, number> ="));
  const lists =
    "const at = {};\nfor (const name of names) {\n  if (!at[name.length]) at[name.length] = [];\n  at[name.length].push(name);\n}\nreturn Object.values(at).join();";
  // Nobody says that there is a list: that is another fault.
  const [list] = await mended(lists);
  assert.equal(list?.text, lists.replace("at =", "at: Record<number, string[]> ="));
  const known =
    "const roman = { a: 1, b: 2 };\nlet sum = 0;\nfor (const name of names) sum += roman[name] ?? 0;\nreturn String(sum);";
  assert.equal(await patch(known), known.replace("roman =", "roman: Record<string, number> ="));
});

Deno.test("propose() leaves an object alone of which nobody says what it keeps", async () => {
  assert.deepEqual(await mended("const all = {};\nreturn all[names[0] ?? ''];"), []);
  assert.deepEqual(await mended("const set = new Set(names);\nreturn set[0];"), []);
});

Deno.test("propose() declares a variable whose uses show how it begins, before the statement that uses it", async () => {
  const loop = "for (const name of names) {\n  total += name.length;\n}\nreturn String(total);";
  assert.equal(await patch(loop), `let total = 0;\n${loop}`);
  const each = "if (count > 1) {\n  names.forEach((name) => found.push(name));\n}\nreturn found.join();";
  assert.equal(await patch(each), `const found: string[] = [];\n${each}`);
  const text = "for (const name of names) joined += name;\nreturn joined;";
  assert.equal(await patch(text), `let joined = "";\n${text}`);
  const set = "names.forEach((name) => seen.add(name));\nreturn [...seen].join();";
  assert.equal(await patch(set), `const seen = new Set<string>();\n${set}`);
  const keyed = "for (const name of names) places[name] = count;\nreturn Object.keys(places).join();";
  assert.equal(await patch(keyed), `const places: Record<string, number> = {};\n${keyed}`);
});

Deno.test("propose() declares nothing that could begin in several ways", async () => {
  assert.deepEqual(
    await mended("for (const { length } of names) if (length > most) most = length;\nreturn String(most);"),
    [],
  );
  assert.deepEqual(await mended("return result;"), []);
});

Deno.test("propose() opens a helper that is called and missing, with the types that it is given and asked for", async () => {
  const [first, ...others] = await mended("const best = pick(names, count);\nreturn shorten(best, 3);");
  assert.deepEqual([others, first?.kind, first?.faults], [[], "declare", 0]);
  assert.match(first?.text ?? "", /\n\nfunction pick\(names: string\[\], count: number\) \{\n$/);
  const [test] = await mended("if (isGood(names[0] ?? '', 1, 2)) return '';\nreturn names.join();");
  assert.match(
    test?.text ?? "",
    /\n\nfunction isGood\(value: string, value2: number, value3: number\): boolean \{\n$/,
  );
  const [text] = await mended("return shorten(count);");
  assert.match(text?.text ?? "", /\n\nfunction shorten\(count: number\): string \{\n$/);
});

Deno.test("propose() opens nothing for what is no call of a name, and nothing in JavaScript", async () => {
  assert.deepEqual(await mended("return missing.name;"), []);
  assert.deepEqual(await mended("return new Missing(1).name;"), []);
});

Deno.test("propose() opens the value that a function owes, where the hole is its body", async () => {
  const text = "const found: string[] = [];\nfor (const name of names) found.push(name);";
  assert.deepEqual(await mended(text), [{ kind: "declare", text: `${text}\nreturn `, faults: 0 }]);
  const inner = "const g = (n: number): string => { if (n > 1) return 'a'; };\nreturn g(count);";
  assert.ok(!(await mended(inner)).some((one) => one.text.endsWith("return ")));
});

/** The names that are proposed for the first fault of a text in a body. */
async function names(text: string): Promise<readonly string[] | undefined> {
  const head = "export function f(names: string[], count: number): string {";
  const files = { "a.ts": `const shared = 1;\n${head}/*<*/throw 0;/*>*/}\n` };
  await using project = await watched(files, "a.ts", "body");
  await using session = await project.open();
  const { faults } = await session.whole(1, text, call);
  const remedies = await createRepairer(project.session).propose({ ...project.draft, text }, faults, call);
  return remedies.find((one) => one.kind === "choose")?.names;
}

Deno.test("propose() names what may stand where a name is that is not there: what is visible, or its object's members", async () => {
  const visible = await names("const own = 1;\nreturn missing + own;") ?? [];
  for (const name of ["own", "names", "count", "f", "shared", "Math"]) {
    assert.ok(visible.includes(name), name);
  }
  assert.ok(!visible.includes("missing") && !visible.includes("toFixed"));
  const members = await names("return count.missing();") ?? [];
  assert.ok(members.includes("toFixed") && !members.includes("names"), members.join());
  const nullable = await names("return names[0]?.missing() ?? '';") ?? [];
  assert.ok(nullable.includes("trim"), nullable.join());
});

Deno.test("propose() names nothing where the fault is about no name", async () => {
  assert.equal(await names("return count;"), undefined);
});

Deno.test("propose() proposes no cast and no any", async () => {
  for (const text of ["return count;", "const a: number = names;\nreturn '';", "return f(names, '1');"]) {
    assert.deepEqual(await mended(text), []);
  }
});

Deno.test("widened() makes of literal types what a person would write", () => {
  assert.equal(widened('"a" | "b"'), "string");
  assert.equal(widened("1 | 2 | undefined"), "number | undefined");
  assert.equal(widened("true"), "boolean");
  assert.equal(widened("Map<string, 1>"), "Map<string, 1>");
});

Deno.test("propose() opens a helper with the head that one of its name has elsewhere in the file", async () => {
  const other = "export function g(): string {\n  return shorten('abc', 1);\n\n" +
    "  function shorten(text: string, most = 8): string {\n    return text.slice(0, most);\n  }\n}\n";
  const heads = async (text: string, more: string) =>
    (await mended(text, { more })).map(({ kind, text, faults }) => [kind, text.split("\n").at(-2), faults]);
  assert.deepEqual(await heads("return shorten(names.join());", other), [
    ["declare", "function shorten(text: string, most = 8): string {", 0],
    ["declare", "function shorten(value: string): string {", 0],
  ]);
  // A head that does not fit the call has a fault, and the next one is taken.
  assert.deepEqual((await heads("return shorten(count);", other)).map(([, , faults]) => faults), [1, 0]);
});

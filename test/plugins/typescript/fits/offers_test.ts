import assert from "node:assert/strict";
import type { Term } from "../../../../core/code/scope.ts";
import { Offers } from "../../../../plugins/typescript/fits/offers.ts";
import { survey } from "../../../../plugins/typescript/survey.ts";
import { inMemory } from "../in_memory.ts";

interface Offered {
  readonly terms: readonly Term[];
  readonly texts: readonly string[];
  slot(text: string, at: number): Promise<readonly string[]>;
}

async function offered<T>(
  text: string,
  check: (offered: Offered) => T | Promise<T>,
  intent = "",
): Promise<T> {
  await using project = await inMemory(`declare function hole<T = any>(): T;\n${text}`);
  const { compiler, path, draft, statistics } = project;
  const look = await survey(compiler, path, project.text, draft, []);
  await using _ = look.moment;
  const offers = new Offers(look, statistics, { file: "a.ts", intent, quote: "'" });
  const terms = await offers.terms("");
  const slot = async (head: string, at: number) => {
    const term = terms.find(({ parts }) => parts.join("⟨⟩") === head);
    assert.ok(term, `${head} among ${terms.map(({ parts }) => parts.join("⟨⟩")).join("  ")}`);
    return textsOf(await offers.terms(term.slots[at]?.key ?? ""));
  };
  return await check({ terms, texts: textsOf(terms), slot });
}

function textsOf(terms: readonly Term[]): string[] {
  return terms.map(({ parts }) => parts.join("⟨⟩"));
}

Deno.test("terms() finds a member that is named as is wanted among more than it looks at", async () => {
  const many = Array.from({ length: 90 }, (_, at) => `m${at}: boolean;`).join(" ");
  const text = `export function port(big: { ${many} port: number }): number { return hole(); }`;
  await offered(text, ({ texts }) => assert.ok(texts.includes("big.port"), texts.join("  ")));
});

Deno.test("terms() offers names, members and literals of the type and no others", async () => {
  await offered("export function f(s: string, n: number): number { return hole(); }", ({ texts }) => {
    assert.ok(texts.includes("n") && texts.includes("s.length"), texts.join("  "));
    assert.ok(!texts.includes("s"), texts.join("  "));
  });
});

Deno.test("terms() offers private members of this class's values inside the class, and no others", async () => {
  const text = `class Other { #secret = 1; read() { return this.#secret; } }
class Money {
  #cents = 1; static #made = 2; #next?: Money; "#word" = 3;
  get #half() { return 1; }
  set #lost(value: number) {}
  #sum(by: number) { return by; }
  f(money: Money, other: Other): number { return hole(); }
}`;
  await offered(text, ({ texts }) => {
    const privates = texts.filter((text) => text.includes("#"));
    for (const one of ["this.#cents", "this.#half", "money.#cents", "Money.#made", "this.#sum(⟨⟩)"]) {
      assert.ok(privates.includes(one), `${one} among ${privates.join("  ")}`);
    }
    assert.deepEqual(privates.filter((one) => /#lost|#word|#secret|prototype/.test(one)), []);
  });
  const outside = text.replace("return hole();", "return 1;") +
    "export const a = (money: Money): number => hole();";
  await offered(outside, ({ texts }) => assert.ok(!texts.some((one) => one.includes("#")), texts.join("  ")));
});

Deno.test("terms() never offers what marks the hole", async () => {
  await offered("export function f(a: string): string { return hole(); }", ({ texts }) => {
    assert.ok(!texts.some((text) => text.includes("hole")), texts.join("  "));
  });
});

Deno.test("terms() offers the members of a union of literals in the file's quotes", async () => {
  await offered("export function f(): 'up' | 'down' { return hole(); }", ({ texts }) => {
    assert.ok(texts.includes("'up'") && texts.includes("'down'"), texts.join("  "));
  });
});

Deno.test("terms() opens a typed slot for each argument of a call", async () => {
  const text = "declare function g(a: number, b: string): boolean;\n" +
    "export function f(n: number, s: string): boolean { return hole(); }";
  await offered(text, async ({ slot }) => {
    const [first, second] = [await slot("g(⟨⟩, ⟨⟩)", 0), await slot("g(⟨⟩, ⟨⟩)", 1)];
    assert.ok(first.includes("n") && !first.includes("s"), first.join("  "));
    assert.ok(second.includes("s") && !second.includes("n"), second.join("  "));
  });
});

Deno.test("terms() offers constructions, optional calls and calls on results", async () => {
  const text = "class C { constructor(n: number) {} }\ndeclare function open(): { read(): C };\n" +
    "export function f(n: number, make?: () => C): C | undefined { return hole(); }";
  await offered(text, ({ texts }) => {
    for (const one of ["new C(⟨⟩)", "make?.()", "open().read()"]) {
      assert.ok(texts.includes(one), `${one}: ${texts}`);
    }
  });
});

Deno.test("terms() writes an object's members short where a visible name is the key", async () => {
  const text = "export function f(name: string): { name: string; size: number } { return hole(); }";
  await offered(text, ({ texts }) => assert.ok(texts.includes("{ name, size: ⟨⟩ }"), texts.join("  ")));
});

Deno.test("terms() offers elements of arrays by an index", async () => {
  const text = "export function f(rows: string[], at: number): string { const x = rows[0]; return hole(); }";
  await offered(text, async ({ slot }) => {
    const index = await slot("rows[⟨⟩]", 0);
    assert.ok(index.includes("at"), index.join("  "));
  });
});

Deno.test("terms() writes function literals whose bodies see the typed parameters", async () => {
  const text = "declare function g(run: (row: { size: number }) => number): void;\n" +
    "export function h(rows: { size: number }[]) { g(hole()); rows.map((row) => row.size); }";
  await offered(text, async ({ slot }) => {
    const body = await slot("(row) => ⟨⟩", 0);
    assert.ok(body.includes("row.size"), body.join("  "));
  });
});

Deno.test("terms() pairs values of like names", async () => {
  const text = "export function f(rows: { id: string }, rowsId: string): boolean { return hole(); }";
  await offered(
    text,
    ({ texts }) => assert.ok(texts.some((one) => one === "rows.id === rowsId"), texts.join("  ")),
  );
});

Deno.test("terms() costs are likelihoods: sorted, and no more than one together", async () => {
  await offered("export function f(a: string, b: string): string { return hole(); }", ({ terms }) => {
    const costs = terms.map(({ cost }) => cost);
    assert.deepEqual(costs, costs.toSorted((a, b) => a - b));
    assert.ok(costs.reduce((sum, cost) => sum + Math.exp(-cost), 0) < 1.0001);
  });
});

Deno.test("terms() puts names that meet the intent first", async () => {
  const text = "export function f(total: number, other: number): number { return hole(); }";
  const first = (intent: string) => offered(text, ({ texts }) => texts[0], intent);
  assert.equal(await first("the total"), "total");
  assert.equal(await first("the other"), "other");
});

Deno.test("terms() of an unknown key are none", async () => {
  await using project = await inMemory("declare function hole(): any;\nexport const a: number = hole();");
  const look = await survey(project.compiler, project.path, project.text, project.draft, []);
  await using _ = look.moment;
  const offers = new Offers(look, project.statistics, { file: "a.ts", intent: "", quote: '"' });
  assert.deepEqual(await offers.terms("nothing"), []);
});

Deno.test("terms() say which imports they need", async () => {
  const text =
    "declare function hole<T = any>(): T;\nexport function f(n: number): string { return hole(); }";
  await using project = await inMemory(text, {
    "b.ts": "export function shown(n: number) { return `${n}`; }",
  });
  const need = { name: "shown", from: "./b", kind: "named" as const };
  const { compiler, path, draft, statistics } = project;
  const look = await survey(compiler, path, text, draft, [], [need]);
  await using _ = look.moment;
  const offers = new Offers(look, statistics, { file: "a.ts", intent: "", quote: '"' });
  const term = (await offers.terms("")).find(({ parts }) => parts[0] === "shown(");
  assert.deepEqual(term?.needs, [need]);
});

Deno.test("terms() repeat what the project wrote, but not its ways around the compiler", async () => {
  const text =
    "declare const a: { b(c: number): string };\na.b(1 + 2); const x = a.b(1 + 2); const y: string = a as any;\n" +
    "export function f(): string { return hole(); }";
  await offered(text, ({ texts }) => {
    assert.ok(texts.includes("a.b(1 + 2)"), texts.join("  "));
    assert.ok(!texts.some((one) => one.includes("as any")), texts.join("  "));
  });
});

Deno.test("terms() puts parentheses around what binds looser than the operator beside it", async () => {
  const text = "export function f(a: number, b: number): boolean { return !hole(); }";
  await offered(text, ({ texts }) => {
    assert.ok(texts.includes("(⟨⟩ === ⟨⟩)"), texts.join("  "));
    assert.ok(!texts.includes("⟨⟩ === ⟨⟩"), texts.join("  "));
  });
});

Deno.test("terms() waits by yield* in generators and by await in async functions alone", async () => {
  const waits = (head: string) =>
    offered(
      `export ${head} f(a: string) { const b = hole(); }`,
      ({ texts }) => texts.filter((one) => /^(await|yield)/.test(one)),
    );
  assert.deepEqual(await waits("function*"), ["yield* ⟨⟩"]);
  assert.deepEqual(await waits("async function"), ["await ⟨⟩"]);
  assert.deepEqual(await waits("function"), []);
});

Deno.test("terms() writes function literals for generic calls", async () => {
  const text = "export function f(rows: { size: number }[]) { return rows.map(hole()); }";
  await offered(text, async ({ slot }) => {
    const body = await slot("(value) => ⟨⟩", 0);
    assert.ok(body.includes("value.size"), body.join("  "));
  });
});

Deno.test("fitting() compares what a function literal's parameter has with names outside", async () => {
  const text = "declare function hole<T = any>(): T;\n" +
    "export function f(rows: { id: string }[], id: string) { return rows.filter(hole()); }";
  await using project = await inMemory(text);
  const look = await survey(project.compiler, project.path, text, project.draft, []);
  await using _ = look.moment;
  const offers = new Offers(look, project.statistics, { file: "a.ts", intent: "", quote: "'" });
  const arrow = (await offers.fitting()).find(({ parts }) => parts[0] === "(value) => ");
  const bodies = (await offers.fitting(arrow?.slots[0]?.place)).map(({ parts }) => parts.join(""));
  assert.ok(bodies.includes("value.id === id"), bodies.join("  "));
});

Deno.test("terms() prefers what later code can use", async () => {
  const text = "export function f(one: { a: 1 }, two: { b: 2 }) { const x = hole(); return x.b; }";
  await offered(
    text,
    ({ texts }) => assert.ok(texts.indexOf("two") < texts.indexOf("one"), texts.join("  ")),
  );
});

Deno.test("terms() asks whether a value is there, and gives another where it is not", async () => {
  const text = "export function f(a: string[] | undefined, b: number | null) { const x = hole(); return x; }";
  await offered(text, ({ texts }) => {
    for (const one of ["a ?? []", "a !== undefined", "b ?? 0", "b === null"]) {
      assert.ok(texts.includes(one), `${one}: ${texts}`);
    }
  });
});

Deno.test("terms() puts only what may be absent on the left of ??", async () => {
  const text = "export function f(a: string, b?: string): string { return hole(); }";
  await offered(text, async ({ slot }) => {
    const left = await slot("⟨⟩ ?? ⟨⟩", 0);
    assert.ok(left.includes("b") && !left.includes("a"), left.join("  "));
  });
});

Deno.test("terms() changes one member of an object", async () => {
  const text = "interface Row { name: string; size: number }\n" +
    "export function f(row: Row, name: string): Row { return hole(); }";
  await offered(text, async ({ texts, slot }) => {
    assert.ok(texts.includes("{ ...⟨⟩, name }"), texts.join("  "));
    assert.ok((await slot("{ ...⟨⟩, name }", 0)).includes("row"));
  });
});

Deno.test("terms() spreads lists of other kinds into one", async () => {
  const text = "export function f(rows: readonly string[], more: Set<string>): string[] { return hole(); }";
  await offered(text, async ({ slot }) => {
    const [first, second] = [await slot("[...⟨⟩, ...⟨⟩]", 0), await slot("[...⟨⟩, ...⟨⟩]", 1)];
    assert.ok(first.includes("rows") && second.includes("more"), `${first} | ${second}`);
  });
});

Deno.test("terms() knows a name by neighbouring words of the intent", async () => {
  const text = "declare function notFoundError(): Error; declare function otherError(): Error;\n" +
    "export function f(): Error { return hole(); }";
  assert.equal(await offered(text, ({ texts }) => texts[0], "a not found error"), "notFoundError()");
});

Deno.test("terms() leaves out members of prototypes that the project never names", async () => {
  await offered(
    "class C { a = 1 } export function f() { const x = hole(); return new C(); }",
    ({ texts }) => {
      assert.ok(!texts.some((text) => text.includes(".prototype")), texts.join("  "));
    },
  );
});

Deno.test("terms() offers a function that nobody calls before methods that everybody does", async () => {
  const many = Array.from(
    { length: 80 },
    (_, at) => `declare const s${at}: string; s${at}.trim(); s${at}.at(0);`,
  );
  const text = `${many.join("\n")}\ndeclare function sliceOf(text: string): string;\n` +
    "export function f(text: string) { const x = hole(); return x; }";
  await offered(text, ({ texts }) => assert.ok(texts.includes("sliceOf(⟨⟩)"), texts.join("  ")));
});

Deno.test("terms() waits only for what can be waited for", async () => {
  const text = "export async function f(a: Promise<string>, b: string) { const x = hole(); return x; }";
  await offered(text, async ({ slot }) => {
    const waited = await slot("await ⟨⟩", 0);
    assert.ok(waited.includes("a") && !waited.includes("b"), waited.join("  "));
  });
});

Deno.test("terms() offers no call of a global that gives anything, unless the project makes it", async () => {
  const globals = async (text: string) => {
    const whole = `declare function hole<T = any>(): T;\n${text}`;
    await using project = await inMemory(whole);
    const look = await survey(project.compiler, project.path, whole, project.draft, ["Object", "JSON"]);
    await using _ = look.moment;
    const offers = new Offers(look, project.statistics, { file: "a.ts", intent: "", quote: "'" });
    return textsOf(await offers.terms("")).filter((one) => /^Object\(|^JSON.parse/.test(one));
  };
  const hole = "export function f(text: string) { const x = hole(); return x; }";
  assert.deepEqual(await globals(hole), []);
  assert.deepEqual(await globals(`${hole}\nJSON.parse("1");`), ["JSON.parse(⟨⟩)"]);
});

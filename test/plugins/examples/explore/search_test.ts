import assert from "node:assert/strict";
import type { Known, Measure } from "../../../../plugins/examples/explore/inside/asked.ts";
import { searchValues } from "../../../../plugins/examples/explore/inside/search.ts";
import { select } from "../../../../plugins/examples/explore/select.ts";
import type { Answer } from "../../../../plugins/examples/explore/inside/telling.ts";
import { Space } from "../../../../plugins/examples/explore/inside/space.ts";
import { answers, BASE, known } from "./answers.ts";

Deno.test("searchValues() finds members, operators and methods of what is given", async () => {
  const wanted = [6, 20];
  assert.equal(
    (await answers({ item: [{ price: 3 }, { price: 4 }], n: [2, 5] }, { wanted }))[0],
    "item.price * n",
  );
  const upper = { wanted: ["AB", "C"] };
  assert.ok((await answers({ word: [" ab", "c "] }, upper)).includes("word.toUpperCase().trim()"));
});

Deno.test("searchValues() solves for constants that nobody named", async () => {
  const wanted = [90, 45, 720];
  assert.equal(
    (await answers({ hours: [1, 0, 12], minutes: [30, 45, 0] }, { wanted }))[0],
    "hours * 60 + minutes",
  );
  assert.ok((await answers({ day: [5, 2, 6] }, { wanted: [true, false, true] })).includes("day >= 5"));
  const kinds = { event: [{ kind: "closed" }, { kind: "opened" }] };
  assert.ok((await answers(kinds, { wanted: [true, false] })).includes('event.kind === "closed"'));
});

/** Examples: more than an integer has bits. */
const MANY = Array.from({ length: 67 }, (_, row) => row);

Deno.test("searchValues() puts things together from any number of examples", async () => {
  const n = MANY.map((row) => 1 + (row * 7) % 9);
  const isOn = MANY.map((row) => row % 3 !== 0);
  const isLate = MANY.map((row) => row > 33);
  const large = { wanted: n.map((one) => one >= 7), maxLevel: 8 };
  assert.ok((await answers({ n }, large)).includes("n >= 7"));
  const both = MANY.map((row) => isOn[row]! && isLate[row]!);
  assert.equal((await answers({ isOn, isLate }, { wanted: both, maxLevel: 6 }))[0], "isLate && isOn");
  const choice = MANY.map((row) => isLate[row] ? n[row]! * 60 : n[row]);
  assert.equal((await answers({ isLate, n }, { wanted: choice, maxLevel: 8 }))[0], "isLate ? n * 60 : n");
});

Deno.test("searchValues() looks into the lists of any usual number of examples", async () => {
  const xs = MANY.map((row) => [row % 5, 7, -(row % 4)].slice(0, 1 + row % 3));
  const kept = await answers({ xs }, {
    wanted: xs.map((list) => list.filter((x) => x > 2)),
    maxLevel: 7,
  });
  assert.equal(kept[0], "xs.filter((item) => item > 2)");
  const added = await answers({ xs }, {
    wanted: xs.map((list) => list.map((x) => x + 60)),
    maxLevel: 7,
  });
  assert.equal(added[0], "xs.map((item) => item + 60)");
});

Deno.test("searchValues() takes no other name for one that the function is given, however many there are", async () => {
  const name = (text: string, values: readonly number[], isGiven = false): Known => (
    { text, level: 2, kind: "value", isGiven, values }
  );
  const others = Array.from({ length: 29 }, (_, at) => ({ ...name(`other${at}`, [at, at, at]), level: 9 }));
  const names = [name("n", [1, 1, 4], true), ...others, name("rate", [2, 3, 5])];
  const found: Answer[] = [];
  const search = { ...BASE, names, rows: 3, counted: 3, wanted: [4, 6, 10], maxLevel: 6 };
  await searchValues(search, (answer) => found.push(answer));
  assert.deepEqual([found[0]?.text, found[0]?.unread], ["rate * 2", 1]);
});

Deno.test("searchValues() puts templates, objects and lists together from their parts", async () => {
  const wanted = ["<ab> (1)", "<c> (20)"];
  assert.equal((await answers({ word: ["ab", "c"], n: [1, 20] }, { wanted }))[0], "`<${word}> (${n})`");
  const dates = [{ year: 2024, day: 17 }, { year: 2023, day: 31 }];
  const firsts = dates.map(({ year }) => ({ year, day: 1 }));
  assert.equal((await answers({ date: dates }, { wanted: firsts }))[0], "{ ...date, day: 1 }");
  const pairs = { wanted: [["a", 1], ["b", 2]] };
  assert.equal((await answers({ from: ["a", "b"], to: [1, 2] }, pairs))[0], "[from, to]");
});

Deno.test("searchValues() takes the signs between values from a single example, but no words", async () => {
  const given = { carrier: ["snail"], zone: ["near"] };
  assert.equal((await answers(given, { wanted: ["snail:near"] }))[0], "`${carrier}:${zone}`");
  assert.ok(!(await answers(given, { wanted: ["snail to near"] })).some((text) => text.includes(" to ")));
});

Deno.test("searchValues() escapes what ends a template", async () => {
  const wanted = ["`a` ${", "`b` ${"];
  assert.equal((await answers({ word: ["a", "b"] }, { wanted }))[0], "`\\`${word}\\` \\${`");
});

Deno.test("searchValues() gives values in place of missing ones, and chooses", async () => {
  const wanted = ["x", "unknown"];
  assert.equal(
    (await answers({ item: [{ by: "x" }, {}] }, { wanted, words: ["unknown"] }))[0],
    'item.by ?? "unknown"',
  );
  const sizes = { isBig: [true, false, true], n: [3, 4, 5] };
  assert.ok(
    (await answers(sizes, { wanted: [30, 4, 50] })).some((text) => /^isBig \? .*n.* : n$/.test(text)),
  );
});

Deno.test("searchValues() looks into the elements of lists", async () => {
  const people = [[{ name: "Ada", age: 3 }, { name: "Bo", age: 5 }], [{ name: "Cy", age: 4 }]];
  const names = people.map((row) => row.map(({ name }) => name));
  assert.equal((await answers({ people }, { wanted: names }))[0], "people.map((item) => item.name)");
  const grown = people.map((row) => row.filter(({ age }) => age > 3));
  const texts = await answers({ people, limit: [3, 3] }, { wanted: grown, words: ["filter"] });
  assert.ok(texts.includes("people.filter((item) => limit < item.age)"), texts.join("\n"));
  const words = [["a", "bcd"], ["ef"]];
  assert.equal(
    (await answers({ words }, { wanted: words.map((row) => row.map((word) => word.length)) }))[0],
    "words.map((word) => word.length)",
  );
});

Deno.test("searchValues() calls the functions of the project with what they take", async () => {
  const wanted = [5, 10];
  const halfway = (a: number, b: number) => (a + b) / 2;
  const takes = [{ kind: "number" }, { kind: "number" }];
  const names = [known("halfway", halfway, takes, 2)];
  assert.ok(
    (await answers({ low: [0, 5], high: [10, 15] }, { wanted, names })).includes("halfway(low, high)"),
  );
});

Deno.test("searchValues() tells answers apart by calls whose results nobody knows", async () => {
  // Both members are 1 in the examples; on the third row they differ.
  const boxes = [{ width: 1, height: 1 }, { width: 4, height: 4 }, { width: 2, height: 7 }];
  const found = await answers({ box: boxes }, { wanted: [1, 4], rows: 3 });
  assert.ok(found.includes("box.width") && found.includes("box.height"), found.join("\n"));
});

Deno.test("searchValues() changes nothing that it is given", async () => {
  const list = [[3, 1, 2], [5, 4]];
  const found = await answers({ list }, { wanted: [[1, 2, 3], [4, 5]] });
  assert.equal(found[0], "list.toSorted()");
  assert.deepEqual(list, [[3, 1, 2], [5, 4]]);
});

Deno.test("searchValues() leaves out functions that did not end, and tells before it calls one", async () => {
  const called: string[] = [];
  const options = { wanted: [2, 4], calling: (name: string) => void called.push(name) };
  const twice = known("twice", (n: number) => 2 * n, [{ kind: "number" }], 2);
  assert.ok((await answers({ n: [1, 2] }, { ...options, names: [twice] })).includes("twice(n)"));
  assert.ok(called.includes("twice"));
  const without = await answers({ n: [1, 2] }, { ...options, names: [twice], avoided: ["twice"] });
  assert.ok(!without.some((text) => text.includes("twice")));
});

Deno.test("searchValues() sees a member that one of several types lacks under a condition only", async () => {
  const events = [{ at: 1, amount: 900 }, { at: 3, amount: 250 }, { at: 9 }];
  const found = await answers({ event: events }, { wanted: [900, 250, 0], slack: 3 });
  assert.ok(found.includes("event.amount ?? 0"));
  assert.ok(found.some((text) => text === '"amount" in event ? event.amount : 0'), found.join("\n"));
});

Deno.test("searchValues() does not say one example again beside what is computed", async () => {
  const sizes = { grams: [300, 1500], size: [{ w: 30 }, undefined] };
  const found = await answers(sizes, { wanted: [1200, 1500] });
  assert.ok(!found.some((text) => text.includes("1200")), found.join("\n"));
  const days = await answers({ isLeap: [true, false, false] }, { wanted: [366, 365, 365] });
  assert.equal(days[0], "isLeap ? 366 : 365");
});

Deno.test("searchValues() asks whether the examples hold where they do not say the value", async () => {
  const tried: unknown[] = [];
  const holds = (value: unknown, row: number) => {
    tried.push(value);
    return Promise.resolve(value === [4, 10][row]);
  };
  const names = [{ text: "n", level: 2, kind: "value" as const, isGiven: false, values: [2, 5] }];
  const options = { names, holds, expected: { kind: "number" }, rows: 2, counted: 2 };
  const found: string[] = [];
  const { wanted: _, ...rest } = BASE;
  await searchValues({ ...rest, ...options }, ({ text }) => found.push(text));
  assert.ok(found.includes("n + n") || found.includes("n * 2"), found.join("\n"));
  assert.ok(tried.every((value) => typeof value === "number"));
});

Deno.test("searchValues() measures what comes by chance where the examples do not say the value, too", async () => {
  let last: Measure = { counts: [], surprise: 0 };
  const search = {
    names: [{ text: "n", level: 2, kind: "value" as const, isGiven: false, values: [2, 5] }],
    holds: (value: unknown, row: number) => Promise.resolve(row === 0 ? Number(value) > 0 : value === 10),
    rows: 2,
    counted: 2,
    maxLevel: 7,
    measured: (measure: Measure) => last = measure,
  };
  const { wanted: _, ...rest } = BASE;
  await searchValues({ ...rest, ...search }, () => {});
  const [few = 0, all = 0] = [last.counts[3], last.counts.at(-1)];
  assert.ok(few > 0 && all > few, last.counts.join());
  // One in two makes the first example true, far fewer the second as well.
  assert.ok(last.surprise > Math.log(8) && last.surprise < 2 * Math.log(all), String(last.surprise));
});

Deno.test("searchValues() takes no constant of a single example for a member that what is at hand has", async () => {
  const money = (amount: number) => ({ amount, currency: "EUR" });
  type Money = ReturnType<typeof money>;
  const less = known("less", (a: Money, b: Money) => money(Math.max(0, a.amount - b.amount)), [{
    kind: "record",
  }, { kind: "record" }], 1);
  const given = { price: [money(20)], off: [money(25)] };
  const found = await answers(given, { wanted: [money(0)], names: [less], maxLevel: 10, slack: 6 });
  assert.equal(found[0], "less(price, off)");
  assert.ok(found.indexOf("{ ...price, amount: 0 }") > 0, found.join("\n"));
  const alone = { wanted: [money(0)], names: [less], maxLevel: 12, slack: 6 };
  const price = { price: given.price };
  assert.equal((await answers(price, { ...alone, words: ["zero"] }))[0], "{ ...price, amount: 0 }");
  assert.equal((await answers(price, alone))[0], "less(price, price)");
  const fresh = await answers({ name: ["a"] }, { wanted: [{ name: "a", count: 0 }], maxLevel: 8 });
  assert.equal(fresh[0], "{ name, count: 0 }");
});

Deno.test("searchValues() trusts no constant that is made for two examples before what needs none", async () => {
  const boxes = [{ width: 2, height: 5 }, { width: 3, height: 3 }];
  assert.match((await answers({ box: boxes }, { wanted: [10, 9] }))[0] ?? "", /^box\.\w+ \* box\.\w+$/);
});

Deno.test("select() keeps the cheapest of each text, a few of each behaviour, and none that is much dearer", () => {
  const answer = (text: string, level: number, behaviour = level) => ({ text, level, behaviour, unread: 0 });
  const found = [answer("far", 20), answer("b", 6), answer("a", 9), answer("a", 5), answer("limit", 8)];
  assert.deepEqual(select(found, 3).map(({ text }) => text), ["a", "b", "limit"]);
  const alike = ["v", "w", "x", "y", "z"].map((text) => answer(text, 1, 7));
  assert.equal(select(alike, 3).length, 4);
  assert.deepEqual(select([], 3), []);
});

Deno.test("select() keeps one that does something else, however dear it is", () => {
  const answer = (text: string, level: number, behaviour: number) => ({ text, level, behaviour, unread: 0 });
  const found = [answer("a", 5, 0), answer("a + 0", 6, 0), answer("b", 19, 1), answer("c", 20, 2)];
  assert.deepEqual(select(found, 3).map(({ text }) => text), ["a", "a + 0", "b"]);
});

Deno.test("Space keeps one expression for equal values, and none where a value is missing for no reason", async () => {
  const space = new Space({ rows: 1, counted: 1, maxEntries: 10, idOf: () => 0 });
  const seen: boolean[] = [];
  space.onEntry((_, isNew) => seen.push(isNew));
  const one = { level: 1, rank: 20, values: [1], reads: 1, isLiteral: false };
  space.offer({ ...one, text: "a" });
  space.offer({ ...one, text: "b" });
  space.offer({ ...one, text: "c", values: [undefined] });
  await space.grow([], () => false);
  assert.deepEqual(seen, [true, false]);
  assert.equal(space.size, 1);
});

Deno.test("searchValues() puts what is empty on some rows into a template", async () => {
  assert.ok(
    (await answers({ text: ["a", "", "bc"] }, { wanted: ["A!", "!", "BC!"] })).includes(
      "`${text.toUpperCase()}!`",
    ),
  );
});

Deno.test("searchValues() takes what the place lets choose from before a name with the same value", async () => {
  const given = { days: [3, -1, 5, -7], status: ["lent", "lent", "lent", "lent"] };
  const expected = { kind: "string", values: ["lent", "free", "lost"] };
  const wanted = ["lent", "free", "lent", "free"];
  assert.equal((await answers(given, { wanted, expected }))[0], 'days < 0 ? "free" : "lent"');
  const holds = (value: unknown) => Promise.resolve(value === "lent");
  const names = [{
    text: "status",
    level: 2,
    kind: "value" as const,
    isGiven: false,
    values: ["lent", "lent"],
  }];
  const { wanted: _, ...rest } = BASE;
  const found: string[] = [];
  const options = { names, holds, expected, rows: 2, counted: 2 };
  await searchValues({ ...rest, ...options }, ({ text }) => found.push(text));
  assert.deepEqual(found.slice(0, 2), ['"lent"', "status"]);
});

Deno.test("searchValues() waits for what promises come to where that may be, and passes them on where it may not", async () => {
  const load = (id: number) => Promise.resolve({ price: id === 2 ? 7 : 1 });
  const names = [known("load", load, [{ kind: "number" }], 2)];
  const wanted = { wanted: [14, 2], names };
  assert.ok(
    (await answers({ id: [2, 5] }, { ...wanted, mayWait: true })).includes("(await load(id)).price * 2"),
  );
  assert.deepEqual((await answers({ id: [2, 5] }, wanted)).filter((text) => /load/.test(text)), []);
  const whole = await answers({ id: [2, 5] }, { names, wanted: [{ price: 7 }, { price: 1 }] });
  assert.equal(whole[0], "load(id)");
  const given = {
    one: [Promise.resolve(2), Promise.resolve(7)],
    two: [Promise.resolve(3), Promise.resolve(1)],
  };
  const sum = await answers(given, { wanted: [5, 8], mayWait: true });
  assert.equal(sum[0], "await one + await two");
});

Deno.test("searchValues() goes on without promises that fail or never end", async () => {
  const never = () => new Promise(() => {});
  const failing = () => Promise.reject(new Error("no"));
  const names = [known("never", never, [{ kind: "number" }], 2), known("failing", failing, [], 2)];
  assert.equal(
    (await answers({ n: [2, 5] }, { wanted: [3, 6], names, mayWait: true, maxLevel: 6 }))[0],
    "n + 1",
  );
});

import assert from "node:assert/strict";
import { answers, known } from "./answers.ts";

const PEOPLE = [
  [{ name: "Ada", age: 30 }, { name: "Bo", age: 15 }, { name: "Cy", age: 40 }],
  [{ name: "Di", age: 60 }, { name: "Ed", age: 17 }],
  [],
];

Deno.test("Pipelines keep what a condition holds for, and take a member of it", async () => {
  const found = await answers({ users: PEOPLE, years: [18, 18, 3] }, { wanted: [["Ada", "Cy"], ["Di"], []] });
  assert.equal(found[0], "users.filter((user) => years < user.age).map((user) => user.name)");
});

Deno.test("Pipelines wait for a list, and read nothing in a condition that would have to wait", async () => {
  const given = {
    users: PEOPLE.map((list) => Promise.resolve(list)),
    years: [18, 18, 3].map((age) => Promise.resolve(age)),
  };
  const wanted = [["Ada", "Cy"], ["Di"], []];
  const found = await answers({ ...given, least: [18, 18, 3] }, { wanted, mayWait: true });
  assert.equal(found[0], "(await users).filter((user) => least < user.age).map((user) => user.name)");
  const apart = await answers(given, { wanted, mayWait: true });
  assert.ok(!apart.some((text) => /=> [^)]*await/.test(text)), apart.join("\n"));
});

Deno.test("Pipelines sort what is kept", async () => {
  const wanted = [["Cy", "Ada"], ["Di"], []];
  const found = await answers({ users: PEOPLE, years: [18, 18, 3] }, { wanted });
  assert.ok(
    found.some((text) =>
      text.startsWith("users.filter((user) =>") && text.includes(".toSorted((a, b) => b.age - a.age).map(")
    ),
    found.join("\n"),
  );
});

Deno.test("Pipelines solve for what each element becomes", async () => {
  const lines = [[{ price: 3, tags: ["a"] }], [{ price: 5, tags: [] }, { price: 1, tags: ["b"] }]];
  const wanted = lines.map((row) => row.map(({ price, tags }) => ({ price: price + 1, tags })));
  assert.equal(
    (await answers({ lines }, { wanted }))[0],
    "lines.map((line) => ({ ...line, price: line.price + 1 }))",
  );
});

Deno.test("Pipelines join what the pieces of a text become", async () => {
  const found = await answers({ text: ["ab c", "de"] }, { wanted: ["<ab> <c>", "<de>"], slack: 3 });
  assert.ok(found.includes('text.split(" ").map((item) => `<${item}>`).join(" ")'), found.join("\n"));
});

Deno.test("Pipelines take all of lists in lists once, in order", async () => {
  const lines = [[{ tags: ["b", "a"] }, { tags: ["a"] }], [{ tags: ["x"] }], []];
  const found = await answers({ lines }, { wanted: [["a", "b"], ["x"], []] });
  assert.equal(found[0], "[...new Set(lines.flatMap((line) => line.tags))].toSorted()");
});

Deno.test("Pipelines sum up what is kept, and average what may be nothing", async () => {
  const bills = [[{ sum: 3, isPaid: true }, { sum: 7, isPaid: false }], [{ sum: 5, isPaid: true }, {
    sum: 8,
    isPaid: true,
  }]];
  const sums = await answers({ bills }, { wanted: [3, 13] });
  assert.equal(sums[0], "bills.filter((bill) => bill.isPaid).reduce((total, bill) => total + bill.sum, 0)");
  const even = await answers({ numbers: [[1, 2, 3], [2, 4], [1]] }, {
    wanted: [2, 6, 0],
    words: ["sum", "even"],
  });
  assert.equal(
    even[0],
    "numbers.filter((number) => number % 2 === 0).reduce((total, number) => total + number, 0)",
  );
  const means = await answers({ users: PEOPLE.map((row) => row.slice(0, 2)) }, { wanted: [22.5, 38.5, 0] });
  assert.equal(
    means[0],
    "users.length === 0 ? 0 : users.reduce((total, user) => total + user.age, 0) / users.length",
  );
});

Deno.test("Pipelines compare what a function of the project says of the keys of a map", async () => {
  const stocks = [[["AXE", 3], ["SAW", 12]], [["SAW", 1], ["AXE", 0], ["NAIL", 90]], [["AXE", 30]]] as const;
  const given = { stock: stocks.map((rows) => new Map<string, number>(rows)), level: [5, 10, 5] };
  const quantity = (stock: Map<string, number>, sku: string) => stock.get(sku) ?? 0;
  const names = [known("quantity", quantity, [{ kind: "map" }, { kind: "string" }], 3)];
  const found = await answers(given, { wanted: [["AXE"], ["SAW", "AXE"], []], names, slack: 5 });
  assert.ok(
    found.includes("[...stock.keys()].filter((item) => quantity(stock, item) < level)"),
    found.join("\n"),
  );
});

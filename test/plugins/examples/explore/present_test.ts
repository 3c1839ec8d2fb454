import assert from "node:assert/strict";
import { bodyOf } from "../../../../plugins/examples/explore/present.ts";

const none = { text: "", taken: new Set<string>() };

Deno.test("bodyOf() returns what is short as it is", () => {
  assert.equal(bodyOf({ text: "a.b" }, none), "return a.b;");
  assert.equal(bodyOf({ text: "a ? b : c" }, none), "return a ? b : c;");
  assert.equal(bodyOf({ text: "{ a, b: 1 }" }, none), "return { a, b: 1 };");
});

Deno.test("bodyOf() writes a long choice as a guard, the shorter way out first", () => {
  const long = "{ ...account, balance: account.balance - amount, owner: account.owner }";
  assert.equal(
    bodyOf({ text: `canWithdraw(account, amount) ? ${long} : account` }, none),
    `if (!canWithdraw(account, amount)) return account;\nreturn ${long};`,
  );
  // A comparison is not turned round: it would mean something else for NaN.
  assert.equal(
    bodyOf({ text: `account.balance < amount ? ${long} : account` }, none),
    `if (account.balance < amount) return ${long};\nreturn account;`,
  );
});

Deno.test("bodyOf() names what is computed twice, where it is always computed", () => {
  assert.equal(
    bodyOf(
      { text: "date.day > daysInMonth(date.year) ? { ...date, day: daysInMonth(date.year) } : date" },
      none,
    ),
    "const days = daysInMonth(date.year);\nreturn date.day > days ? { ...date, day: days } : date;",
  );
  const maybe = "a ? lookUp(table, key) + lookUp(table, key) : 0";
  assert.equal(bodyOf({ text: maybe }, none), `return ${maybe};`);
  const apart = "rows.map((row) => lookUp(table, row) + lookUp(table, row))";
  assert.equal(bodyOf({ text: apart }, none), `return ${apart};`);
});

Deno.test("bodyOf() waits once for what is waited for twice, and leaves no parentheses around its name", () => {
  assert.equal(
    bodyOf({ text: "(await findItem(id)).price * (await findItem(id)).count" }, none),
    "const item = await findItem(id);\nreturn item.price * item.count;",
  );
});

Deno.test("bodyOf() names what is waited for and missing without parentheses, but for those of a call", () => {
  const guards = ["await findItem(id) === undefined"];
  assert.equal(
    bodyOf({ text: "(await findItem(id)).price + cost(await findItem(id)).total", guards }, none),
    "const found = await findItem(id);\n" +
      'if (found === undefined) throw new Error("Cannot run  with these arguments");\n' +
      "return found.price + cost(found).total;",
  );
});

Deno.test("bodyOf() takes no name that means something already", () => {
  const text = "lookUp(table, look) + lookUp(table, look)";
  assert.equal(bodyOf({ text }, none), "const value = lookUp(table, look);\nreturn value + value;");
  assert.equal(bodyOf({ text }, { text: "", taken: new Set(["value", "result"]) }), `return ${text};`);
});

Deno.test("bodyOf() writes a sum as a loop where the file has loops", () => {
  const sum = "items.reduce((total, item) => total + item.price, 0)";
  const loops = { text: "for (const a of b) c();", taken: new Set<string>() };
  assert.equal(
    bodyOf({ text: sum }, loops),
    "let total = 0;\nfor (const item of items) total += item.price;\nreturn total;",
  );
  assert.equal(bodyOf({ text: sum }, none), `return ${sum};`);
  assert.equal(bodyOf({ text: sum }, { ...loops, text: `${loops.text} x.reduce(f)` }), `return ${sum};`);
});

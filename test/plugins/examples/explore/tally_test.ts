import assert from "node:assert/strict";
import { answers } from "./answers.ts";

const USERS = [[{ name: "A", city: "x" }, { name: "B", city: "y" }, { name: "C", city: "x" }], [{
  name: "D",
  city: "z",
}], []];

Deno.test("Tallies count the elements of each key in a map or a record", async () => {
  const map = await answers({ users: USERS }, {
    wanted: [new Map([["x", 2], ["y", 1]]), new Map([["z", 1]]), new Map()],
  });
  assert.equal(
    map[0],
    "const counts = new Map<string, number>();\n" +
      "for (const user of users) counts.set(user.city, (counts.get(user.city) ?? 0) + 1);\nreturn counts;",
  );
  const record = await answers({ users: USERS }, { wanted: [{ x: 2, y: 1 }, { z: 1 }, {}] });
  assert.equal(
    record[0],
    "const counts: Record<string, number> = {};\n" +
      "for (const user of users) counts[user.city] = (counts[user.city] ?? 0) + 1;\nreturn counts;",
  );
});

Deno.test("Tallies pass over elements without a key", async () => {
  const users = [[{ name: "A", city: "x" }, { name: "B" }], [{ name: "C", city: "x" }, {
    name: "D",
    city: "x",
  }]];
  const found = await answers({ users }, { wanted: [{ x: 1 }, { x: 2 }] });
  assert.match(found[0] ?? "", /const key = user\.city;\n {2}if \(key !== undefined\) counts\[key\] = /);
});

Deno.test("Tallies find elements by key, group them, and sum up what they have", async () => {
  const users = USERS.slice(0, 2);
  const named = await answers({ users }, {
    wanted: users.map((row) => new Map(row.map((one) => [one.name, one]))),
  });
  assert.equal(named[0], "new Map(users.map((user) => [user.name, user]))");
  const grouped = await answers({ users }, { wanted: [{ x: ["A", "C"], y: ["B"] }, { z: ["D"] }] });
  assert.match(
    grouped[0] ?? "",
    /for \(const user of users\) \(groups\[user\.city\] \?\?= \[\]\)\.push\(user\.name\);/,
  );
  const lines = [[{ of: "a", n: 2 }, { of: "b", n: 3 }, { of: "a", n: 5 }], [{ of: "c", n: 8 }]];
  const sums = await answers({ lines }, { wanted: [{ a: 7, b: 3 }, { c: 8 }] });
  assert.match(sums[0] ?? "", /sums\[line\.of\] = \(sums\[line\.of\] \?\? 0\) \+ line\.n;/);
});

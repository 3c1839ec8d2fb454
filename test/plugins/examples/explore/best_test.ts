import assert from "node:assert/strict";
import { answers } from "./answers.ts";

Deno.test("bests() keeps the element that has the most of something", async () => {
  const words = [["tree", "ox", "horse"], ["a"], ["cat", "bee"]];
  const found = await answers({ words }, { wanted: ["horse", "a", "cat"] });
  assert.ok(
    found.includes("words.reduce((best, word) => (word.length > best.length ? word : best))"),
    found.join("\n"),
  );
});

Deno.test("bests() says what stands for nothing, in a loop where that is no value", async () => {
  const users = [[{ name: "A", age: 3 }, { name: "B", age: 9 }, { name: "C", age: 4 }], [{
    name: "D",
    age: 1,
  }], []];
  const [b, d] = [users[0]?.[1], users[1]?.[0]];
  const found = await answers({ users }, { wanted: [b, d, undefined] });
  assert.ok(found.includes("users.toSorted((a, b) => b.age - a.age)[0]"), found.join("\n"));
  assert.ok(found.some((text) => text.startsWith("let best = users[0];\nfor (const user of users) {")));
  const names = await answers({ users }, { wanted: ["B", "D", ""] });
  assert.equal(names[0], 'users.toSorted((a, b) => b.age - a.age)[0]?.name ?? ""');
});

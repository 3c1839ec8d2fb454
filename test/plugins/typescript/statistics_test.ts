import assert from "node:assert/strict";
import fc from "fast-check";
import { Statistics } from "../../../plugins/typescript/statistics.ts";
import { parseFile } from "../../../plugins/typescript/syntax.ts";
import { fileUsagesOf } from "../../../plugins/typescript/usages.ts";

function counted(files: Readonly<Record<string, string>>): Statistics {
  const statistics = new Statistics();
  for (const [file, text] of Object.entries(files)) statistics.update(file, usages(text));
  return statistics;
}

function usages(text: string) {
  return fileUsagesOf(parseFile("a.ts", text));
}

Deno.test("Statistics count what stands at places of a role", () => {
  const statistics = counted({ a: "f(x); f(x); f(y); g(x);", b: "f(x);" });
  assert.equal(statistics.count("arg:f#0", "x"), 3);
  assert.equal(statistics.count("arg:f#0", "y"), 1);
  assert.equal(statistics.places("arg:f#0").total, 4);
  assert.equal(statistics.countAnywhere("x"), 4);
});

Deno.test("Statistics tell calls of a name from other uses", () => {
  const statistics = counted({ a: "row.open(); row.open(); use(row.size); use(row.open);" });
  assert.deepEqual([statistics.called("open"), statistics.read("open")], [2, 1]);
  assert.deepEqual([statistics.called("size"), statistics.read("size")], [0, 1]);
});

Deno.test("Statistics list the most frequent texts whose names are visible", () => {
  const statistics = counted({ a: "f(a.b); f(a.b); f(c.d); f(c.d); f(c.d); f(a);" });
  const found = statistics.frequent(new Set(["a", "f"]), 9);
  assert.ok(found.includes("a.b") && !found.includes("c.d"), found.join("  "));
});

Deno.test("Statistics name globals: what is read and not declared", () => {
  assert.deepEqual(
    counted({ a: "const own = 1; f(own, JSON, JSON); f(Math);" }).globals(2).sort(),
    ["JSON", "f"].slice(0, 2),
  );
});

Deno.test("Statistics forget a file that is counted again", () => {
  const lines = fc.array(
    fc.constantFrom("f(x);", "const a = b.c;", "use(new C(1));", "x = y ?? z;", "if (!a) f(a.b());"),
  );
  fc.assert(fc.property(lines, lines, (before, after) => {
    const changed = counted({ a: before.join("\n") });
    changed.update("a", usages(after.join("\n")));
    const fresh = counted({ a: after.join("\n") });
    for (const key of ["arg:f#0", "init", "set=", "test", "new:C#0", "callee"]) {
      assert.equal(changed.places(key).total, fresh.places(key).total, key);
    }
    for (const text of ["x", "b.c", "a", "y ?? z"]) {
      assert.equal(changed.countAnywhere(text), fresh.countAnywhere(text));
    }
    for (const name of ["f", "use", "b"]) assert.equal(changed.called(name), fresh.called(name));
  }));
});

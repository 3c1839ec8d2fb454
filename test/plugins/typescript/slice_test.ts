import assert from "node:assert/strict";
import { sliceAt } from "../../../plugins/typescript/slice.ts";
import { parseFile, pathTo } from "../../../plugins/typescript/syntax.ts";

function slice(text: string): string | undefined {
  const start = text.indexOf("hole()");
  const span = { start, end: start + 6 };
  const found = sliceAt(text, pathTo(parseFile("a.ts", text).program, span), span);
  return found && `${found.before}●${found.after}`;
}

Deno.test("sliceAt() takes the statement and those that read what it declares", () => {
  assert.equal(slice("{ const x = hole(); other(); use(x); }"), "const x = ●;\nuse(x);");
});

Deno.test("sliceAt() follows an assigned name, and a name declared from it", () => {
  assert.equal(slice("{ x = hole(); const y = x; z(); y(); }"), "x = ●;\nconst y = x;\ny();");
});

Deno.test("sliceAt() takes the statement alone when it declares nothing", () => {
  assert.equal(slice("{ f(hole()); g(); }"), "f(●);");
});

Deno.test("sliceAt() strips export and makes var a let", () => {
  assert.equal(slice("export const x = hole();\nf(x);"), "const x = ●;\nf(x);");
  assert.equal(slice("{ var x = hole(); f(x); }"), "let x = ●; f(x);".replace("; f", ";\nf"));
});

Deno.test("sliceAt() gives nothing for class members and default exports", () => {
  assert.equal(slice("class C { x = hole(); }"), undefined);
  assert.equal(slice("export default hole();"), undefined);
});

Deno.test("sliceAt() stays inside the function body around the hole", () => {
  assert.equal(slice("const a = f(() => { return hole(); }); use(a);"), "return ●;");
});

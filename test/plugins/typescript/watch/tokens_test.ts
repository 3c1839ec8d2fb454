import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { readTokens } from "../../../../plugins/typescript/watch/tokens.ts";

/** Texts of tokens with what is open behind them, and the text that may still grow. */
function read(text: string, isJsx = false) {
  const { tokens, open, grown, stop } = readTokens(text, isJsx);
  return {
    tokens: tokens.map((one) => one.text).join(" "),
    open: open.map(({ kind }) => kind).join(" "),
    growing: text.slice(grown),
    stop: stop?.kind,
  };
}

Deno.test("readTokens() leaves out what the next character may change", () => {
  for (const growing of ["nam", "12", '"tex', "`a", "/re", "=", "+", "?", ".", "// no", "/* no", "'a\\"]) {
    assert.deepEqual(read(`a(b; ${growing}`), { tokens: "a ( b ;", open: "(", growing, stop: undefined });
  }
  for (const whole of ["'a'", "`a`", "{", "}", ";", ",", "=>", "===", "..."]) {
    assert.equal(read(`{${whole}`).growing, "", whole);
  }
});

Deno.test("readTokens() tells division from regular expressions", () => {
  assert.equal(read('a / b / c; x = /[/"]\\// ;').tokens, 'a / b / c ; x = /[/"]\\// ;');
  assert.equal(
    read("f(a) / 2; g(/'/g, b!/ 2); return /`/ ;").tokens,
    "f ( a ) / 2 ; g ( /'/g , b ! / 2 ) ; return /`/ ;",
  );
});

Deno.test("readTokens() keeps templates open where their substitutions are", () => {
  assert.deepEqual(read("`a${b(`c${d}e`)}f${g").open, "${");
  assert.deepEqual(read("`a${b(`c${{").open, "${ ( ${ {");
  assert.equal(read("`\\${a} $ {b}`;").tokens, "`\\${a} $ {b}` ;");
});

Deno.test("readTokens() stops where a bracket closes what is around the text, or can not be mended", () => {
  assert.deepEqual(read("a() } b"), { tokens: "a ( )", open: "", growing: "", stop: "closer" });
  assert.equal(read("f(a] b").stop, "mismatch");
  assert.equal(read('"a\nb').stop, "line-end-in-string");
  assert.equal(read('"a\\\nb";').stop, undefined);
});

Deno.test("readTokens() takes an element's text for no code", () => {
  const element = "<div a='x\"' b={c.d}>it's {e(1)} <b/> don't <C.D x></C.D> <></></div>;";
  assert.deepEqual(read(element, true), {
    tokens: "<div a = 'x\"' b = { c . d } > { e ( 1 ) } <b /> <C.D x > </C.D> <> </> </div> ;",
    ...{ open: "", growing: "", stop: undefined },
  });
  assert.equal(read("<ul>{all.map((one) => <li key={", true).open, "> { ( < {");
  assert.equal(read("f = <T,>(a: T) => a < b && c > (d);", true).open, "");
});

Deno.test("readTokens() reads this tree's own files to their end", async () => {
  const root = fileURLToPath(new URL("../../../..", import.meta.url));
  for await (const path of sourcesBelow(`${root}/plugins`)) {
    const text = `${await Deno.readTextFile(path)}\n`;
    const { open, grown, stop } = readTokens(text, false);
    assert.deepEqual([open, grown, stop], [[], text.length, undefined], path);
  }
});

async function* sourcesBelow(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) yield* sourcesBelow(path);
    else if (path.endsWith(".ts")) yield path;
  }
}

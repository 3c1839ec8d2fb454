import assert from "node:assert/strict";
import { cutOut } from "../../../bench/context/cut.ts";
import { draftAt } from "../../../bench/prefix/holes.ts";

const TEXT = `import one, { two, type three } from "./a.ts";
import * as four from "./b.ts";
import { five } from "./c.ts";
import "./d.ts";
export function f(): three { return two(four.x, five()); }
export const g = one;
`;
const start = TEXT.indexOf(" return two");
const draft = draftAt("a.ts", { start, end: TEXT.indexOf(" }\nexport const") + 1 }, "body");

Deno.test("cutOut() takes the body out and leaves the rest", () => {
  const { text, draft: { hole } } = cutOut(TEXT, draft, { isFresh: false });
  assert.equal(text, TEXT.replace(" return two(four.x, five()); ", ""));
  assert.deepEqual(hole.span, { start, end: start });
});

Deno.test("cutOut() takes the imports out that nothing else reads, and keeps the hole in its place", () => {
  const { text, draft: { hole: { span } } } = cutOut(TEXT, draft, { isFresh: true });
  assert.equal(
    text,
    'import one, { type three } from "./a.ts";\n\n\nimport "./d.ts";\n' +
      "export function f(): three {}\nexport const g = one;\n",
  );
  assert.equal(text.slice(span.start - 2, span.end + 1), " {}");
});

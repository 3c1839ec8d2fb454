import assert from "node:assert/strict";
import { faultsOf } from "../../../bench/holes/compile.ts";
import { renamed, renamedPath } from "../../../bench/holes/rename.ts";
import { renameInto } from "../../../bench/holes/renamed.ts";
import { sourcesOf } from "../../../bench/holes/projects.ts";
import { Words } from "../../../bench/holes/words.ts";
import { count, ownProject } from "./own_project.ts";
import { drawTasks } from "../../../bench/holes/draw.ts";

/** Names of the language's library that the own project reads. */
const KEPT = new Set(
  "number string round random trim URL url pathname toUpperCase length Math".split(" "),
);

Deno.test("renameInto() gives everything of a project's own another name, and the copy has no more faults and does as much", async () => {
  await using project = await ownProject();
  const to = await Deno.makeTempDir({ prefix: "maze-holes-renamed-" });
  try {
    assert.equal(await renameInto(project.root, to, KEPT), true);
    assert.deepEqual(await faultsOf(to), []);
    const files = await sourcesOf(to);
    const all = [...files].flat().join("\n");
    // A text that is nobody's name stays as well.
    assert.match(all, /"parcelAir" \| "parcelSea"/);
    assert.doesNotMatch(
      all.replaceAll(/"parcel\w+"/g, ""),
      /parcel|postage|ledger|grams|cents|surcharge|sent(?!\.)/i,
    );
    // What is small, what is the library's, and what is not a name stays.
    assert.match(
      all,
      /to[A-Z][a-z]+\([a-z]+: number\): number \{\n {2}const [a-z]+ = [a-z]+ \* 1000;\n {2}return Math\.round/,
    );
    assert.match(all, /"no day"/);
    const tasks = await drawTasks({ name: "own", root: to }, { most: 40, count, least: 5 });
    assert.equal(tasks.length, 4);
  } finally {
    await Deno.remove(to, { recursive: true });
  }
});

Deno.test("renameInto() keeps a name that is more than a name", async () => {
  await using project = await ownProject();
  const text = `export interface Handlers { onOpened: () => number; onClosed: () => number }
export const keys: readonly (\`on\${Capitalize<"opened" | "closed">}\`)[] = ["onOpened", "onClosed"];
export const otherName = 1;
type WhenKey = \`when\${Capitalize<"moved">}\`;
export const moved = 1;
export const table: Record<WhenKey, number> = { whenMoved: 2 };
`;
  await Deno.writeTextFile(`${project.root}/src/keys.ts`, text);
  const to = await Deno.makeTempDir({ prefix: "maze-holes-renamed-" });
  try {
    assert.equal(
      await renameInto(project.root, to, new Set([...KEPT, "whenMoved", "Record", "Capitalize"])),
      true,
    );
    const [made = ""] = [...(await sourcesOf(to)).values()].filter((one) => one.includes("Capitalize"));
    assert.match(made, /\["onOpened", "onClosed"\]/);
    assert.match(made, /Capitalize<"moved">/);
    assert.doesNotMatch(made, /otherName/);
  } finally {
    await Deno.remove(to, { recursive: true });
  }
});

Deno.test("renameInto() takes scripts along as they are, and keeps the names in them", async () => {
  await using project = await ownProject();
  await Deno.writeTextFile(`${project.root}/src/plainScript.js`, "export const scriptName = 1;\n");
  const text = 'import { scriptName } from "./plainScript.js";\nexport const ownName = scriptName;\n';
  await Deno.writeTextFile(`${project.root}/src/asking.ts`, text);
  const to = await Deno.makeTempDir({ prefix: "maze-holes-renamed-" });
  try {
    assert.equal(await renameInto(project.root, to, KEPT), true);
    const [made = ""] = [...(await sourcesOf(to)).values()].filter((one) => one.includes("scriptName"));
    const [, script = ""] = /import \{ scriptName \} from "\.\/(\w+\.js)";/.exec(made) ?? [];
    assert.equal(await Deno.readTextFile(`${to}/src/${script}`), "export const scriptName = 1;\n");
    assert.doesNotMatch(made, /ownName/);
  } finally {
    await Deno.remove(to, { recursive: true });
  }
});

Deno.test("renamed() changes code, strings that are names, comments and paths alike", () => {
  const words = new Words(new Set(["kept"]));
  const names = new Set(["reader", "readerSize", "kept"]);
  const [reader, size] = [words.name("reader"), words.name("readerSize")];
  const text = `/// <reference path="../reader.d.ts" />
import { reader } from "./reader/index.ts";
declare module "./reader/index.ts" {}
import script from "../reader?reader";
import kept from "reader";
// A reader's readerSize is kept, as Reader says. @reader
export const readerSize = (one: { kept: "reader" }) => reader[one.kept] + "reader size";
`;
  assert.equal(
    renamed("a.ts", text, { names, kept: new Set(["kept"]), words }),
    text.replaceAll("./reader/", `./${reader}/`).replaceAll("../reader", `../${reader}`).replace(
      "{ reader }",
      `{ ${reader} }`,
    )
      .replace("A reader's readerSize", `A ${reader}'s ${size}`).replace(
        "as Reader",
        `as ${words.part("Reader")}`,
      )
      .replace("const readerSize", `const ${size}`).replace('kept: "reader"', `kept: "${reader}"`)
      .replace("=> reader[", `=> ${reader}[`),
  );
  assert.equal(renamedPath("src/reader.d.ts", words), `src/${reader}.d.ts`);
  assert.equal(renamedPath("../index.js", words), "../index.js");
});

Deno.test("Words give two names never the same, keep their cases, and are the same each time", () => {
  const names = [
    "parseItem",
    "ParseItem",
    "PARSE_ITEM",
    "parseItems",
    "itemParse",
    "_parse",
    "isOn",
    "on",
    "toJSON2",
    "T",
  ];
  const all = (words: Words) => names.map((name) => words.name(name));
  const made = all(new Words(new Set(names)));
  assert.deepEqual(made, all(new Words(new Set(names))));
  assert.equal(new Set(made).size, names.length);
  assert.ok(made.every((name, at) => name !== names[at]));
  const [first = "", second = "", third = ""] = made;
  assert.equal(second, `${first[0]?.toUpperCase()}${first.slice(1)}`);
  assert.equal(third.replace("_", ""), first.toUpperCase());
  assert.match(made[8] ?? "", /^to[A-Z]+2$/);
  // No word becomes one that is used.
  const word = new Words(new Set()).name("item");
  assert.notEqual(new Words(new Set([word])).name("item"), word);
});

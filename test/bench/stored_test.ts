import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import {
  folderOf,
  packed,
  rowsFrom,
  storedNames,
  storedRows,
  storeOptions,
  unpacked,
} from "../../bench/stored.ts";

interface Row {
  readonly id: string;
  readonly text: string;
}
const rows: readonly Row[] = [{ id: "a", text: "secret" }, { id: "b", text: "" }];
const short = (row: Row): Row => ({ ...row, text: "" });

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "maze-stored-" });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("storedRows() reads runs one after another, and names what is stored where a name is none", () =>
  inFolder(async (path) => {
    const folder = pathToFileURL(`${path}/`);
    await assert.rejects(storedRows(folder, ["x"]), {
      name: "RangeError",
      message: 'Cannot read the run "x": stored are none',
    });
    await Deno.writeFile(`${path}/one.jsonl.gz`, await packed(rows.slice(0, 1)));
    await Deno.writeFile(`${path}/two.jsonl.gz`, await packed(rows.slice(1)));
    assert.deepEqual(await storedNames(folder), ["one", "two"]);
    assert.deepEqual(await storedRows(folder, ["two", "one"]), rows.toReversed());
    await assert.rejects(storedRows(folder, ["one", "x"]), { message: /stored are one, two$/ });
  }));

Deno.test("storedNames() finds nothing where there is no folder", async () => {
  assert.deepEqual(await storedNames(new URL("./none/", folderOf("eval"))), []);
});

Deno.test("rowsFrom() stores the short form of what it gives, and gives it whole", () =>
  inFolder(async (path) => {
    const store = `${path}/run.jsonl.gz`;
    const made = await rowsFrom({ bench: "eval", short, store }, () => Promise.resolve(rows));
    assert.deepEqual(made, rows);
    assert.deepEqual(await unpacked(await Deno.readFile(store)), rows.map(short));
  }));

Deno.test("rowsFrom() makes no row where stored ones are named", async () => {
  const names = await storedNames(folderOf("eval"));
  let isAsked = false;
  const make = () => {
    isAsked = true;
    return Promise.resolve(rows);
  };
  const read = await rowsFrom({ bench: "eval", short, stored: names.slice(0, 1) }, make);
  assert.ok(read.length > 0 && !isAsked);
});

Deno.test("storeOptions() takes names apart, and leaves out what is not said", () => {
  assert.deepEqual(storeOptions({ stored: "a,b", store: "f" }), { stored: ["a", "b"], store: "f" });
  assert.deepEqual(storeOptions({ stored: undefined }), {});
});

for (const bench of ["eval", "conversion", "context", "prefix", "holes", "expressions"]) {
  Deno.test(`bench ${bench} refuses a stored run that is not there, and says what is`, async () => {
    const { main } = await import(`../../bench/${bench}.ts`);
    await assert.rejects(main(["--stored=none-such"]), {
      name: "RangeError",
      message: /^Cannot read the run "none-such": stored are /,
    });
  });
}

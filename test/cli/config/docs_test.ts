import assert from "node:assert/strict";
import { checkConfig } from "../../../cli/config/check.ts";
import { variableName } from "../../../cli/config/environment.ts";
import { faultText } from "../../../cli/config/fault.ts";
import { settings } from "../../../cli/config/json_schema.ts";
import { keyText } from "../../../cli/config/key.ts";
import { assemble } from "../../../cli/config/layers.ts";
import { configRules, typedConfig } from "../../../cli/config/schema.ts";
import { valueText } from "../../../cli/config/value_text.ts";
import { sourcesOf } from "./rules_of.ts";

const page = await Deno.readTextFile(new URL("../../../docs/config.md", import.meta.url));
// The formatter pads the cells of tables.
const docs = page.replaceAll(/ +\|/g, " |");
// The page's own example of a plugin from outside, closed, so that a slip in its options fails.
const vlm = {
  name: "vlm",
  specifier: "jsr:@acme/maze-vlm@1",
  options: {
    type: "object",
    properties: { baseUrl: { type: "string" }, apiKeyEnv: { type: "string" }, headers: { type: "object" } },
    additionalProperties: false,
  },
};
const rules = configRules({ plugins: [vlm], builtins: ["typescript", "examples", "own_compiler", "synth"] });

Deno.test("docs/config.md holds only toml that is accepted", () => {
  const blocks = [...docs.matchAll(/^```toml\n([^]*?)^```$/gm)].map(([, text]) => text ?? "");
  assert.equal(blocks.length, 2);
  for (const text of blocks) assert.deepEqual(checkConfig(assemble(sourcesOf(text), rules), rules), []);
});

Deno.test("docs/config.md shows the defaults in its first block", () => {
  const text = /^```toml\n([^]*?)^```$/m.exec(docs)?.[1] ?? "";
  assert.deepEqual(typedConfig(assemble(sourcesOf(text), rules).value), typedConfig({}));
});

Deno.test("docs/config.md lists every key with its default", () => {
  for (const { key, schema } of settings(rules.schema).filter(({ key }) => key[0] !== "options")) {
    const row = docs.split("\n").find((line) =>
      line.startsWith(`| \`${keyText(key)}\``) && line.split("|").length > 4
    );
    assert.ok(row?.endsWith(`| \`${valueText(schema.default)}\` |`), keyText(key));
  }
});

Deno.test("docs/config.md names variables as the code does", () => {
  const rows = [...docs.matchAll(/^\| `([\w.]+)` \| `(MAZE_\w+)` \|$/gm)];
  assert.equal(rows.length, 4);
  for (const [, key = "", variable] of rows) assert.equal(variableName(key.split(".")), variable);
});

Deno.test("docs/config.md shows mistakes as they are told", () => {
  const text = 'plugins = ["sinth"]\n\n[fill]\nmaxSecnods = 3\ncandidates = "many"\n';
  const told = checkConfig(assemble(sourcesOf(text), rules), rules)
    .map((fault) => faultText(fault) + (fault.hint === undefined ? "" : `\n  ${fault.hint}`));
  assert.equal(/^```text\n([^]*?)\n```$/m.exec(page)?.[1], told.join("\n").replaceAll("/p/", ""));
});

Deno.test("docs/config.md explains every code that the config's errors carry", async () => {
  const codes = new Set<string>();
  for (const below of ["config/", "commands/", ""]) {
    const folder = new URL(`../../../cli/${below}`, import.meta.url);
    for await (const { name, isFile } of Deno.readDir(folder)) {
      const text = isFile ? await Deno.readTextFile(new URL(name, folder)) : "";
      for (const [, code] of text.matchAll(/"((?:config|plugin)\/[a-z-]+)"/g)) if (code) codes.add(code);
    }
  }
  codes.delete("config/invalid"); // the code of an error without faults, which no caller makes
  assert.ok(codes.size > 10);
  for (const code of codes) assert.ok(docs.includes(`| \`${code}\` |`), code);
});

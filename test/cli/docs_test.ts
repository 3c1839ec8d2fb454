import assert from "node:assert/strict";
import type { Command } from "../../cli/command.ts";
import { COMMANDS } from "../../cli/commands.ts";
import { EXIT } from "../../cli/exit_codes.ts";
import { isReadable, termsOf } from "../../cli/terms.ts";

const text = await Deno.readTextFile(new URL("../../docs/cli.md", import.meta.url));
const sections = new Map(text.split(/^## /m).slice(1).map((part) => [part.split("\n")[0] ?? "", part]));

async function load(name: string): Promise<Command<unknown>> {
  return (await import(`../../cli/commands/${name}.ts`)).default;
}

Deno.test("docs/cli.md claims to have one section for each command of the table, in its order", () => {
  const names = [...sections.keys()].flatMap((title) => title.startsWith("maze ") ? [title.slice(5)] : []);
  assert.deepEqual(names, COMMANDS.map(({ name }) => name));
});

Deno.test("docs/cli.md claims to name every option and argument of each command, and no other", async () => {
  const shared = namesIn(sections.get("Options of all commands that work in a project") ?? "");
  for (const { name } of COMMANDS) {
    const known = termsOf(await load(name));
    const named = namesIn(sections.get(`maze ${name}`) ?? "");
    const missing = [...known].filter((term) => !named.includes(term) && !shared.includes(term));
    assert.deepEqual(missing, [], `options of ${name} that the page does not name`);
    assert.deepEqual(named.filter((term) => !known.has(term)), [], `options that ${name} does not have`);
  }
});

Deno.test("docs/cli.md claims that every command line it shows can be read", async () => {
  const lines = [...text.matchAll(/^maze (\S+)(.*)$/gm)];
  assert.ok(lines.length >= COMMANDS.length);
  for (const [line, name = "", rest = ""] of lines) {
    const args = [...rest.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
    assert.ok(isReadable(await load(name), args), `"${line}" is refused`);
  }
});

Deno.test("docs/cli.md claims to list every exit code", () => {
  const codes = [...(sections.get("Exit codes") ?? "").matchAll(/^\| (\d+) +\|/gm)].map(([, code]) =>
    Number(code)
  );
  assert.deepEqual(codes, Object.values(EXIT));
});

/** What stands in the first column of a section's tables. */
function namesIn(section: string): readonly string[] {
  const rows = [...section.matchAll(/^\| (`.*?) \|(?! *-)/gm)].map(([, cell = ""]) => cell);
  return rows.flatMap((cell) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) =>
      name.startsWith("-") ? name.split(" ")[0] ?? "" : name.replaceAll("\\", "")
    )
  );
}

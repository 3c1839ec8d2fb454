import assert from "node:assert/strict";
import { inProject, ONE_HOLE } from "./maze_process.ts";

/** A file whose name clears the screen and starts a line of its own, and a hole whose intent turns text around. */
const NAME = "src/a\u001b[2J\n✓ done.ts";
const { "src/stock.ts": stock = "", ...OTHERS } = ONE_HOLE;
const FILES = { ...OTHERS, [NAME]: stock.replace("the count", "\u202ethe \u0007 count") };

Deno.test("maze claims that no name or intent of a project moves the cursor or starts a line", async () => {
  await inProject(FILES, async ({ maze }) => {
    const shown = "src/a\\u001b[2J\\u000a✓ done.ts";
    for (
      const args of [
        ["fill", "--check"],
        ["fill"],
        ["fill", NAME],
        ["validate"],
        ["index", "--list"],
        ["index", "countOf"],
        ["why", `${NAME}:9`],
        ["why", "last"],
        ["fill", "--write"],
        ["undo"],
      ]
    ) {
      const { code, out, err } = await maze(...args);
      assert.ok(code < 2, err);
      // deno-lint-ignore no-control-regex -- control characters are what is looked for
      assert.doesNotMatch(out + err, /[\u0000-\u0009\u000b-\u001f\u007f\u202e]/, args.join(" "));
      assert.doesNotMatch(out, /^✓ done/m, args.join(" "));
      if (args[0] !== "validate") assert.ok(out.includes(shown), `${args.join(" ")}: ${out}`);
    }
  });
});

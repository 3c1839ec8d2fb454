/**
 * `maze index`: what is known of the project.
 *
 * @module
 */

import { merge, object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { option } from "@optique/core/primitives";
import { extname } from "node:path";
import type { Command } from "../command.ts";
import { EXIT } from "../exit_codes.ts";
import { jsonFlag, type ProjectFlags, projectFlags } from "../flags.ts";
import { openProject } from "../open.ts";
import { timeText } from "../views/outcome.ts";

interface IndexFlags extends ProjectFlags {
  readonly isList: boolean;
  readonly isJson: boolean;
}

const own = object("Index", {
  isList: option("--list", { description: message`Every file, one a line` }),
  isJson: jsonFlag,
});

/** The command. */
const index: Command<IndexFlags> = {
  parser: merge(own, projectFlags),
  about: message`Read the project as its own tools see it, and say what was found.`,
  async run(flags, shell) {
    await using project = await openProject(shell, flags);
    const startedAt = performance.now();
    const files = await project.maze.index();
    const elapsedMs = performance.now() - startedAt;
    project.progress.clear();
    const { root } = project.maze;
    if (flags.isJson) shell.out(`${JSON.stringify({ version: 1, root, files, elapsedMs }, null, 2)}\n`);
    else {
      if (flags.isList) shell.out(files.map((file) => `${file}\n`).join(""));
      const kinds = [...Map.groupBy(files, (file) => extname(file))].map(([kind, own]) =>
        `${own.length} ${kind}`
      );
      const counts = kinds.length > 1 ? ` (${kinds.join(", ")})` : "";
      shell.out(
        `${files.length} ${files.length === 1 ? "file" : "files"}${counts} in ${root}, in ${
          timeText(elapsedMs)
        }\n`,
      );
    }
    return EXIT.done;
  },
};

export default index;

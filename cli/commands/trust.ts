/**
 * `maze trust`: gives a project's config leave to act.
 *
 * @module
 */

import { object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { option } from "@optique/core/primitives";
import { MazeError } from "@maze/maze";
import type { Command } from "../command.ts";
import { builtinRules, readConfig } from "../compose.ts";
import { ConfigError } from "../config/fault.ts";
import { readSources } from "../config/layers.ts";
import { refreshSchema } from "../config/schema_file.ts";
import { needsTrust } from "../config/trust.ts";
import { grantTrust, isTrusted, revokeTrust } from "../config/trust_store.ts";
import { EXIT } from "../exit_codes.ts";
import { claimLines, stateFolder } from "../leave.ts";
import type { Shell } from "../shell.ts";

interface TrustFlags {
  readonly isList: boolean;
  readonly isRevoke: boolean;
}

/** The command. */
const trust: Command<TrustFlags> = {
  parser: object({
    isList: option("--list", { description: message`Only show what the config would do` }),
    isRevoke: option("--revoke", { description: message`Forget all leave given to this project` }),
  }),
  about: message`Give the project's config leave to load plugins, run programs and talk to servers.`,
  async run({ isList, isRevoke }, shell) {
    const { project, faults, folder: root } = await sourcesOf(shell);
    if (root === undefined) return say(shell, "This project has no config: nothing needs leave\n");
    const folder = stateFolder(shell);
    if (folder === undefined) throw noHome();
    if (isRevoke) {
      return say(
        shell,
        await revokeTrust(folder, root) ? "All leave is forgotten\n" : "There was no leave\n",
      );
    }
    if (!project) throw new ConfigError(faults.filter(({ origin }) => origin.layer === "project"));
    const request = await needsTrust(project, await builtinRules(true));
    if (request.claims.length === 0) return say(shell, `"${project.file}" needs no leave\n`);
    const isKnown = await isTrusted(folder, request);
    shell.out(`"${project.file}"\n${claimLines(request)}`);
    if (isList) return say(shell, isKnown ? "It has leave\n" : "It has no leave: `maze trust` gives it\n");
    await grantTrust(folder, request);
    await refreshSchema(await readConfig(shell, { set: [], trust: false }), (text) => shell.err(text));
    return say(shell, isKnown ? "It has leave already\n" : "It has leave now, until this changes\n");
  },
};

export default trust;

function sourcesOf({ cwd, environment }: Shell) {
  return readSources(cwd, { os: Deno.build.os, environment });
}

function say(shell: Shell, text: string): number {
  shell.out(text);
  return EXIT.done;
}

function noHome(): MazeError {
  return new MazeError("Cannot remember leave: the environment names no home", {
    code: "config/no-home",
    hint: "Set HOME or XDG_STATE_HOME, or give leave for one run with --trust",
  });
}

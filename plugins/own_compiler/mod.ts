/**
 * `own_compiler`: the compiler that a project has chosen for itself has the last word on a change.
 *
 * @module
 */

import { CONTRACT_VERSION, definePlugin, type Plugin } from "../../core/kernel/plugin.ts";
import { denoProgram } from "../_process/deno_program.ts";
import type { OwnCompiler } from "./compiler.ts";
import { compilersOf } from "./compilers.ts";
import { options, type OwnCompilerConfig } from "./options.ts";
import { createOwnCompiler } from "./validator.ts";

export type { OwnCompilerConfig };

/** The plugin. */
const ownCompiler: Plugin<OwnCompilerConfig, "validator"> = definePlugin({
  manifest: {
    name: "own_compiler",
    version: "0.1.0",
    contract: CONTRACT_VERSION,
    description: "Asks `deno check`, or the project's own TypeScript, last: what they refuse is not valid",
    points: ["validator"],
    languages: ["typescript"],
    permissions: { read: ["*"], run: ["deno", "$option:program", "$option:tsc"] },
  },
  options,
  async setup(chosen, { permit, project }) {
    await permit({ kind: "run", target: chosen.program ?? "deno" });
    if (chosen.tsc !== undefined) await permit({ kind: "run", target: chosen.tsc });
    await permit({ kind: "read", target: project.root });
    const program = chosen.program ?? denoProgram() ?? "deno";
    let found: readonly OwnCompiler[] | undefined;
    const compilers = () => found ??= compilersOf({ ...chosen, root: project.root, program });
    return {
      validator: createOwnCompiler({ compilers, read: (file) => project.read(file) }),
      [Symbol.asyncDispose]: async () => {
        for (const compiler of found ?? []) await compiler[Symbol.asyncDispose]();
      },
    };
  },
});

export default ownCompiler;

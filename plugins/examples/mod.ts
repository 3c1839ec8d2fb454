/**
 * `examples`: runs the examples of doc comments, and candidates on inputs, in a sandbox, and mends what nearly meets them.
 *
 * @module
 */

import { CONTRACT_VERSION, definePlugin, type Plugin } from "../../core/kernel/plugin.ts";
import { type ExamplesConfig, options } from "./options.ts";
import { asRunnable } from "../_holes/stand_ins.ts";
import { permittedSpawn, RUNS } from "../_process/permitted_spawn.ts";
import { projectDisk } from "./project_disk.ts";
import { createExamples } from "./validator.ts";

export type { ExamplesConfig };

/** The plugin. */
const examples: Plugin<ExamplesConfig, "validator" | "repairer"> = definePlugin({
  manifest: {
    name: "examples",
    version: "0.1.0",
    contract: CONTRACT_VERSION,
    description:
      "Runs the examples of doc comments, and candidates on inputs, in a Deno child without permissions",
    points: ["validator", "repairer"],
    languages: ["typescript"],
    permissions: { read: ["*"], run: [...RUNS, "$option:program"] },
  },
  options,
  async setup({ program, ...limits }, { permit, project }) {
    const spawn = await permittedSpawn(permit, program);
    const read = projectDisk(project.root, async (file) => asRunnable(await project.read(file)));
    const base = { ...limits, spawn, root: project.root, disk: read };
    const both = createExamples(program === undefined ? base : { ...base, program });
    return { validator: both, repairer: both };
  },
});

export default examples;

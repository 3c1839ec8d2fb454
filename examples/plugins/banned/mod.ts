// Refuses code that calls what the project does not want called.
//
//     plugins = ["typescript", "PATH/TO/banned/mod.ts", "synth"]
//     [options.banned]
//     calls = { "eval" = "parse the text", "Math.random" = "take the project's own random()" }

import { CONTRACT_VERSION, definePlugin, type Plugin } from "@maze/maze/plugin";
import { z } from "zod";
import { validator } from "./validator.ts";

export interface BannedOptions {
  /** What is not called, and what to do instead. */
  readonly calls: Readonly<Record<string, string>>;
}

const banned: Plugin<BannedOptions, "validator"> = definePlugin({
  manifest: {
    name: "banned",
    version: "1.0.0",
    contract: CONTRACT_VERSION,
    description: "Refuses calls of what the project does not want called",
    points: ["validator"],
    languages: ["typescript"],
    permissions: { read: ["."] },
  },
  options: z.strictObject({
    calls: z.record(z.string().regex(/^[\w$.]+$/), z.string()).default({ eval: "parse the text instead" })
      .describe("What is not called, and what to do instead"),
  }),
  setup: ({ calls }, { project }) => ({ validator: validator(calls, project) }),
});

export default banned;

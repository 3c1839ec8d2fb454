/**
 * `maze models`: the models on this machine, what a file holds, and which one the project runs.
 *
 * @module
 */

import { merge, object, or } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { optional } from "@optique/core/modifiers";
import { argument, command, constant, option } from "@optique/core/primitives";
import { readWholeGguf } from "@maze/maze/kit/gguf";
import { resolve } from "node:path";
import type { Command } from "../command.ts";
import { readConfig } from "../compose.ts";
import { errorsIn, tellFaults } from "../config_views.ts";
import { EXIT } from "../exit_codes.ts";
import { type ConfigFlags, configFlags, jsonFlag } from "../flags.ts";
import { addModel, configuredPath } from "../models/add.ts";
import { findModels } from "../models/find.ts";
import { modelFile } from "../models/model_file.ts";
import { modelPlaces } from "../models/places.ts";
import { addedText, detailText, fileText, toldText } from "../models/texts.ts";
import { toldModels } from "../models/told.ts";
import type { ModelFileJson } from "../shapes.ts";
import type { Shell } from "../shell.ts";
import { path } from "../values.ts";
import { styleOf } from "../views/style.ts";

const file = argument(path("FILE"), { description: message`A GGUF file` });
const check = command("check", object({ action: constant("check"), file }), {
  brief: message`What a file holds, and whether all of it is there`,
});
const add = command(
  "add",
  object({
    ...{ action: constant("add"), file },
    isUser: option("--user", { description: message`In the user's own config, not the project's` }),
  }),
  { brief: message`Run a file's model in this project` },
);

interface ModelsFlags extends ConfigFlags {
  readonly asked:
    | { readonly action: "check"; readonly file: string }
    | { readonly action: "add"; readonly file: string; readonly isUser: boolean }
    | undefined;
  readonly isJson: boolean;
}

/** The command. */
const models: Command<ModelsFlags> = {
  parser: merge(object("Models", { asked: optional(or(check, add)), isJson: jsonFlag }), configFlags),
  about: message`List the models on this machine and those of the configured providers; nothing is loaded.`,
  async run(flags, shell) {
    switch (flags.asked?.action) {
      case undefined:
        return await list(flags, shell);
      case "check":
        return await checkFile(flags.asked.file, flags, shell);
      case "add":
        return await addFile(flags.asked, flags, shell);
    }
  },
};

export default models;

/** What is known is told, then what is wrong. */
async function checkFile(file: string, flags: ModelsFlags, shell: Shell): Promise<number> {
  const found = await fileAt(resolve(shell.cwd, file), flags, shell);
  if (!flags.isJson) shell.out(detailText(found, styleOf(shell.hasColor.out)));
  await readWholeGguf(found.path);
  if (flags.isJson) tellJson({ file: found }, shell);
  return EXIT.done;
}

async function addFile(
  { file, isUser }: { readonly file: string; readonly isUser: boolean },
  flags: ModelsFlags,
  shell: Shell,
): Promise<number> {
  const { path } = await readWholeGguf(resolve(shell.cwd, file));
  const added = await addModel(path, { isUser }, shell);
  const found = await fileAt(path, flags, shell);
  if (flags.isJson) tellJson({ file: found, ...added }, shell);
  else shell.out(addedText(found, added));
  return EXIT.done;
}

async function fileAt(path: string, flags: ConfigFlags, shell: Shell): Promise<ModelFileJson> {
  const wanted = pathIn(await readConfig(shell, flags));
  return await modelFile({ path, owner: "", isConfigured: path === wanted });
}

async function list(flags: ModelsFlags, shell: Shell): Promise<number> {
  const { environment, hasColor, signal } = shell;
  const project = await readConfig(shell, flags);
  const places = modelPlaces({ os: Deno.build.os, environment });
  const found = await findModels(places, pathIn(project));
  const files = await Promise.all(found.map(modelFile));
  const mayAsk = project.leave.state === "granted" && project.faults.length === 0;
  const providers = mayAsk ? await toldModels(project, signal) : null;
  if (flags.isJson) tellJson({ files, providers, ...errorsIn(project.faults) }, shell);
  else {
    const style = styleOf(hasColor.out);
    for (const file of files) shell.out(fileText(file, style));
    if (files.length === 0) {
      shell.out(`No GGUF file lies in ${places.map(({ folder }) => folder).join(", ")}\n`);
    }
    for (const told of providers ?? []) shell.out(toldText(told, style));
    if (project.leave.state !== "granted") shell.out(NOT_ASKED);
  }
  return tellFaults(project.faults, shell);
}

const NOT_ASKED =
  "The providers of this project's config are not asked without leave: `maze trust` gives it\n";

function pathIn(project: Awaited<ReturnType<typeof readConfig>>): string | undefined {
  const path = configuredPath(project);
  return path === undefined ? undefined : resolve(project.root, path);
}

function tellJson(told: object, shell: Shell): void {
  shell.out(`${JSON.stringify({ version: 1, ...told }, null, 2)}\n`);
}

/**
 * `maze config`: shows, checks and edits the config.
 *
 * @module
 */

import { merge, object, or } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { argument, command, constant, option } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import type { Command } from "../command.ts";
import { settings } from "../config/json_schema.ts";
import { keyText } from "../config/key.ts";
import { configRules } from "../config/schema.ts";
import { checkText, getText, listText, pathText, schemaOutput } from "../config_views.ts";
import { editConfig } from "../edit_config.ts";
import { type ConfigFlags, configFlags, jsonFlag } from "../flags.ts";
import { likely } from "../values.ts";

const kernelKeys = () =>
  settings(configRules({ plugins: [], builtins: [] }).schema).map(({ key }) => keyText(key));
const key = argument(likely("KEY", kernelKeys, { hasFiles: false }), {
  description: message`As in log.level`,
});
const user = option("--user", { description: message`In the user's own file, not the project's` });

const list = command(
  "list",
  merge(
    object({
      action: constant("list"),
      hasOrigin: option("--origin", { description: message`Where each value was written` }),
      isJson: jsonFlag,
    }),
    configFlags,
  ),
  { brief: message`Every value that counts` },
);
const get = command("get", merge(object({ action: constant("get"), key }), configFlags), {
  brief: message`One value`,
});
const set = command(
  "set",
  object({
    action: constant("set"),
    key,
    value: argument(string({ metavar: "VALUE" }), { description: message`As TOML; plain words are text` }),
    isUser: user,
  }),
  { brief: message`Write one value; comments and order are kept` },
);
const unset = command("unset", object({ action: constant("unset"), key, isUser: user }), {
  brief: message`Remove one key`,
});
const path = command("path", object({ action: constant("path") }), {
  brief: message`The files of the config`,
});
const check = command("check", merge(object({ action: constant("check") }), configFlags), {
  brief: message`Every mistake with its place`,
});
const schema = command("schema", merge(object({ action: constant("schema") }), configFlags), {
  brief: message`The JSON Schema of maze.toml, with every listed plugin`,
});

/** What the command line says. */
type ConfigAsked =
  | { readonly action: "list"; readonly hasOrigin: boolean; readonly isJson: boolean } & ConfigFlags
  | { readonly action: "get"; readonly key: string } & ConfigFlags
  | { readonly action: "set"; readonly key: string; readonly value: string; readonly isUser: boolean }
  | { readonly action: "unset"; readonly key: string; readonly isUser: boolean }
  | { readonly action: "path" }
  | { readonly action: "check" | "schema" } & ConfigFlags;

/** The command. */
const config: Command<ConfigAsked> = {
  parser: or(list, get, set, unset, path, check, schema),
  about: message`Show, check and edit the config: defaults, your file, the project's, variables, flags.`,
  async run(asked, shell) {
    switch (asked.action) {
      case "list":
        return await listText(asked, shell);
      case "get":
        return await getText(asked.key, asked, shell);
      case "set":
      case "unset":
        return await editConfig(asked, shell);
      case "path":
        return await pathText(shell);
      case "check":
        return await checkText(asked, shell);
      case "schema":
        return await schemaOutput(asked, shell);
    }
  },
};

export default config;

/**
 * `maze models add`: a model file becomes what `llama_local` runs.
 *
 * @module
 */

import { isAbsolute, relative, sep as SEPARATOR } from "node:path";
import { type ProjectConfig, readConfig } from "../compose.ts";
import { valueText } from "../config/value_text.ts";
import { editConfig } from "../edit_config.ts";
import type { Shell } from "../shell.ts";

/** The plugin that runs model files, and the one that is asked last because it needs none. */
const [RUNNER, LAST] = ["llama_local", "synth"];

/** What became of the config. */
export interface Added {
  /** Plugins in order of calls, as they now count. */
  readonly plugins: readonly string[];
  /** True where the list of plugins is another file's to change. */
  readonly isListOwed: boolean;
}

/**
 * Names the file in the config, and lists the plugin that runs it.
 *
 * @param path Absolute.
 * @throws {MazeError} `config/none` where the project has no config.
 */
export async function addModel(
  path: string,
  { isUser }: { readonly isUser: boolean },
  shell: Shell,
): Promise<Added> {
  const quiet = { ...shell, out: () => {} };
  const project = await readConfig(shell, { set: [], trust: false });
  const value = valueText(isUser ? path : fromRoot(path, project.root));
  await editConfig({ key: `options.${RUNNER}.modelPath`, value, isUser }, quiet);
  const plugins = listed(project);
  const isListOwed = isUser && project.assembled.originOf(["plugins"]).layer === "project";
  if (plugins.includes(RUNNER)) return { plugins, isListOwed: false };
  if (isListOwed) return { plugins, isListOwed };
  const longer = plugins.includes(LAST)
    ? plugins.toSpliced(plugins.indexOf(LAST), 0, RUNNER)
    : [...plugins, RUNNER];
  await editConfig({ key: "plugins", value: valueText(longer), isUser }, quiet);
  return { plugins: longer, isListOwed: false };
}

/** The path that the config names; as it is written there. */
export function configuredPath(
  { assembled: { value } }: Pick<ProjectConfig, "assembled">,
): string | undefined {
  const options: unknown = Object(value.options)[RUNNER];
  const { modelPath } = Object(options);
  return typeof modelPath === "string" ? modelPath : undefined;
}

function listed({ assembled: { value } }: ProjectConfig): readonly string[] {
  return Array.isArray(value.plugins) ? value.plugins.filter((item) => typeof item === "string") : [];
}

/** Relative where the file lies in the project, so that the config holds wherever that lies. */
function fromRoot(path: string, root: string): string {
  const way = relative(root, path);
  const isBelow = way !== "" && !isAbsolute(way) && way.split(SEPARATOR)[0] !== "..";
  return isBelow ? way.replaceAll(SEPARATOR, "/") : path;
}

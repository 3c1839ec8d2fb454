/**
 * A manifest's permissions as Deno's: what the wall lets through.
 *
 * @module
 */

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Action } from "../../core/kernel/hooks.ts";
import { declared, type PermissionSetting, targetOf } from "../../core/kernel/permission.ts";
import { MazeError } from "../../core/kernel/plugin.ts";
import { allVariables, DENO_VARIABLES, variables } from "../_process/variables.ts";

const KINDS: readonly Action["kind"][] = ["net", "read", "write", "run", "env", "ffi"];

/** How Deno reaches the web; without these `fetch` in the child would go other ways than in process. */
const WEB_VARIABLES: readonly string[] = [
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "DENO_CERT",
  "DENO_TLS_CA_STORE",
  "SSL_CERT_FILE",
];

/**
 * The flags of the child. Beside what the manifest declares the plugin may read the folder of its own module, and
 * load code from the server that its module comes from.
 *
 * @throws {MazeError} `plugin/permission` if a permission can not be said to Deno.
 */
export function permissionFlags(setting: PermissionSetting, module: string): readonly string[] {
  const own = module.startsWith("file:") ? [dirname(fileURLToPath(module))] : [];
  const flags = KINDS.flatMap((kind) => {
    const targets = declared(kind, setting);
    if (targets.includes("*")) return [`--allow-${kind}`];
    const named = [
      ...kind === "read" ? own : [],
      ...targets.map((each) => targetOf(kind, each, setting.root)),
    ];
    return named.length === 0
      ? []
      : [`--allow-${kind}=${named.map((each) => sayable(kind, each)).join(",")}`];
  });
  return ["--no-prompt", ...flags, ...importFlags(module)];
}

/** The child's whole environment: what Deno itself needs, and what is declared. Programs that it may run need it all. */
export function environmentOf(setting: PermissionSetting): Readonly<Record<string, string>> {
  const named = declared("env", setting);
  const isWhole = named.includes("*") || declared("run", setting).length > 0;
  const given = isWhole ? allVariables() : variables([...DENO_VARIABLES, ...WEB_VARIABLES, ...named]);
  return { ...given, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" };
}

/** The values of the variables that the plugin may read by name. */
export function secretsOf(setting: PermissionSetting): readonly string[] {
  return Object.values(variables(declared("env", setting).filter((name) => name !== "*")));
}

/** Deno asks for leave to load code from servers that it does not know. */
function importFlags(module: string): readonly string[] {
  const registry = variables(["JSR_URL"]).JSR_URL;
  const from = module.startsWith("https:") ? module : module.startsWith("jsr:") ? registry : undefined;
  return from === undefined ? [] : [`--allow-import=${sayable("net", targetOf("net", from, ""))}`];
}

/** Deno takes a comma for the end of a name, and a star in some names for any text: more would be let through. */
function sayable(kind: Action["kind"], target: string): string {
  const wide = ["net", "run", "env"].includes(kind) ? /[,*]/ : /,/;
  const [sign] = wide.exec(target) ?? [];
  if (sign === undefined) return target;
  throw new MazeError(`Cannot permit ${kind} "${target}": Deno reads a "${sign}" in it as more than one`, {
    code: "plugin/permission",
    hint: "Name each one, or all with a single *",
  });
}

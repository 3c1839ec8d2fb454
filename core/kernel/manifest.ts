/**
 * Reads what a plugin says of itself before its code runs.
 *
 * @module
 */

import { nearest } from "../nearest.ts";
import { dig, mismatch, type Shape } from "./data.ts";
import type { PluginEntry, Report } from "./load.ts";
import { CONTRACT_VERSION, type Manifest } from "./plugin.ts";
import { methodsByPoint } from "./rules.ts";

const KINDS = { "net?": ["string"], "read?": ["string"], "write?": ["string"], "run?": ["string"] } as const;
const PERMISSIONS: Shape = { ...KINDS, "env?": ["string"], "ffi?": ["string"] };
const MANIFEST: Shape = {
  name: "string",
  version: "string",
  contract: "number",
  description: "string",
  points: ["string"],
  languages: ["string"],
  permissions: PERMISSIONS,
  options: "object",
};
const NAME = /^[a-z0-9][a-z0-9_-]*$/;

/** The start of a permission that stands for an option's value. */
export const OPTION_MARK = "$option:";

/** The manifest of an entry, and the names of its options; `undefined` when it is none, with the reasons reported. */
export function readManifest({ manifest, options }: PluginEntry, report: Report): Manifest | undefined {
  const contract = dig(manifest, "contract");
  if (typeof contract === "number" && contract !== CONTRACT_VERSION) {
    const hint = contract > CONTRACT_VERSION ? "Update Maze" : "Update the plugin";
    report("contract", `it is written for contract ${contract}, this is ${CONTRACT_VERSION}`, { hint });
    return undefined;
  }
  if (!isManifest(manifest, report)) return undefined;
  if (!NAME.test(manifest.name)) report("manifest", `its name "${manifest.name}" is not like "my-plugin_2"`);
  reportUnknown("manifest entry", manifest, Object.keys(MANIFEST), report);
  reportUnknown("permission", manifest.permissions, Object.keys(PERMISSIONS), report);
  reportUnknown("hook point", Object.groupBy(manifest.points, String), Object.keys(methodsByPoint()), report);
  const known = Object.keys(Object(manifest.options.properties));
  const named = Object.values(manifest.permissions).flat().filter((text) => text.startsWith(OPTION_MARK));
  const asked = Object.groupBy(named, (text) => text.slice(OPTION_MARK.length));
  reportUnknown("option in permissions", asked, known, report);
  reportUnknown("option", Object(options), known, report, true);
  return manifest;
}

/** The options that the manifest knows: the others are reported already. */
export function knownOptions({ options }: PluginEntry, manifest: Manifest): unknown {
  if (mismatch(options ?? {}, "object", "options") !== undefined) return options;
  const known = Object(manifest.options.properties);
  return Object.fromEntries(Object.entries(options ?? {}).filter(([name]) => Object.hasOwn(known, name)));
}

function isManifest(manifest: unknown, report: Report): manifest is Manifest {
  const wrong = mismatch(manifest, MANIFEST, "manifest");
  if (wrong !== undefined) report("manifest", wrong);
  return wrong === undefined;
}

function reportUnknown(
  what: string,
  found: object,
  known: readonly string[],
  report: Report,
  isInConfig = false,
): void {
  const names = known.map((name) => name.replace("?", ""));
  for (const name of Object.keys(found).filter((name) => !names.includes(name))) {
    const near = nearest(name, names);
    const hint = near ? `Did you mean "${near}"?` : `Known are: ${names.join(", ") || "none"}`;
    const code = isInConfig ? "option" : "manifest";
    report(code, `unknown ${what} "${name}"`, { hint, ...(isInConfig && { path: [name] }) });
  }
}

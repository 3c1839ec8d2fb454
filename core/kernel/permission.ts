/**
 * What a manifest permits: targets of effects, in the form in which they are compared.
 *
 * @module
 */

import { isAbsolute, relative, resolve } from "node:path";
import { dig } from "./data.ts";
import { MazeError } from "./errors.ts";
import type { Action } from "./hooks.ts";
import { OPTION_MARK } from "./manifest.ts";
import type { ManifestHead } from "./plugin.ts";

/** Whose permissions are looked at. */
export interface PermissionSetting {
  /** The plugin's name and permissions. */
  readonly manifest: ManifestHead;
  /** Checked options: permissions may refer to them. */
  readonly options: unknown;
  /** The project's root: absolute. Relative paths start from it. */
  readonly root: string;
}

/** What a manifest declares for a kind, with the options that it refers to put in. An empty text permits nothing. */
export function declared(kind: Action["kind"], setting: PermissionSetting): readonly string[] {
  const { manifest, options } = setting;
  return (manifest.permissions[kind] ?? []).flatMap((text) =>
    text.startsWith(OPTION_MARK) ? [dig(options, text.slice(OPTION_MARK.length)) ?? []].flat() : [text]
  ).map(String).filter((text) => text !== "");
}

/**
 * Refuses what a manifest does not declare.
 *
 * @throws {MazeError} `permission/undeclared`
 */
export function checkDeclared(kind: Action["kind"], target: string, setting: PermissionSetting): void {
  const { manifest: { name }, root } = setting;
  const said = declared(kind, setting);
  if (said.some((each) => each === "*" || covers(kind, targetOf(kind, each, root), target))) return;
  throw new MazeError(`Cannot permit ${kind} "${target}" to plugin "${name}": its manifest does not say so`, {
    code: "permission/undeclared",
    hint: `Its manifest declares for ${kind}: ${said.join(", ") || "nothing"}`,
    plugin: name,
  });
}

const PATH_KINDS: readonly string[] = ["read", "write", "ffi"];

/** A target in the form in which targets are compared: a host with its port, an absolute path. */
export function targetOf(kind: Action["kind"], target: string, root: string): string {
  if (PATH_KINDS.includes(kind)) return resolve(root, target);
  const url = kind === "net" && /^https?:/.test(target) ? new URL(target) : undefined;
  return url ? `${url.hostname}:${url.port || (url.protocol === "http:" ? 80 : 443)}` : target;
}

function covers(kind: Action["kind"], declared: string, target: string): boolean {
  if (declared === target) return true;
  if (kind === "net") return declared === target.replace(/:\d+$/, "");
  const way = relative(declared, target);
  return PATH_KINDS.includes(kind) && !isAbsolute(way) && way.split(/[\\/]/)[0] !== "..";
}

/**
 * Asks the user's leave for what a project's config may do, once for each content.
 *
 * @module
 */

import type { TomlSource } from "./config/read_toml.ts";
import { claimText } from "./config/claims.ts";
import { userStateFolder } from "./config/locate.ts";
import { originText } from "./config/origin.ts";
import type { ConfigRules } from "./config/rules.ts";
import { decideTrust, needsTrust, type TrustRequest, untrusted } from "./config/trust.ts";
import { grantTrust, isTrusted } from "./config/trust_store.ts";
import type { Shell } from "./shell.ts";

/**
 * Returns when the config may be used.
 *
 * @throws {MazeError} `config/untrusted` when it may not.
 */
export async function leaveFor(
  project: TomlSource,
  rules: ConfigRules,
  { shell, isGiven }: { readonly shell: Shell; readonly isGiven: boolean },
): Promise<void> {
  const request = await needsTrust(project, rules);
  const folder = stateFolder(shell);
  const leave = decideTrust(request, {
    isTrusted: folder !== undefined && await isTrusted(folder, request),
    isGiven,
    canAsk: shell.isTerminal.in && shell.isTerminal.err,
    environment: shell.environment,
  });
  if (leave === "granted") return;
  if (leave === "refused" || !await isAgreed(request, shell)) throw untrusted(request);
  if (folder !== undefined) await grantTrust(folder, request);
}

/** Where leave is remembered; `undefined` when the environment names no home. */
export function stateFolder({ environment }: Shell): string | undefined {
  return userStateFolder({ os: Deno.build.os, environment });
}

/** The claims as lines, each with its place. */
export function claimLines({ claims }: TrustRequest): string {
  return claims.map((claim) => `  ${originText(claim.origin)}: ${claimText(claim)}\n`).join("");
}

async function isAgreed(request: TrustRequest, shell: Shell): Promise<boolean> {
  const { confirm } = await import("@clack/prompts");
  shell.err(`The config of this project\n${claimLines(request)}`);
  const answer = await confirm({
    message: "Give it leave to do so, until it changes?",
    initialValue: false,
    output: (await import("node:process")).stderr,
  });
  return answer === true;
}

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
import { decideTrust, type Leave, needsTrust, type TrustRequest, untrusted } from "./config/trust.ts";
import { grantTrust, isTrusted } from "./config/trust_store.ts";
import type { Shell } from "./shell.ts";

/** What a project's config needs leave for, and whether it may be used. */
export interface LeaveState {
  /** `ask`: there is somebody to ask; `refused`: nobody is. */
  readonly state: Leave;
  /** `undefined` when the project has no config. */
  readonly request: TrustRequest | undefined;
}

/** Looks whether a config has leave. Nobody is asked. */
export async function leaveState(
  project: TomlSource | undefined,
  rules: ConfigRules,
  { shell, isGiven }: { readonly shell: Shell; readonly isGiven: boolean },
): Promise<LeaveState> {
  if (!project) return { state: "granted", request: undefined };
  const request = await needsTrust(project, rules);
  const folder = stateFolder(shell);
  const state = decideTrust(request, {
    isTrusted: request.claims.length > 0 && folder !== undefined && await isTrusted(folder, request),
    isGiven,
    canAsk: shell.isTerminal.in && shell.isTerminal.err,
    environment: shell.environment,
  });
  return { state, request };
}

/**
 * Asks where somebody can be asked, and remembers what was agreed to.
 *
 * @throws {MazeError} `config/untrusted` when the config may not be used.
 */
export async function askLeave({ state, request }: LeaveState, shell: Shell): Promise<LeaveState> {
  if (state === "granted" || !request) return { state: "granted", request };
  if (state === "refused" || !await isAgreed(request, shell)) throw untrusted(request);
  const folder = stateFolder(shell);
  if (folder !== undefined) await grantTrust(folder, request);
  return { state: "granted", request };
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

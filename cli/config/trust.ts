/**
 * What a project's config may not do without the user's leave.
 *
 * A config that comes with a stranger's project could name a plugin that runs, a program, a server that is sent the
 * code, or a variable whose secret goes to that server. Such names are *claims*. They are used only after the user
 * gave leave for exactly this content. The user's own file, variables and flags need no leave.
 *
 * @module
 */

import { MazeError } from "@maze/maze/plugin";
import { dirname, join } from "node:path";
import { claimText, findClaims, type TrustClaim } from "./claims.ts";
import { isTable, keyText, type Table } from "./key.ts";
import { originText } from "./origin.ts";
import type { TomlSource } from "./read_toml.ts";
import type { ConfigRules } from "./rules.ts";
import { valueText } from "./value_text.ts";

/** All claims of one config, and the content that leave is given for. */
export interface TrustRequest {
  /** The config's absolute path. */
  readonly file: string;
  /** Empty when no leave is needed. */
  readonly claims: readonly TrustClaim[];
  /** SHA-256 of the content, in hex. */
  readonly hash: string;
}

/**
 * Finds what a project's config needs leave for.
 *
 * The content covers, for each plugin that claims something, all of its options, so that an argument can not change
 * behind a program's back; and for a plugin by relative specifier the bytes of its module. What that module imports
 * is not covered.
 *
 * @param project The project's own file, not the joined config: what a flag overrides today counts tomorrow.
 */
export async function needsTrust(project: TomlSource, rules: ConfigRules): Promise<TrustRequest> {
  const claims = findClaims(project, rules);
  return { file: project.file, claims, hash: await hashOf(await contentOf(project, claims)) };
}

/** What to do about claims: go on, ask the user, or stop. */
export type Leave = "granted" | "ask" | "refused";

/**
 * Decides whether claims may be used now.
 *
 * @param state `isTrusted`: leave was given for this hash. `isGiven`: a flag gives leave for this run. `canAsk`: there
 * is a terminal to ask at. In CI nobody is asked.
 */
export function decideTrust(request: Pick<TrustRequest, "claims">, state: {
  readonly isTrusted: boolean;
  readonly isGiven: boolean;
  readonly canAsk: boolean;
  readonly environment: Readonly<Record<string, string>>;
}): Leave {
  if (request.claims.length === 0 || state.isTrusted || state.isGiven) return "granted";
  return state.canAsk && !isCi(state.environment) ? "ask" : "refused";
}

/** The error for a config that may not be used. */
export function untrusted(request: Pick<TrustRequest, "claims" | "file">): MazeError {
  const lines = request.claims.map((claim) => `  ${originText(claim.origin)}: ${claimText(claim)}`);
  return new MazeError(
    `Cannot use config "${request.file}": it needs your leave, because it\n${lines.join("\n")}`,
    {
      code: "config/untrusted",
      hint: "Read it, then run `maze trust`, or give leave for one run with --trust",
    },
  );
}

/** True on build machines: `CI` is set to something that does not say no. */
export function isCi(environment: Readonly<Record<string, string>>): boolean {
  return !["", "0", "false"].includes((environment.CI ?? "").toLowerCase());
}

async function contentOf(project: TomlSource, claims: readonly TrustClaim[]): Promise<string> {
  const options = isTable(project.value.options) ? project.value.options : {};
  const named = new Set(claims.filter(({ key }) => key[0] === "options").map(({ key }) => String(key[1])));
  const lines = [...named].filter((name) => Object.hasOwn(options, name)).sort().map((name) =>
    `options.${keyText([name])} = ${canonical(options[name])}`
  );
  for (const { kind, key, value } of claims) {
    lines.push(`${kind} ${keyText(key)} = ${canonical(value)}`);
    if (kind === "plugin") lines.push(`module ${await moduleHash(project.file, String(value))}`);
  }
  return lines.join("\n");
}

async function moduleHash(file: string, specifier: string): Promise<string> {
  if (!specifier.startsWith(".")) return "elsewhere";
  try {
    return await hashOf(await Deno.readFile(join(dirname(file), specifier)));
  } catch (error) {
    // A module that can not be read can not run either; when it can, its hash is another one.
    if (error instanceof Error) return "unreadable";
    throw error;
  }
}

async function hashOf(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

/** The same text for equal values, in whatever order their keys stand. */
function canonical(value: unknown): string {
  return valueText(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isTable(value)) return value;
  const entries: Table = Object.fromEntries(
    Object.keys(value).sort().map((name) => [name, sorted(value[name])]),
  );
  return entries;
}

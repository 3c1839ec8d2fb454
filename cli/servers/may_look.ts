/**
 * Whether this machine may be searched for model servers.
 *
 * @module
 */

import { isCi } from "../config/trust.ts";

/** The variable that forbids it. */
export const NO_PROBE = "MAZE_NO_PROBE";

/** False where the user forbids it: nothing is asked then, for whatever purpose. */
export function mayLook(environment: Readonly<Record<string, string>>): boolean {
  return ["", "0", "false"].includes((environment[NO_PROBE] ?? "").toLowerCase());
}

/**
 * Whether a config may be made from what is found. In CI the same project would get another one on every machine.
 *
 * @param isAsked The user wants it all the same.
 */
export function mayConfigure(environment: Readonly<Record<string, string>>, isAsked: boolean): boolean {
  return mayLook(environment) && (isAsked || !isCi(environment));
}

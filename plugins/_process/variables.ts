/**
 * What a child is told of Maze's own environment.
 *
 * @module
 */

/** Where Deno keeps what it has downloaded, and from where. */
export const DENO_VARIABLES: readonly string[] = [
  "DENO_DIR",
  "HOME",
  "XDG_CACHE_HOME",
  "USERPROFILE",
  "LOCALAPPDATA",
  "JSR_URL",
  "NPM_CONFIG_REGISTRY",
];

/** The variables of these names that are set. */
export function variables(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  }));
}

/** All variables. */
export function allVariables(): Record<string, string> {
  return Deno.env.toObject();
}

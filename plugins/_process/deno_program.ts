/**
 * Where the Deno program is that runs code in the sandbox.
 *
 * @module
 */

/**
 * The program that is running, when it is Deno itself and not an executable compiled from it.
 *
 * @returns `undefined` when another program must be named.
 */
export function denoProgram(): string | undefined {
  if (Deno.build.standalone) return undefined;
  const path = Deno.execPath();
  return /(^|[\\/])deno[^\\/]*$/.test(path) ? path : undefined;
}

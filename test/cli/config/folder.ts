/**
 * A folder that lives as long as one test.
 *
 * @module
 */

/** Runs a test in a fresh folder, by its real path, and removes it. */
export async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

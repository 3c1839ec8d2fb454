/**
 * Files that are on disk wholly or not at all.
 *
 * @module
 */

/** SHA-256, 64 hexadecimal digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

/** Stands for the hash of a file that is not there. */
export const NO_FILE = "";

/**
 * The SHA-256 of a regular file's bytes; `NO_FILE` when nothing is at `path`, `undefined` when something else is. Links
 * are not followed.
 */
export async function hashAt(path: string): Promise<string | undefined> {
  const info = await unlessMissing(Deno.lstat(path));
  if (!info) return NO_FILE;
  return info.isFile ? await sha256(await Deno.readFile(path)) : undefined;
}

/** The result of a look-up, or `undefined` when there is nothing of that name. */
export async function unlessMissing<Result>(looking: Promise<Result>): Promise<Result | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return undefined;
    throw error;
  }
}

/**
 * Writes a file that does not exist yet; its bytes are on disk when this returns. It gets mode and owner of the file
 * at `like`, else the `mode`, less what the system masks; else only this user may read it. Access lists and extended
 * attributes are not copied.
 */
export async function writeNew(
  path: string,
  bytes: Uint8Array,
  { like, mode = 0o600 }: { readonly like?: string; readonly mode?: number } = {},
): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true, mode });
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
  if (like !== undefined) await dressLike(path, await Deno.stat(like));
  await file.sync();
}

/** What a new file of the user's may be used for, before the system masks it. */
export const NEW_FILE_MODE = 0o666;

/** Puts a folder's names on disk: after this a rename in it survives a power cut. */
export async function syncFolder(path: string): Promise<void> {
  // Windows opens no folder as a file, and needs no such step.
  if (Deno.build.os === "windows") return;
  using folder = await Deno.open(path);
  await folder.sync();
}

async function dressLike(path: string, { mode, uid, gid }: Deno.FileInfo): Promise<void> {
  if (mode === null) return;
  try {
    await Deno.chown(path, uid, gid);
  } catch (error) {
    // Only root may give files away; whoever may write in the folder then owns the new file, as with an editor.
    if (!(error instanceof Deno.errors.PermissionDenied)) throw error;
  }
  await Deno.chmod(path, mode & 0o7777);
}

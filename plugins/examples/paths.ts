/**
 * Paths as text: absolute, with `/` between parts.
 *
 * @module
 */

/** The folder of a path, without a slash at the end. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** A relative path from a folder, with `.` and `..` resolved. */
export function join(folder: string, relative: string): string {
  const parts = relative.startsWith("/") ? [] : folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts[0] === "" ? parts.join("/") : `/${parts.join("/")}`;
}

/** The specifier by which one file imports another: relative, with the full name. Both have the same root. */
export function relativeSpecifier(fromFile: string, toFile: string): string {
  const from = fromFile.split("/").slice(0, -1);
  const to = toFile.split("/");
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  const up = from.length - shared;
  const path = to.slice(shared).join("/");
  return up === 0 ? `./${path}` : "../".repeat(up) + path;
}

/** The folders from a file's own up to the top of the disk. */
export function foldersAbove(file: string): string[] {
  const folders = [];
  for (let folder = folderOf(file); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return folders;
}

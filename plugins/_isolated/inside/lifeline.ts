/**
 * Ends the child when Maze is gone, even when it is busy: a thread of its own looks.
 *
 * @module
 */

/** Between two looks, milliseconds. */
const LOOK_MS = 250;

/**
 * Starts looking. A process that has lost its parent has another one.
 *
 * @param parent Maze's process id.
 */
export function watchParent(parent: number): void {
  // A thread can not end its process by `Deno.exit`; a signal to itself needs no permission.
  const text = `
    import process from "node:process";
    setInterval(() => Deno.ppid === ${parent} || process.kill(process.pid, "SIGKILL"), ${LOOK_MS});`;
  new Worker(URL.createObjectURL(new Blob([text])), { type: "module" });
}

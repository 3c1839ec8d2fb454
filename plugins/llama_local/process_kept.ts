/**
 * Keeps a library from changing how this process ends.
 *
 * What node-llama-cpp 3.20.0 brings with it does so from the moment it is loaded (`signal-exit` below
 * `proper-lockfile`, which locks folders in which llama.cpp is built, and `graceful-fs`):
 *
 * - it hears eighteen signals and sends each once more, which a program that ends in order takes for a second wish to
 *   end, at once;
 * - it replaces `process.emit` and `process.reallyExit`, with which Deno forgets `Deno.exitCode` and ends with 0;
 * - it replaces `process.cwd` by one that does not notice when the folder changes.
 *
 * @module
 */

import process from "node:process";

/** Loads a library, and takes back what it did to the process. */
export async function withProcessKept<T>(load: () => Promise<T>): Promise<T> {
  const listeners = new Set(listening().map(({ listener }) => listener));
  const properties = Object.getOwnPropertyDescriptors(process);
  const loaded = await load();
  for (const { signal, listener } of listening()) if (!listeners.has(listener)) process.off(signal, listener);
  for (const name of Object.keys(process)) {
    restore(name, Object.getOwnPropertyDescriptor(properties, name)?.value);
  }
  return loaded;
}

function listening() {
  return process.eventNames().filter(isSignal).flatMap((signal) =>
    process.listeners(signal).map((listener) => ({ signal, listener }))
  );
}

function isSignal(name: string | symbol): name is NodeJS.Signals {
  return /^SIG[A-Z0-9]+$/.test(String(name));
}

/** Only methods: the process counts its listeners in properties too. */
function restore(name: string, before: PropertyDescriptor | undefined): void {
  const now = Object.getOwnPropertyDescriptor(process, name);
  if (typeof now?.value !== "function" || now.value === before?.value) return;
  if (before) Object.defineProperty(process, name, before);
  else Reflect.deleteProperty(process, name);
}

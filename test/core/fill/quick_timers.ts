/** How many times faster timers run. */
const FASTER = 500;

/**
 * Runs work while timers that are set run faster than the clock: what waits for an answer that never comes ends soon.
 * What answers at once is not cut by it, for a timer is looked at only when nothing else is left to do.
 */
export async function withQuickTimers(work: () => Promise<void>): Promise<void> {
  const { setTimeout } = globalThis;
  globalThis.setTimeout =
    ((run: () => void, ms = 0, ...args: []) => setTimeout(run, ms / FASTER, ...args)) as typeof setTimeout;
  try {
    await work();
  } finally {
    globalThis.setTimeout = setTimeout;
  }
}

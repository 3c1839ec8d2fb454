import type { Call } from "../../../core/kernel/hooks.ts";

/** A call that never ends by itself. */
export const call: Call = { signal: new AbortController().signal, deadline: Infinity };

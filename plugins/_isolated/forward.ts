/**
 * Contributions that hand every call to a child.
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import type { Call, HookPoint, WatchSession } from "../../core/kernel/hooks.ts";
import { openLimit, timeLeft } from "../../core/kernel/limit.ts";
import type { Contributed } from "../../core/kernel/plugin.ts";
import { methodsByPoint, partsOf, rowOf } from "../../core/kernel/rules.ts";
import type { Cells } from "./cells.ts";
import { list, packedError } from "./wire.ts";

type Forward = (...args: readonly unknown[]) => unknown;

/** Time to end a session, milliseconds. */
const SESSION_END_MS = 4000;

/**
 * Makes contributions of what the child says its plugin contributes: for each hook point its methods, and its stage.
 * What is no known method stays absent, and is found missing as it would be in process.
 */
export function forwarded(shape: unknown, cells: Cells): Contributed<HookPoint> {
  const points = Object.entries(Object(shape)).map(([point, said]) => {
    const methods = (methodsByPoint()[point] ?? []).flatMap((method) => {
      const { name } = partsOf(method);
      return list(dig(said, "methods")).includes(name) ? [[name, forward(cells, method)]] : [];
    });
    const stage = dig(said, "stage");
    return [point, { ...Object.fromEntries(methods), ...(stage === undefined ? {} : { stage }) }];
  });
  return Object.fromEntries(points) as Contributed<HookPoint>; // data from the child: the loader checks it
}

function forward(cells: Cells, method: Parameters<typeof rowOf>[0]): Forward {
  if (rowOf(method).rule === "fallback") return (...all) => stream(cells, method, split(all));
  if (method === "validator.watch") return (...all) => session(cells, method, split(all));
  return async (...all) => {
    const { args, call } = split(all);
    const cell = await cells.get();
    return await cell.ask("ask", [method, args, leftMs(call)], call.signal);
  };
}

interface Asked {
  readonly args: readonly unknown[];
  readonly call: Call;
}

/** The call rides last: the kernel puts it there. */
function split(all: readonly unknown[]): Asked {
  return { args: all.slice(0, -1), call: all.at(-1) as Call };
}

function leftMs(call: Call): number {
  return Math.min(timeLeft(call).deadlineMs, Number.MAX_SAFE_INTEGER);
}

/** The reader's pull is the child's: nothing is made ahead of it. */
async function* stream(cells: Cells, method: string, { args, call }: Asked): AsyncGenerator<unknown> {
  const cell = await cells.get();
  const handle = await cell.ask("open", [method, args, leftMs(call)], call.signal);
  const stop = () => cell.tell("stop", [handle, packedError(call.signal.reason)]);
  if (call.signal.aborted) stop();
  call.signal.addEventListener("abort", stop, { once: true });
  let isLeft = true;
  try {
    for (;;) {
      isLeft = false;
      const next = await cell.ask("next", [handle], call.signal);
      if (dig(next, "done") === true) return;
      isLeft = true;
      yield dig(next, "value");
    }
  } finally {
    call.signal.removeEventListener("abort", stop);
    if (isLeft && !cell.isOver) await cell.ask("leave", [handle], call.signal);
  }
}

async function session(cells: Cells, method: string, { args, call }: Asked): Promise<unknown> {
  const cell = await cells.get();
  const made = await cell.ask("watch", [method, args, leftMs(call)], call.signal);
  const handle = dig(made, "handle");
  if (handle === undefined) return made;
  const judge = (name: string): Forward => (revision, written, inner) => {
    const { args: asked, call: its } = split([revision, written, inner]);
    return cell.ask("judge", [handle, name, ...asked, leftMs(its)], its.signal);
  };
  const opened: Record<keyof WatchSession, Forward> = {
    check: judge("check"),
    whole: judge("whole"),
    async [Symbol.asyncDispose]() {
      using limit = openLimit({ deadlineMs: SESSION_END_MS });
      if (!cell.isOver) await cell.ask("end", [handle], limit.call.signal);
    },
  };
  return opened;
}

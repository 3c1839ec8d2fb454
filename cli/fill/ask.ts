/**
 * Asks the user, hole by hole.
 *
 * @module
 */

import type { Candidate, Outcome } from "@maze/maze";
import { Interrupted } from "../exit_codes.ts";
import type { Shell } from "../shell.ts";
import { readingsOf } from "../views/outcome.ts";
import { cut, named, visible } from "../views/style.ts";

/** Asks about one hole whose first reading was shown; returns what goes in. */
export type Ask = (outcome: Outcome, offered: Candidate | undefined) => Promise<Candidate | undefined>;

/** Makes an `Ask` that remembers "accept all". */
export function interactive(shell: Shell): Ask {
  let rest: "ask" | "accept" | "stop" = "ask";
  return async (outcome, offered) => {
    if (rest !== "ask") return rest === "accept" ? offered : undefined;
    const readings = readingsOf(outcome);
    const answer = await select(outcome, offered, shell);
    if (answer === "all") rest = "accept";
    if (answer === "stop") rest = "stop";
    if (answer === "all" || answer === "accept") return offered;
    return typeof answer === "number" ? readings[answer] : undefined;
  };
}

/** Readings to choose from beside the first: as many as are shown. */
const OTHERS = 3;

type Answer = "accept" | "skip" | "all" | "stop" | number;

async function select(outcome: Outcome, offered: Candidate | undefined, shell: Shell): Promise<Answer> {
  const { isCancel, select } = await import("@clack/prompts");
  const readings = readingsOf(outcome);
  const others = readings.flatMap((candidate, at) => candidate === offered ? [] : [{ candidate, at }]).slice(
    0,
    OTHERS,
  );
  const answer = await select<Answer>({
    message: named(outcome.hole.id),
    signal: shell.signal,
    options: [
      ...(offered ? [{ value: "accept" as const, label: "Accept" }] : []),
      { value: "skip", label: "Leave the hole open" },
      ...others.map(({ candidate, at }) => ({
        value: at,
        label: `Take ${at + 1}: ${oneLine(candidate, shell)}`,
      })),
      { value: "all", label: "Accept this and all that follow" },
      { value: "stop", label: "Leave this and all that follow open" },
    ],
  });
  if (isCancel(answer)) throw new Interrupted("SIGINT");
  shell.out("\n");
  return answer;
}

function oneLine({ text }: Candidate, { columns = 80 }: Shell): string {
  return cut(visible(text.replaceAll(/\s*\n\s*/g, " ")), columns - 14);
}

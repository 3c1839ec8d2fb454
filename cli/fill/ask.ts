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

/** Someone who is asked about each hole. */
export interface Asking {
  readonly ask: Ask;
  /** True when all that follows is to be left open: nothing more is filled. */
  readonly hasStopped: boolean;
}

/** What can be answered; a number is the place of a reading, from 0. */
export type Answer = "accept" | "skip" | "all" | "stop" | number;

/** One question, and what can be answered to it. */
export interface Question {
  readonly message: string;
  readonly options: readonly { readonly value: Answer; readonly label: string }[];
}

/** Puts a question to the user; `undefined` when Ctrl-C is the answer. */
export type Select = (question: Question, signal: AbortSignal) => Promise<Answer | undefined>;

/** Asks on the terminal, and remembers "accept all". */
export function interactive(shell: Shell, select: Select = onTerminal): Asking {
  let rest: "ask" | "accept" | "stop" = "ask";
  return {
    get hasStopped() {
      return rest === "stop";
    },
    async ask(outcome, offered) {
      if (rest === "accept" && offered) return offered;
      const answer = await select(questionOf(outcome, offered, shell), shell.signal);
      if (answer === undefined) throw new Interrupted("SIGINT");
      shell.out("\n");
      if (answer === "all") rest = "accept";
      if (answer === "stop") rest = "stop";
      if (answer === "all" || answer === "accept") return offered;
      return typeof answer === "number" ? readingsOf(outcome)[answer] : undefined;
    },
  };
}

/** Readings to choose from beside the first: as many as are shown. */
const OTHERS = 3;

/** What is asked about a hole; accepting is offered where one reading is. */
function questionOf(outcome: Outcome, offered: Candidate | undefined, { columns }: Shell): Question {
  const others = readingsOf(outcome).flatMap((candidate, at) =>
    candidate === offered ? [] : [{ candidate, at }]
  );
  return {
    message: named(outcome.hole.id),
    options: [
      ...(offered ? [{ value: "accept" as const, label: "Accept" }] : []),
      { value: "skip", label: "Leave the hole open" },
      ...others.slice(0, OTHERS).map(({ candidate, at }) => ({
        value: at,
        label: `Take ${at + 1}: ${oneLine(candidate, columns)}`,
      })),
      ...(offered ? [{ value: "all" as const, label: "Accept this and all that follow" }] : []),
      { value: "stop", label: "Leave this and all that follow open" },
    ],
  };
}

async function onTerminal({ message, options }: Question, signal: AbortSignal): Promise<Answer | undefined> {
  const { isCancel, select } = await import("@clack/prompts");
  const answer = await select<Answer>({ message, signal, options: [...options] });
  return isCancel(answer) ? undefined : answer;
}

function oneLine({ text }: Candidate, columns = 80): string {
  return cut(visible(text.replaceAll(/\s*\n\s*/g, " ")), columns - 14);
}

import type { Account, LogEvent } from "./types.ts";

/** What the bank keeps of every withdrawal, in cents. */
export const FEE_CENTS = 25;

/** An account before anything happened. */
export const BLANK: Account = { owner: "", balance: 0, open: false };

/** An account after one more event. */
export function applyEvent(account: Account, event: LogEvent): Account {
  switch (event.type) {
    case "opened":
      return { ...account, owner: event.owner, open: true };
    case "deposited":
      return { ...account, balance: account.balance + event.amount };
    case "withdrawn":
      return { ...account, balance: account.balance - event.amount };
    case "closed":
      return { ...account, open: false };
  }
}

/** Puts earlier events first when it is given to a sort. */
export function byTime(a: LogEvent, b: LogEvent): number {
  return a.at - b.at;
}

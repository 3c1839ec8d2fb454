import { applyEvent, BLANK, byTime, FEE_CENTS } from "./fold.ts";
import type { Account, LogEvent } from "./types.ts";

/**
 * What a withdrawal costs together with the fee of the bank, in cents.
 * @example withFee(100) // => 125
 * @example withFee(2000) // => 2025
 * @example withFee(75) // => 100
 */
export function withFee(amount: number): number {
  return amount + FEE_CENTS;
}

/**
 * Whether an event closes an account.
 * @example isClosing({ type: "closed", account: "k1", at: 9 }) // => true
 * @example isClosing({ type: "opened", account: "k1", at: 1, owner: "Ada" }) // => false
 * @example isClosing({ type: "deposited", account: "k2", at: 4, amount: 500 }) // => false
 */
export function isClosing(event: LogEvent): boolean {
  return event.type === "closed";
}

/**
 * Whether an event happened later than a moment.
 * @example happenedAfter({ type: "closed", account: "k1", at: 9 }, 5) // => true
 * @example happenedAfter({ type: "closed", account: "k1", at: 9 }, 12) // => false
 * @example happenedAfter({ type: "deposited", account: "k2", at: 4, amount: 500 }, 4) // => false
 */
export function happenedAfter(event: LogEvent, at: number): boolean {
  return event.at > at;
}

/**
 * The events with the earliest first.
 * @example inOrder([{ type: "closed", account: "k1", at: 9 }, { type: "closed", account: "k2", at: 3 }]) // => [{ type: "closed", account: "k2", at: 3 }, { type: "closed", account: "k1", at: 9 }]
 * @example inOrder([{ type: "deposited", account: "k1", at: 2, amount: 50 }]) // => [{ type: "deposited", account: "k1", at: 2, amount: 50 }]
 * @example inOrder([]) // => []
 */
export function inOrder(events: readonly LogEvent[]): LogEvent[] {
  return events.toSorted(byTime);
}

/**
 * What an account has come to after some events.
 * @example replay([{ type: "opened", account: "k1", at: 1, owner: "Ada" }]) // => { owner: "Ada", balance: 0, open: true }
 * @example replay([{ type: "opened", account: "k1", at: 1, owner: "Bo" }, { type: "deposited", account: "k1", at: 2, amount: 900 }]) // => { owner: "Bo", balance: 900, open: true }
 * @example replay([]) // => { owner: "", balance: 0, open: false }
 */
export function replay(events: readonly LogEvent[]): Account {
  return events.reduce(applyEvent, BLANK);
}

/**
 * The events of two logs as one log, with the earliest first.
 * @example merge([{ type: "closed", account: "k1", at: 9 }], [{ type: "closed", account: "k2", at: 3 }]) // => [{ type: "closed", account: "k2", at: 3 }, { type: "closed", account: "k1", at: 9 }]
 * @example merge([{ type: "closed", account: "k1", at: 1 }], []) // => [{ type: "closed", account: "k1", at: 1 }]
 * @example merge([], []) // => []
 */
export function merge(first: readonly LogEvent[], second: readonly LogEvent[]): LogEvent[] {
  return inOrder([...first, ...second]);
}

/**
 * The amount an event is about, which is zero for events without one.
 * @example amountOf({ type: "deposited", account: "k1", at: 2, amount: 900 }) // => 900
 * @example amountOf({ type: "withdrawn", account: "k1", at: 3, amount: 250 }) // => 250
 * @example amountOf({ type: "closed", account: "k1", at: 9 }) // => 0
 */
export function amountOf(event: LogEvent): number {
  return "amount" in event ? event.amount : 0;
}

/**
 * Whether an account is open and has enough for an amount.
 * @example canWithdraw({ owner: "Ada", balance: 500, open: true }, 300) // => true
 * @example canWithdraw({ owner: "Ada", balance: 500, open: true }, 800) // => false
 * @example canWithdraw({ owner: "Bo", balance: 500, open: false }, 300) // => false
 */
export function canWithdraw(account: Account, amount: number): boolean {
  return account.open && account.balance >= amount;
}

/**
 * The names of the accounts some events are about, each of them once, in order of appearance.
 * @example accountNames([{ type: "closed", account: "k2", at: 3 }, { type: "closed", account: "k1", at: 9 }]) // => ["k2", "k1"]
 * @example accountNames([{ type: "opened", account: "k1", at: 1, owner: "Ada" }, { type: "closed", account: "k1", at: 9 }]) // => ["k1"]
 * @example accountNames([]) // => []
 */
export function accountNames(events: readonly LogEvent[]): string[] {
  return [...new Set(events.map((event) => event.account))];
}

/**
 * The account with an amount less on it, or unchanged when the amount cannot be withdrawn.
 * @example withdraw({ owner: "Ada", balance: 500, open: true }, 200) // => { owner: "Ada", balance: 300, open: true }
 * @example withdraw({ owner: "Ada", balance: 500, open: true }, 800) // => { owner: "Ada", balance: 500, open: true }
 * @example withdraw({ owner: "Bo", balance: 90, open: false }, 50) // => { owner: "Bo", balance: 90, open: false }
 */
export function withdraw(account: Account, amount: number): Account {
  if (!canWithdraw(account, amount)) return account;
  return { ...account, balance: account.balance - amount };
}

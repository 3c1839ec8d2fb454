interface Entry {
  readonly account: string;
  /** When it happened, in seconds since the log was begun. */
  readonly at: number;
}

export interface Opened extends Entry {
  readonly type: "opened";
  readonly owner: string;
}

export interface Deposited extends Entry {
  readonly type: "deposited";
  readonly amount: number;
}

export interface Withdrawn extends Entry {
  readonly type: "withdrawn";
  readonly amount: number;
}

export interface Closed extends Entry {
  readonly type: "closed";
}

/** Something that happened to an account; amounts are cents. */
export type LogEvent = Opened | Deposited | Withdrawn | Closed;

/** What an account has come to. */
export interface Account {
  readonly owner: string;
  readonly balance: number;
  readonly open: boolean;
}

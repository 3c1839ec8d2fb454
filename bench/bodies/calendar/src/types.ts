/** A day of the Gregorian calendar; months and days count from one. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A day of the week; zero is Monday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

import { MONTH_LENGTHS } from "./data.ts";
import type { Day, Weekday } from "./types.ts";

/** The remainder that is never negative. */
export function mod(n: number, divisor: number): number {
  return ((n % divisor) + divisor) % divisor;
}

/** Whether a year has a 29th of February. */
export function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The number of days of a month. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : MONTH_LENGTHS[month - 1] ?? 0;
}

/** The number of days from the first of January 1970 to a date. */
export function dayNumber(date: Day): number {
  const years = date.month > 2 ? date.year : date.year - 1;
  const months = mod(date.month - 3, 12);
  const days = Math.floor((153 * months + 2) / 5) + date.day - 1;
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leaps + days - 719468;
}

/** The date a number of days after the first of January 1970. */
export function fromDayNumber(n: number): Day {
  let year = 1970 + Math.floor(n / 365.2425);
  while (dayNumber({ year, month: 1, day: 1 }) > n) year--;
  while (dayNumber({ year: year + 1, month: 1, day: 1 }) <= n) year++;
  let month = 12;
  while (dayNumber({ year, month, day: 1 }) > n) month--;
  return { year, month, day: n - dayNumber({ year, month, day: 1 }) + 1 };
}

/** The day of the week of a date. */
export function weekdayOf(date: Day): Weekday {
  return mod(dayNumber(date) + 3, 7) as Weekday;
}

/** A number with at least two digits. */
export function twoDigits(n: number): string {
  return String(n).padStart(2, "0");
}

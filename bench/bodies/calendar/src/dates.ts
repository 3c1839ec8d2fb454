import { dayNumber, daysInMonth, fromDayNumber, isLeap, twoDigits, weekdayOf } from "./arithmetic.ts";
import { WEEKDAYS } from "./data.ts";
import type { Day } from "./types.ts";

/**
 * Whether a day of the week, counted from Monday as zero, is free for most people.
 * @example isWeekend(5) // => true
 * @example isWeekend(2) // => false
 * @example isWeekend(6) // => true
 */
export function isWeekend(weekday: number): boolean {
  return weekday >= 5;
}

/**
 * Whether a year has 365 days.
 * @example isCommonYear(2023) // => true
 * @example isCommonYear(2024) // => false
 * @example isCommonYear(2025) // => true
 */
export function isCommonYear(year: number): boolean {
  return !isLeap(year);
}

/**
 * The minutes from midnight to a time of the day.
 * @example minutesOf(1, 30) // => 90
 * @example minutesOf(0, 45) // => 45
 * @example minutesOf(12, 0) // => 720
 */
export function minutesOf(hours: number, minutes: number): number {
  return hours * 60 + minutes;
}

/**
 * The name of the day of the week of a date.
 * @example weekdayName({ year: 2024, month: 1, day: 1 }) // => "Monday"
 * @example weekdayName({ year: 2023, month: 12, day: 24 }) // => "Sunday"
 * @example weekdayName({ year: 2025, month: 8, day: 15 }) // => "Friday"
 */
export function weekdayName(date: Day): string {
  return WEEKDAYS[weekdayOf(date)];
}

/**
 * The number of days of a year.
 * @example daysInYear(2023) // => 365
 * @example daysInYear(2024) // => 366
 * @example daysInYear(2025) // => 365
 */
export function daysInYear(year: number): number {
  if (isLeap(year)) return 366;
  return 365;
}

/**
 * The quarter of the year a date is in, from one to four.
 * @example quarter({ year: 2024, month: 2, day: 10 }) // => 1
 * @example quarter({ year: 2024, month: 7, day: 1 }) // => 3
 * @example quarter({ year: 2023, month: 12, day: 31 }) // => 4
 */
export function quarter(date: Day): number {
  return Math.ceil(date.month / 3);
}

/**
 * The date a number of days later.
 * @example addDays({ year: 2024, month: 5, day: 10 }, 5) // => { year: 2024, month: 5, day: 15 }
 * @example addDays({ year: 2023, month: 1, day: 30 }, 3) // => { year: 2023, month: 2, day: 2 }
 * @example addDays({ year: 2024, month: 12, day: 25 }, 7) // => { year: 2025, month: 1, day: 1 }
 */
export function addDays(date: Day, days: number): Day {
  return fromDayNumber(dayNumber(date) + days);
}

/**
 * The first day of the month of a date.
 * @example startOfMonth({ year: 2024, month: 5, day: 17 }) // => { year: 2024, month: 5, day: 1 }
 * @example startOfMonth({ year: 2023, month: 12, day: 31 }) // => { year: 2023, month: 12, day: 1 }
 * @example startOfMonth({ year: 2025, month: 2, day: 2 }) // => { year: 2025, month: 2, day: 1 }
 */
export function startOfMonth(date: Day): Day {
  return { ...date, day: 1 };
}

/**
 * A date as year, month and day with hyphens between them.
 * @example isoDate({ year: 2024, month: 5, day: 17 }) // => "2024-05-17"
 * @example isoDate({ year: 1999, month: 12, day: 3 }) // => "1999-12-03"
 * @example isoDate({ year: 2025, month: 10, day: 30 }) // => "2025-10-30"
 */
export function isoDate(date: Day): string {
  return `${date.year}-${twoDigits(date.month)}-${twoDigits(date.day)}`;
}

/**
 * The date itself, or the last day of its month when the month is too short for it.
 * @example clampDay({ year: 2024, month: 4, day: 31 }) // => { year: 2024, month: 4, day: 30 }
 * @example clampDay({ year: 2023, month: 2, day: 30 }) // => { year: 2023, month: 2, day: 28 }
 * @example clampDay({ year: 2024, month: 5, day: 12 }) // => { year: 2024, month: 5, day: 12 }
 */
export function clampDay(date: Day): Day {
  const last = daysInMonth(date.year, date.month);
  return date.day > last ? { ...date, day: last } : date;
}

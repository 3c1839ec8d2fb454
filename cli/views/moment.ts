/**
 * When something was, for people.
 *
 * @module
 */

/** `12:03`, with the date before it on another day, in the user's own time. */
export function momentText(moment: Date, now = new Date()): string {
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  if (moment.toDateString() === now.toDateString()) return time;
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())} ${time}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

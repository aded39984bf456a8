/** When a task is due, in few words. */

import { addDays, type Day, daysBetween, formatDay } from "@/shared/days";

/** `Today`, `in 3 days` and the like near today, the date beyond. */
export function dueInWords(due: Day, today: Day, locale?: string): string {
  const days = daysBetween(today, due);
  if (Math.abs(days) <= 1 || (days < 0 && days >= -6)) return capital(relative(days, locale), locale);
  if (days > 0 && due <= addDays(today, 6)) return formatDay(due, { weekday: "long" }, locale);
  const sameYear = due.slice(0, 4) === today.slice(0, 4);
  return formatDay(due, { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) }, locale);
}

function relative(days: number, locale?: string): string {
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
}

function capital(text: string, locale?: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

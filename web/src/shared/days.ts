/**
 * Calendar days as the API writes them: `2026-01-31`, without a time and so without a time zone.
 *
 * Days are counted in UTC, where each has 24 hours; only `today` asks the person's own clock.
 */

export type Day = string;

const DAY = 86_400_000;

/** The day of `now` on the person's own calendar. */
export function today(now: Date = new Date()): Day {
  return written(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** Whether `text` is a day that there is; `2026-02-30` is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < "0001-01-01") return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

export function addDays(day: Day, count: number): Day {
  return new Date(moment(day) + count * DAY).toISOString().slice(0, 10);
}

/** How many days `to` is after `from`; negative before it. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((moment(to) - moment(from)) / DAY);
}

/** 1 for Monday to 7 for Sunday, as ISO 8601 and `Intl` count. */
export function weekday(day: Day): number {
  return new Date(moment(day)).getUTCDay() || 7;
}

/** The last day of the week of `day`, for weeks that begin on `firstDay` (1 for Monday). */
export function endOfWeek(day: Day, firstDay = 1): Day {
  return addDays(day, 6 - ((weekday(day) - firstDay + 7) % 7));
}

/** The day on which weeks begin where the person lives; Monday where the browser does not know. */
export function firstDayOfWeek(locale?: string): number {
  try {
    const found = new Intl.Locale(locale ?? new Intl.DateTimeFormat().resolvedOptions().locale) as Intl.Locale & {
      getWeekInfo?: () => { firstDay: number };
      weekInfo?: { firstDay: number };
    };
    return (found.getWeekInfo?.() ?? found.weekInfo)?.firstDay ?? 1;
  } catch {
    return 1;
  }
}

/** A day in the person's words: `31 Jan 2026`, with `options` of `Intl.DateTimeFormat`. */
export function formatDay(day: Day, options: Intl.DateTimeFormatOptions = { dateStyle: "medium" }, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(moment(day));
}

/** A month (`2026-01`) in the person's words. */
export function formatMonth(month: string, options: Intl.DateTimeFormatOptions, locale?: string): string {
  return formatDay(`${month}-01`, options, locale);
}

function moment(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function written(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

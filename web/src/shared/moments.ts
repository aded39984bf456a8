/** Moments in the person's own locale and time zone. */

const DAY = 86_400_000;

/** As short as it is clear: the time of today, the weekday of this week, else the date. */
export function shortMoment(iso: string, now = new Date()): string {
  const moment = new Date(iso);
  const isToday = moment.toDateString() === now.toDateString();
  if (isToday) return format(moment, { hour: "2-digit", minute: "2-digit" });
  if (Math.abs(now.getTime() - moment.getTime()) < 6 * DAY) return format(moment, { weekday: "short" });
  const isThisYear = moment.getFullYear() === now.getFullYear();
  return format(moment, { day: "numeric", month: "short", ...(!isThisYear && { year: "numeric" }) });
}

/** Date and time in full. */
export function fullMoment(iso: string): string {
  return format(new Date(iso), { dateStyle: "medium", timeStyle: "short" });
}

/** The date alone. */
export function fullDate(iso: string): string {
  return format(new Date(iso), { dateStyle: "medium" });
}

function format(moment: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(undefined, options).format(moment);
}

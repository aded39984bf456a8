/**
 * One typed line as a task: `Pay the rent #home !high tomorrow`.
 *
 * `#word` is a tag and `!high`, `!low` a priority wherever they stand. A day counts only as the last words of what is
 * left, so that "Watch the day after tomorrow with Ann" stays a title. A backslash in front keeps a word as it is.
 */

import { addDays, type Day, isDay, weekday } from "@/shared/days";

export type Priority = "low" | "normal" | "high";

export interface Parsed {
  title: string;
  tags: string[];
  priority: Priority | null;
  due: Day | null;
}

const PRIORITIES: Record<string, Priority> = {
  "!!": "high",
  "!high": "high",
  "!h": "high",
  "!normal": "normal",
  "!n": "normal",
  "!low": "low",
  "!l": "low",
};
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const FILLERS = new Set(["on", "by", "due"]);
const MAX_TAG = 50;
const MAX_DAYS = 36_500;

/** What `line` says, seen from `today`. A line of nothing but marks has an empty title. */
export function parse(line: string, today: Day): Parsed {
  const words: string[] = [];
  const tags: string[] = [];
  let priority: Priority | null = null;
  for (const word of line.trim().split(/\s+/).filter(Boolean)) {
    const tag = tagOf(word);
    const found = Object.hasOwn(PRIORITIES, word.toLowerCase()) ? PRIORITIES[word.toLowerCase()] : undefined;
    if (tag !== null) {
      if (!tags.includes(tag)) tags.push(tag);
    } else if (found) priority = found;
    else words.push(word);
  }
  const { due, rest } = takeDay(words, today);
  return { title: rest.map(unescaped).join(" "), tags, priority, due };
}

function tagOf(word: string): string | null {
  const name = /^#([^\s#]+)$/u.exec(word)?.[1]?.replace(/[,;.:]+$/, "");
  // "#3" is the third of something more often than a tag.
  return name && name.length <= MAX_TAG && !/^\d+$/.test(name) ? name : null;
}

function takeDay(words: string[], today: Day): { due: Day | null; rest: string[] } {
  // The longest phrase first: "in 3 days" ends in a word that is none by itself, "next friday" in one that is.
  for (const length of [4, 3, 2, 1]) {
    if (words.length < length) continue;
    const due = dayOf(words.slice(-length).map((word) => word.toLowerCase()), today);
    if (due === null) continue;
    const rest = words.slice(0, -length);
    if (rest.length > 1 && FILLERS.has(rest.at(-1)!.toLowerCase())) rest.pop();
    // A title that is only a day's name is a title.
    return rest.length > 0 ? { due, rest } : { due: null, rest: words };
  }
  return { due: null, rest: words };
}

function dayOf(words: string[], today: Day): Day | null {
  const phrase = words.join(" ");
  if (phrase === "today" || phrase === "tonight") return today;
  if (phrase === "tomorrow" || phrase === "tmr") return addDays(today, 1);
  if (phrase === "day after tomorrow" || phrase === "the day after tomorrow") return addDays(today, 2);
  if (phrase === "next week") return addDays(today, 8 - weekday(today));
  if (words.length === 1 && isDay(phrase)) return phrase;
  return countedDay(phrase, today) ?? namedDay(words, today);
}

function countedDay(phrase: string, today: Day): Day | null {
  const found = /^in (\d{1,5}|a|one) (day|week)s?$/.exec(phrase);
  if (!found) return null;
  const days = (/^\d/.test(found[1]!) ? Number(found[1]) : 1) * (found[2] === "week" ? 7 : 1);
  return days <= MAX_DAYS ? addDays(today, days) : null;
}

/** `friday` is the next one that is not today; `next friday` the one of next week. */
function namedDay(words: string[], today: Day): Day | null {
  const isNext = words[0] === "next";
  if (words.length !== (isNext ? 2 : 1)) return null;
  const name = words.at(-1)!;
  // "sat" and "sun" are words of their own; "wed" and "mar" as well: only the plain abbreviations of three letters.
  const at = WEEKDAYS.findIndex((full) => full === name || (full.slice(0, 3) === name && !["sat", "sun", "wed"].includes(name)));
  if (at < 0) return null;
  const ahead = (at + 1 - weekday(today) + 7) % 7 || 7;
  const monday = addDays(today, 8 - weekday(today));
  return isNext ? addDays(monday, at) : addDays(today, ahead);
}

function unescaped(word: string): string {
  return /^\\[#!\p{L}\d]/u.test(word) ? word.slice(1) : word;
}

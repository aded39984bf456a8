/** From a transaction to what is typed of it, and back. */

import { type Day, isDay } from "@/shared/days";
import type { Draft } from "./EntryFields";
import { editable, isNegative, negated, readAmount } from "./money";
import type { Entry } from "./queries";

export interface Values {
  date: Day;
  description: string;
  amount: string;
}

export function emptyDraft(today: Day): Draft {
  return { date: today, description: "", category: null, amount: "", direction: "spent" };
}

export function draftOf(entry: Entry, locale?: string): Draft {
  const isSpent = isNegative(entry.amount);
  return {
    date: entry.date,
    description: entry.description,
    category: entry.category && { id: entry.category.id },
    amount: editable(isSpent ? negated(entry.amount) : entry.amount, locale),
    direction: isSpent ? "spent" : "received",
  };
}

/** What is wrong with a draft, by member; nothing is sent before it is empty. */
export function wrongIn(draft: Draft, locale?: string): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (draft.description.trim() === "") wrong.description = "What was it for?";
  if (signed(draft, locale) === null) wrong.amount = `An amount such as ${editable("12.50", locale)}, up to 8 digits before the point.`;
  if (!isDay(draft.date)) wrong.date = "A day that there is.";
  return wrong;
}

/** The members that the API takes as they are; the category is picked or made by itself. Call it without errors only. */
export function valuesOf(draft: Draft, locale?: string): Values {
  return { date: draft.date, description: draft.description.trim(), amount: signed(draft, locale) ?? "0.00" };
}

function signed(draft: Draft, locale?: string): string | null {
  const amount = readAmount(draft.amount, locale);
  if (amount === null || isNegative(amount)) return null;
  return draft.direction === "spent" ? negated(amount) : amount;
}

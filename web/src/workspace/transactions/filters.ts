/** What the table of transactions is narrowed and sorted by, as it stands in the page's address. */

import { said, textOf, wholeOf } from "@/shared/address";
import { addDays, type Day, isDay } from "@/shared/days";
import { type Amount, cents } from "./money";

export const ORDERINGS = ["-date", "date", "-amount", "amount", "description", "-description"] as const;
export type Ordering = (typeof ORDERINGS)[number];

export interface Filters {
  search?: string;
  /** The id of a category, or those without. */
  category?: number | "none";
  amount_min?: Amount;
  amount_max?: Amount;
  date_after?: Day;
  date_before?: Day;
}

export interface Address extends Filters {
  page?: number;
  ordering?: Ordering;
}

/** The page's address: with what the page was asked for, to add or to import. */
export interface Search extends Address {
  add?: true;
  import?: true;
}

export function searchOf(search: Record<string, unknown>): Search {
  const wish = (value: unknown) => (value === true ? true : undefined);
  return said<Search>({ ...addressOf(search), add: wish(search.add), import: wish(search.import) });
}

/** What an address says, that anybody may have typed; what the API would refuse is left out. */
export function addressOf(search: Record<string, unknown>): Address {
  const found: { [Name in keyof Address]: Address[Name] | undefined } = {
    search: textOf(search.search),
    category: search.category === "none" ? "none" : wholeOf(search.category),
    amount_min: amount(search.amount_min),
    amount_max: amount(search.amount_max),
    date_after: day(search.date_after),
    date_before: day(search.date_before),
    page: wholeOf(search.page),
    ordering: ORDERINGS.find((name) => name === search.ordering),
  };
  if (found.page === 1) found.page = undefined;
  if (found.ordering === "-date") found.ordering = undefined;
  return said<Address>(found);
}

/** The filters of an address: what the summary, the export and the next page have in common. */
export function filtersOf({ page: _page, ordering: _ordering, ...filters }: Address): Filters {
  return filters;
}

export function isNarrowed(address: Address): boolean {
  return Object.values(filtersOf(address)).some((value) => value !== undefined);
}

/** From the first to the last day of a month (`2026-02`). */
export function monthRange(month: string): { date_after: Day; date_before: Day } {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
  return { date_after: `${month}-01`, date_before: addDays(next, -1) };
}

/** The other direction of the order by `column`, or its natural one where it is another that counts now. */
export function turned(ordering: Ordering, column: "date" | "amount" | "description"): Ordering {
  const natural = column === "description" ? column : (`-${column}` as const);
  if (ordering !== natural) return natural;
  return column === "description" ? "-description" : column;
}

function amount(value: unknown): Amount | undefined {
  const written = typeof value === "number" ? String(value) : value;
  if (typeof written !== "string") return undefined;
  try {
    const size = cents(written);
    return size < 10_000_000_000n && size > -10_000_000_000n ? written : undefined;
  } catch {
    return undefined;
  }
}

function day(value: unknown): Day | undefined {
  return typeof value === "string" && isDay(value) ? value : undefined;
}

/** What the list of tasks is narrowed by, as it stands in the page's address. */

import { said, textOf } from "@/shared/address";

export const PRIORITIES = ["high", "normal", "low"] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface Filters {
  search?: string;
  tag?: string;
  priority?: Priority;
}

/** The page's address: the filters, and whether it was asked for in order to add a task. */
export interface Address extends Filters {
  add?: true;
}

/** What an address says that anybody may have typed; what is none is left out. */
export function addressOf(search: Record<string, unknown>): Address {
  const priority = PRIORITIES.find((name) => name === search.priority);
  const add = search.add === true || undefined;
  return said<Address>({ search: textOf(search.search), tag: textOf(search.tag, 50), priority, add });
}

export function filtersOf({ add: _add, ...filters }: Address): Filters {
  return filters;
}

export function isNarrowed(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

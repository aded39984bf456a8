/** What the list of tasks is narrowed by, as it stands in the page's address. */

import { said, textOf } from "@/shared/address";

export const PRIORITIES = ["high", "normal", "low"] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface Filters {
  search?: string;
  tag?: string;
  priority?: Priority;
}

/** Filters of an address that anybody may have typed; what is none is left out. */
export function filtersOf(search: Record<string, unknown>): Filters {
  const priority = PRIORITIES.find((name) => name === search.priority);
  return said<Filters>({ search: textOf(search.search), tag: textOf(search.tag, 50), priority });
}

export function isNarrowed(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

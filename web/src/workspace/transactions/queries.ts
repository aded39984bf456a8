/** Reading transactions. Keys begin with `transactions`, then say what. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/client";
import { answer, api, type Page } from "../data";
import type { CategorySums, MonthSums } from "./charts/types";
import { type Address, type Filters, filtersOf } from "./filters";

export type Category = Schemas["Category"];
/** A transaction with its category in full. */
export type Entry = Omit<Schemas["Transaction"], "category"> & { category: Category | null };

export const TRANSACTIONS = ["transactions"] as const;
export const LIST = ["transactions", "list"] as const;
export const CATEGORIES = ["transactions", "categories"] as const;

export const PAGE_SIZE = 25;
export const EXPANDED = { expand: ["category" as const] };

/** The API's answer under `?expand=category`, whose type leaves open whether it was asked for. */
export function entryOf(row: Schemas["Transaction"]): Entry {
  const { category } = row;
  return { ...row, category: typeof category === "object" ? category : null };
}

export function useEntries(address: Address) {
  const { page = 1, ordering = "-date" } = address;
  const query = { ...filtersOf(address), ...EXPANDED, page, ordering, page_size: PAGE_SIZE };
  return useQuery({
    queryKey: [...LIST, address],
    queryFn: async ({ signal }): Promise<Page<Entry>> => {
      const found = await answer(api.GET("/api/transactions/", { params: { query }, signal }));
      return { ...found, results: found.results.map(entryOf) };
    },
    placeholderData: keepPreviousData,
  });
}

/** The sums of what passes the filters, the latest month first, and of all together. */
export function useMonths(filters: Filters) {
  return useQuery({
    queryKey: [...TRANSACTIONS, "summary", "month", filters],
    queryFn: async ({ signal }) => {
      const params = { query: { ...filters, by: "month" as const } };
      const { results, total } = await answer(api.GET("/api/transactions/summary/", { params, signal }));
      return { months: results.filter((group): group is MonthSums => group.month !== undefined), total };
    },
    placeholderData: keepPreviousData,
  });
}

/** The sums by category. */
export function useCategorySums(filters: Filters) {
  return useQuery({
    queryKey: [...TRANSACTIONS, "summary", "category", filters],
    queryFn: async ({ signal }) => {
      const params = { query: { ...filters, by: "category" as const } };
      const { results } = await answer(api.GET("/api/transactions/summary/", { params, signal }));
      return results.map((group): CategorySums => ({ ...group, category: group.category ?? null, name: group.name ?? null }));
    },
    placeholderData: keepPreviousData,
  });
}

/** All categories, by name: a few dozen at most people's, and every page is read at others'. */
export function useCategories() {
  return useQuery({
    queryKey: CATEGORIES,
    queryFn: async ({ signal }): Promise<Category[]> => {
      const all: Category[] = [];
      for (let page = 1; ; page += 1) {
        const params = { query: { page, page_size: 100 } };
        const { results, next } = await answer(api.GET("/api/transactions/categories/", { params, signal }));
        all.push(...results);
        if (!next) return all;
      }
    },
  });
}

/** Lists as the API pages them, and changes to cached ones before the server has answered. */

import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";

export interface Page<T> {
  count: number | null;
  next: string | null;
  previous: string | null;
  results: T[];
}

type Cached<T> = Page<T> | InfiniteData<Page<T>> | undefined;

/** The cursor of the next page, for `getNextPageParam`; undefined at the end. */
export function nextCursor(page: { next?: string | null }): string | undefined {
  return page.next ? (new URL(page.next).searchParams.get("cursor") ?? undefined) : undefined;
}

/** The number of the next page, for lists by number; undefined at the end. */
export function nextPage(page: { next?: string | null }): number | undefined {
  return page.next ? Number(new URL(page.next).searchParams.get("page") ?? 1) : undefined;
}

/** The rows of all pages that were read, in order. */
export function rowsOf<T>(data: InfiniteData<Page<T>> | undefined): T[] {
  return data?.pages.flatMap((page) => page.results) ?? [];
}

/** Change the rows of every cached list under `key`; return undefined from `change` to take a row away. */
export function changeRows<T>(queries: QueryClient, key: QueryKey, change: (row: T) => T | undefined): void {
  queries.setQueriesData<Cached<T>>({ queryKey: key }, (cached) => mapPages(cached, (page) => changedPage(page, change)));
}

/** Put a row at the head of every cached list under `key`. */
export function addRow<T>(queries: QueryClient, key: QueryKey, row: T): void {
  queries.setQueriesData<Cached<T>>({ queryKey: key }, (cached) => {
    let isFirst = true;
    return mapPages(cached, (page) => {
      if (!isFirst) return page;
      isFirst = false;
      return { ...page, count: page.count === null ? null : page.count + 1, results: [row, ...page.results] };
    });
  });
}

function changedPage<T>(page: Page<T>, change: (row: T) => T | undefined): Page<T> {
  const results = page.results.map(change).filter((row) => row !== undefined);
  const gone = page.results.length - results.length;
  return { ...page, results, count: page.count === null ? null : page.count - gone };
}

function mapPages<T>(cached: Cached<T>, change: (page: Page<T>) => Page<T>): Cached<T> {
  if (!cached) return cached;
  if ("pages" in cached) return { ...cached, pages: cached.pages.map(change) };
  // Other things than lists may be kept under the same beginning of a key.
  return "results" in cached ? change(cached) : cached;
}

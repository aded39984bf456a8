/** Reading tasks. Keys begin with `tasks`, then say which list. */

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/client";
import { answer, api, nextCursor } from "../data";
import type { Filters } from "./filters";

export type Task = Schemas["Task"];

export const TASKS = ["tasks"] as const;
export const OPEN = ["tasks", "open"] as const;
export const DONE = ["tasks", "done"] as const;
const TAGS = ["tasks", "tags"] as const;

const OPEN_PAGE = 60;
const DONE_PAGE = 20;
const ALL_TAGS = 100;

/** What is to be done, the earliest day first and what has no day last. */
export function useOpenTasks(filters: Filters) {
  return useTasks([...OPEN, filters], { ...filters, completed: false, ordering: "due", page_size: OPEN_PAGE });
}

/** What was done, the latest first. */
export function useDoneTasks(filters: Filters, enabled: boolean) {
  return useTasks([...DONE, filters], { ...filters, completed: true, ordering: "-updated_at", page_size: DONE_PAGE }, enabled);
}

/** The names of all tags in use, for filters and suggestions. */
export function useTags() {
  return useQuery({
    queryKey: TAGS,
    queryFn: ({ signal }) => answer(api.GET("/api/tasks/tags/", { params: { query: { page_size: ALL_TAGS } }, signal })),
    select: (page) => page.results.map((tag) => tag.name),
  });
}

type Query = Filters & { completed: boolean; ordering: string; page_size: number };

function useTasks(queryKey: readonly unknown[], query: Query, enabled = true) {
  return useInfiniteQuery({
    queryKey,
    enabled,
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/api/tasks/", { params: { query: { ...query, cursor: pageParam } }, signal })),
    getNextPageParam: nextCursor,
    placeholderData: (previous) => previous,
  });
}

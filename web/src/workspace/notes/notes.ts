/** Notes on the server and in the cache. */

import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { components } from "@/api/schema";
import { addRow, answer, api, changeRows, nextCursor, tagged, type Tagged } from "../data";
import { queries } from "../data/client";
import type { Store } from "./editing/document";

export type Note = components["schemas"]["Note"];

export const KIND = "notes.note";
export const NOTES = ["notes"] as const;
const LISTS = ["notes", "list"] as const;

export interface Filter {
  search: string;
  tag?: string;
  archived: boolean;
}

/** The notes that pass, pinned ones first, then those changed last. */
export function notesQuery({ search, tag, archived }: Filter) {
  return infiniteQueryOptions({
    queryKey: [...LISTS, { search, tag, archived }],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        cursor: pageParam,
        page_size: 30,
        ordering: "-pinned,-updated_at",
        archived,
        ...(search && { search }),
        ...(tag && { tag }),
      };
      return answer(api.GET("/api/notes/", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
  });
}

export function noteQuery(id: number) {
  return queryOptions({
    queryKey: [...NOTES, "one", id],
    queryFn: ({ signal }) => readNote(id, signal),
  });
}

export const tagsQuery = queryOptions({
  queryKey: [...NOTES, "tags"],
  queryFn: ({ signal }) => answer(api.GET("/api/notes/tags/", { params: { query: { page_size: 100 } }, signal })),
  staleTime: 60_000,
});

export function publicationQuery(id: number) {
  return queryOptions({
    queryKey: [...NOTES, "publication", id],
    queryFn: ({ signal }) => answer(api.GET("/api/notes/{id}/publication/", { params: { path: { id } }, signal })),
  });
}

function readNote(id: number, signal?: AbortSignal): Promise<Tagged<Note>> {
  return tagged(api.GET("/api/notes/{id}/", { params: { path: { id } }, signal }));
}

/** What an open document saves to. */
export const requests: Omit<Store<Note>, "saved"> = {
  create: (body, key) => tagged(api.POST("/api/notes/", { body, params: { header: { "Idempotency-Key": key } } })),
  read: (id) => readNote(id),
  write: (id, body, etag) =>
    tagged(api.PATCH("/api/notes/{id}/", { body, params: { path: { id }, header: { "If-Match": etag } } })),
};

/** Show what was saved wherever the note is shown. */
export function showSaved(note: Tagged<Note>, isNew: boolean): void {
  queries.setQueryData(noteQuery(note.row.id).queryKey, note);
  if (isNew) {
    addRow(queries, [...LISTS, { search: "", archived: false }], note.row);
    void queries.invalidateQueries({ queryKey: LISTS });
  } else {
    changeRows<Note>(queries, LISTS, (row) => (row.id === note.row.id ? note.row : row));
  }
  const known = queries.getQueryData(tagsQuery.queryKey)?.results.map((tag) => tag.name) ?? [];
  if (note.row.tags.some((tag) => !known.includes(tag))) void queries.invalidateQueries(tagsQuery);
  void queries.invalidateQueries({ queryKey: publicationQuery(note.row.id).queryKey });
}

/** Take a note out of every list. */
export function forgetNote(id: number): void {
  changeRows<Note>(queries, LISTS, (row) => (row.id === id ? undefined : row));
  queries.removeQueries({ queryKey: noteQuery(id).queryKey });
}

/** Changing transactions and categories: at once on the page, and each can be taken back. */

import type { QueryClient } from "@tanstack/react-query";
import type { Schemas } from "@/api/client";
import { addRow, answer, api, changeRows, once, restore, type Tagged, tagged, useOptimistic } from "../data";
import { CATEGORIES, type Category, type Entry, entryOf, EXPANDED, LIST, TRANSACTIONS } from "./queries";

type Body = Schemas["TransactionRequest"];
export type EntryChange = Schemas["PatchedTransactionRequest"];

const KEYS = [[...TRANSACTIONS]];
const path = (id: number) => ({ path: { id } });

/** A row that the server has not answered for yet. */
export const isPending = (entry: Pick<Entry, "id">): boolean => entry.id < 0;

let pending = 0;

export async function loadEntry(id: number): Promise<Tagged<Entry>> {
  const { row, etag } = await tagged(api.GET("/api/transactions/{id}/", { params: { ...path(id), query: EXPANDED } }));
  return { row: entryOf(row), etag };
}

export async function sendEntry(id: number, body: EntryChange, etag: string): Promise<Tagged<Entry>> {
  const params = { ...path(id), query: EXPANDED, header: { "If-Match": etag } };
  const written = await tagged(api.PATCH("/api/transactions/{id}/", { params, body }));
  return { row: entryOf(written.row), etag: written.etag };
}

export interface Adding {
  body: Body;
  /** For the row that is shown until the server has answered. */
  category: Category | null;
  header: ReturnType<typeof once>;
}

/** Add one. `mutateAsync` rejects with what the server refused; the form shows it. */
export function useAddEntry() {
  const takeBack = useOptimistic({ keys: KEYS, send: (id: number) => answer(api.DELETE("/api/transactions/{id}/", { params: path(id) })) });
  return useOptimistic({
    keys: KEYS,
    send: ({ body, header }: Adding) => answer(api.POST("/api/transactions/", { body, params: { header } })),
    apply: (queries, { body, category }) => addRow(queries, LIST, drawn(body, category)),
    done: (row) => ({ message: `Added “${row.description}”.`, undo: () => takeBack.mutateAsync(row.id) }),
    failed: () => undefined,
  });
}

/** Change some members without an editor: the undo of an edit. */
export function useChangeEntry() {
  return useOptimistic({
    keys: KEYS,
    send: ({ id, body }: { id: number; body: EntryChange }) =>
      answer(api.PATCH("/api/transactions/{id}/", { params: path(id), body })),
  });
}

/** Into the trash; undo takes it out again. */
export function useRemoveEntry() {
  const bringBack = useOptimistic({ keys: KEYS, send: (id: number) => restore("transactions.transaction", id) });
  return useOptimistic({
    keys: KEYS,
    send: (entry: Entry) => answer(api.DELETE("/api/transactions/{id}/", { params: path(entry.id) })),
    apply: (queries, entry) => changeRows<Entry>(queries, LIST, (row) => (row.id === entry.id ? undefined : row)),
    done: (_, entry) => ({ message: `Deleted “${entry.description}”.`, undo: () => bringBack.mutateAsync(entry.id) }),
  });
}

export function createCategory(name: string, header: ReturnType<typeof once>): Promise<Category> {
  return answer(api.POST("/api/transactions/categories/", { body: { name }, params: { header } }));
}

/** Rename on every transaction. */
export function useRenameCategory() {
  const renaming = {
    keys: KEYS,
    send: ({ category, name }: { category: Category; name: string }) =>
      answer(api.PATCH("/api/transactions/categories/{id}/", { params: path(category.id), body: { name } })),
    apply: (queries: QueryClient, { category, name }: { category: Category; name: string }) =>
      queries.setQueryData<Category[]>(CATEGORIES, (all) =>
        all?.map((one) => (one.id === category.id ? { ...one, name } : one)),
      ),
  };
  const back = useOptimistic(renaming);
  return useOptimistic({
    ...renaming,
    done: (_, { category, name }) => ({
      message: `“${category.name}” is “${name}” now.`,
      undo: () => back.mutateAsync({ category: { ...category, name }, name: category.name }),
    }),
  });
}

/** Delete one; its transactions stay, without it, and get it back by undo. */
export function useRemoveCategory() {
  const bringBack = useOptimistic({ keys: KEYS, send: (id: number) => restore("transactions.category", id) });
  return useOptimistic({
    keys: KEYS,
    send: (category: Category) => answer(api.DELETE("/api/transactions/categories/{id}/", { params: path(category.id) })),
    apply: (queries, category) =>
      queries.setQueryData<Category[]>(CATEGORIES, (all) => all?.filter((one) => one.id !== category.id)),
    done: (_, category) => ({ message: `Deleted “${category.name}”.`, undo: () => bringBack.mutateAsync(category.id) }),
  });
}

function drawn(body: Body, category: Category | null): Entry {
  const now = new Date().toISOString();
  const { amount, description, date = now.slice(0, 10) } = body;
  return { id: (pending -= 1), user: 0, amount, description, date, category, timestamp: now };
}

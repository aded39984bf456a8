/** Changing books, authors and quotes: at once on the page where that can be drawn, and each can be taken back. */

import type { QueryClient } from "@tanstack/react-query";
import type { Schemas } from "@/api/client";
import { addRow, answer, api, changeRows, once, restore, type Tagged, tagged, useOptimistic } from "../data";
import type { Author } from "./picking";
import { AUTHORS, type AuthorWithBooks, type Book, bookOf, BOOKS, LIBRARY, type Quote, quotesOf, WITH_AUTHORS } from "./queries";

type BookChange = Schemas["PatchedBookRequest"];

const KEYS = [[...LIBRARY]];
const path = (id: number) => ({ path: { id } });
type Once = ReturnType<typeof once>;

export async function loadBook(id: number): Promise<Tagged<Book>> {
  const { row, etag } = await tagged(api.GET("/api/books/{id}/", { params: { ...path(id), query: WITH_AUTHORS } }));
  return { row: bookOf(row), etag };
}

export async function sendBook(id: number, body: BookChange, etag: string): Promise<Tagged<Book>> {
  const params = { ...path(id), query: WITH_AUTHORS, header: { "If-Match": etag } };
  const written = await tagged(api.PATCH("/api/books/{id}/", { params, body }));
  return { row: bookOf(written.row), etag: written.etag };
}

/** Add one. `mutateAsync` rejects with what the server refused; the form shows it. */
export function useAddBook() {
  const takeBack = useOptimistic({ keys: KEYS, send: (id: number) => answer(api.DELETE("/api/books/{id}/", { params: path(id) })) });
  return useOptimistic({
    keys: KEYS,
    send: ({ body, header }: { body: Schemas["BookRequest"]; header: Once }) =>
      answer(api.POST("/api/books/", { body, params: { header, query: WITH_AUTHORS } })),
    done: (book) => ({ message: `Added “${book.title}”.`, undo: () => takeBack.mutateAsync(book.id) }),
    failed: () => undefined,
  });
}

/** Change some members without an editor: the undo of an edit. */
export function useChangeBook() {
  return useOptimistic({
    keys: KEYS,
    send: ({ id, body }: { id: number; body: BookChange }) => answer(api.PATCH("/api/books/{id}/", { params: path(id), body })),
  });
}

/** Into the trash, with its quotes; undo takes them out again. */
export function useRemoveBook() {
  const bringBack = useOptimistic({ keys: KEYS, send: (id: number) => restore("library.book", id) });
  return useOptimistic({
    keys: KEYS,
    send: (book: Book) => answer(api.DELETE("/api/books/{id}/", { params: path(book.id) })),
    apply: (queries, book) => changeRows<Book>(queries, BOOKS, (row) => (row.id === book.id ? undefined : row)),
    done: (_, book) => ({ message: `Deleted “${book.title}”.`, undo: () => bringBack.mutateAsync(book.id) }),
  });
}

let pending = 0;

export function useAddAuthor(failed: (name: string, error: unknown) => void) {
  const takeBack = useOptimistic({ keys: KEYS, send: (id: number) => answer(api.DELETE("/api/authors/{id}/", { params: path(id) })) });
  return useOptimistic({
    keys: KEYS,
    send: ({ name, header }: { name: string; header: Once }) => answer(api.POST("/api/authors/", { body: { name }, params: { header } })),
    apply: (queries, { name }) => addRow<AuthorWithBooks>(queries, AUTHORS, { id: (pending -= 1), name, books: [] }),
    done: (author) => ({ message: `Added ${author.name}.`, undo: () => takeBack.mutateAsync(author.id) }),
    failed: (error, { name }) => failed(name, error),
  });
}

/** Rename in every book. */
export function useRenameAuthor() {
  const renaming = {
    keys: KEYS,
    send: ({ author, name }: { author: Author; name: string }) =>
      answer(api.PATCH("/api/authors/{id}/", { params: path(author.id), body: { name } })),
    apply: (queries: QueryClient, { author, name }: { author: Author; name: string }) =>
      changeRows<AuthorWithBooks>(queries, AUTHORS, (row) => (row.id === author.id ? { ...row, name } : row)),
  };
  const back = useOptimistic(renaming);
  return useOptimistic({
    ...renaming,
    done: (_, { author, name }) => ({
      message: `${author.name} is ${name} now.`,
      undo: () => back.mutateAsync({ author, name: author.name }),
    }),
  });
}

/** Into the trash; the books stay, without the author, and name them again by undo. */
export function useRemoveAuthor() {
  const bringBack = useOptimistic({ keys: KEYS, send: (id: number) => restore("library.author", id) });
  return useOptimistic({
    keys: KEYS,
    send: (author: Author) => answer(api.DELETE("/api/authors/{id}/", { params: path(author.id) })),
    apply: (queries, author) => changeRows<AuthorWithBooks>(queries, AUTHORS, (row) => (row.id === author.id ? undefined : row)),
    done: (_, author) => ({ message: `Deleted ${author.name}. The books stay.`, undo: () => bringBack.mutateAsync(author.id) }),
  });
}

export function useAddQuote(book: number) {
  return useOptimistic({
    keys: [[...quotesOf(book)]],
    send: ({ body, header }: { body: Omit<Quote, "id" | "book">; header: Once }) =>
      answer(api.POST("/api/quotes/", { body: { ...body, book }, params: { header } })),
    failed: () => undefined,
  });
}

export function useChangeQuote(book: number) {
  const changing = {
    keys: [[...quotesOf(book)]],
    send: ({ quote, body }: { quote: Quote; body: Omit<Quote, "id" | "book"> }) =>
      answer(api.PATCH("/api/quotes/{id}/", { params: path(quote.id), body })),
    apply: (queries: QueryClient, { quote, body }: { quote: Quote; body: Omit<Quote, "id" | "book"> }) =>
      changeRows<Quote>(queries, quotesOf(book), (row) => (row.id === quote.id ? { ...row, ...body } : row)),
  };
  const back = useOptimistic(changing);
  return useOptimistic({
    ...changing,
    done: (_, { quote }) => ({
      message: "Changed the quote.",
      undo: () => back.mutateAsync({ quote, body: { text: quote.text, page: quote.page } }),
    }),
  });
}

export function useRemoveQuote(book: number) {
  const keys = [[...quotesOf(book)]];
  const bringBack = useOptimistic({ keys, send: (id: number) => restore("library.quote", id) });
  return useOptimistic({
    keys,
    send: (quote: Quote) => answer(api.DELETE("/api/quotes/{id}/", { params: path(quote.id) })),
    apply: (queries, quote) => changeRows<Quote>(queries, quotesOf(book), (row) => (row.id === quote.id ? undefined : row)),
    done: (_, quote) => ({ message: "Deleted the quote.", undo: () => bringBack.mutateAsync(quote.id) }),
  });
}

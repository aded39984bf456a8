/** Reading books, authors and quotes. Keys begin with `library`, since a change of one shows in the others. */

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/client";
import { answer, api, nextCursor, type Page } from "../data";
import type { AuthorsAddress, BooksAddress } from "./filters";
import type { Author } from "./picking";

/** A book with its authors in full. */
export type Book = Omit<Schemas["Book"], "authors" | "author"> & { authors: Author[] };
/** An author with the books in full. */
export interface AuthorWithBooks extends Author {
  books: Pick<Schemas["Book"], "id" | "title">[];
}
export type Quote = Omit<Schemas["Quote"], "book"> & { book: number };

export const LIBRARY = ["library"] as const;
export const BOOKS = ["library", "books"] as const;
export const AUTHORS = ["library", "authors"] as const;
export const quotesOf = (book: number) => ["library", "quotes", book] as const;

const PAGE = 30;
const FOUND = 20;
export const WITH_AUTHORS = { expand: ["authors" as const] };

/** The answers under `?expand=`, whose types leave open whether it was asked for. */
export function bookOf({ author: _, ...row }: Schemas["Book"]): Book {
  const authors = row.authors.filter((one): one is Schemas["Author"] => typeof one === "object");
  return { ...row, authors: authors.map(({ id, name }) => ({ id, name })) };
}

function authorOf({ id, name, books }: Schemas["Author"]): AuthorWithBooks {
  return { id, name, books: books.filter((one): one is Schemas["Book"] => typeof one === "object") };
}

export function useBooks({ search, author, ordering }: BooksAddress) {
  const query = { search, author, ordering: ordering ?? "title", page_size: PAGE, ...WITH_AUTHORS };
  return useInfiniteQuery({
    queryKey: [...BOOKS, { search, author, ordering }],
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }): Promise<Page<Book>> => {
      const page = await answer(api.GET("/api/books/", { params: { query: { ...query, cursor: pageParam } }, signal }));
      return { ...page, results: page.results.map(bookOf) };
    },
    getNextPageParam: nextCursor,
    placeholderData: (previous) => previous,
  });
}

/** The book of the address, which may be on no page that was read yet. */
export function useBook(id: number | undefined) {
  return useQuery({
    queryKey: ["library", "book", id],
    enabled: id !== undefined,
    queryFn: async ({ signal }) =>
      bookOf(await answer(api.GET("/api/books/{id}/", { params: { path: { id: id ?? 0 }, query: WITH_AUTHORS }, signal }))),
  });
}

export function useAuthors({ search, ordering }: AuthorsAddress) {
  const query = { search, ordering: ordering ?? "name", page_size: PAGE, expand: ["books" as const] };
  return useInfiniteQuery({
    queryKey: [...AUTHORS, { search, ordering }],
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }): Promise<Page<AuthorWithBooks>> => {
      const page = await answer(api.GET("/api/authors/", { params: { query: { ...query, cursor: pageParam } }, signal }));
      return { ...page, results: page.results.map(authorOf) };
    },
    getNextPageParam: nextCursor,
    placeholderData: (previous) => previous,
  });
}

/** One author, for the heading over somebody's books. */
export function useAuthor(id: number | undefined) {
  return useQuery({
    queryKey: ["library", "author", id],
    enabled: id !== undefined,
    queryFn: ({ signal }) =>
      answer(api.GET("/api/authors/{id}/", { params: { path: { id: id ?? 0 }, query: { fields: ["id", "name"] } }, signal })),
  });
}

/** Authors whose names have what is typed, to pick from. */
export function useFoundAuthors(search: string) {
  return useQuery({
    queryKey: ["library", "found", search],
    queryFn: async ({ signal }): Promise<Author[]> => {
      const query = { search: search || undefined, page_size: FOUND, fields: ["id" as const, "name" as const] };
      return (await answer(api.GET("/api/authors/", { params: { query }, signal }))).results;
    },
    placeholderData: (previous) => previous,
  });
}

/** The quotes of a book, in the order of its pages. */
export function useQuotes(book: number) {
  return useQuery({
    queryKey: quotesOf(book),
    queryFn: async ({ signal }): Promise<Page<Quote>> => {
      const params = { query: { book, ordering: "page", page_size: 100 } };
      const page = await answer(api.GET("/api/quotes/", { params, signal }));
      return { ...page, results: page.results.map((quote) => ({ ...quote, book })) };
    },
  });
}

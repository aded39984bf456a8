/** What the library shows, as it stands in the page's address. */

import { said, textOf, wholeOf } from "@/shared/address";

export interface BooksAddress {
  search?: string;
  /** Only the books of this author. */
  author?: number;
  /** The book that is open. */
  book?: number;
  ordering?: "-title";
}

/** The page's address: with the wish to add a book. */
export interface BooksSearch extends BooksAddress {
  add?: true;
}

export interface AuthorsAddress {
  search?: string;
  ordering?: "-name";
}

/** Either may be typed by anybody: what is none is left out. */
export function booksAddressOf(search: Record<string, unknown>): BooksAddress {
  return said<BooksAddress>({
    search: textOf(search.search),
    author: wholeOf(search.author),
    book: wholeOf(search.book),
    ordering: search.ordering === "-title" ? "-title" : undefined,
  });
}

export function booksSearchOf(search: Record<string, unknown>): BooksSearch {
  return said<BooksSearch>({ ...booksAddressOf(search), add: search.add === true || undefined });
}

export function authorsAddressOf(search: Record<string, unknown>): AuthorsAddress {
  return said<AuthorsAddress>({
    search: textOf(search.search),
    ordering: search.ordering === "-name" ? "-name" : undefined,
  });
}

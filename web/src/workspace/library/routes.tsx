/** The library's place in the workspace. */

import { IconBooks } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { answer, api } from "../data";
import type { Feature } from "../shell/feature";
import { workspaceRoute } from "../shell/root";
import { authorsAddressOf, booksSearchOf } from "./filters";

const books = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/library",
  validateSearch: booksSearchOf,
  component: lazyRouteComponent(() => import("./BooksPage"), "BooksPage"),
});

const authors = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/library/authors",
  validateSearch: authorsAddressOf,
  component: lazyRouteComponent(() => import("./AuthorsPage"), "AuthorsPage"),
});

export const routes = [books, authors] as const;

export const feature: Feature = {
  id: "library",
  label: "Library",
  icon: IconBooks,
  to: "/library",
  keys: "g l",
  place: "main",
  commands: [
    {
      id: "library.add",
      label: "Add a book",
      keywords: "new read",
      keys: "c b",
      destination: { to: "/library", search: { add: true } },
    },
    { id: "library.authors", label: "Authors", keywords: "writers people", keys: "g a", destination: { to: "/library/authors" } },
  ],
  search: async (search, signal) => {
    const params = { query: { search, page_size: 4 } };
    const [titles, names] = await Promise.all([
      answer(api.GET("/api/books/", { params, signal })),
      answer(api.GET("/api/authors/", { params, signal })),
    ]);
    return [
      ...titles.results.map((book) => ({
        id: `book-${book.id}`,
        label: book.title,
        destination: { to: "/library", search: { book: book.id } },
      })),
      ...names.results.map((author) => ({
        id: `author-${author.id}`,
        label: author.name,
        destination: { to: "/library", search: { author: author.id } },
      })),
    ];
  },
};

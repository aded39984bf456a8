/** From a book to what is typed of it, and back to what the API takes. */

import type { Schemas } from "@/api/client";
import { isDay } from "@/shared/days";
import { wrongIsbn } from "./isbn";
import { bodyOf, type Pick } from "./picking";
import type { Book } from "./queries";

export interface Draft {
  title: string;
  authors: Pick[];
  isbn: string;
  pages: string;
  published: string;
}

export const LABELS: Record<keyof Draft, string> = {
  title: "Title",
  authors: "Authors",
  isbn: "ISBN",
  pages: "Pages",
  published: "Published",
};

export const EMPTY: Draft = { title: "", authors: [], isbn: "", pages: "", published: "" };
const MOST_PAGES = 1_000_000;

export function draftOf({ title, authors, details }: Book): Draft {
  return {
    title,
    authors: authors.map(({ id, name }) => ({ id, name })),
    isbn: details?.isbn ?? "",
    pages: details?.pages ? String(details.pages) : "",
    published: details?.published ?? "",
  };
}

/** What is wrong with a draft, by member; nothing is sent before it is empty. */
export function wrongIn(draft: Draft): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (draft.title.trim() === "") wrong.title = "A book has a title.";
  const isbn = wrongIsbn(draft.isbn);
  if (isbn) wrong.isbn = isbn;
  const pages = draft.pages.trim();
  if (pages !== "" && (!/^[1-9]\d*$/.test(pages) || Number(pages) > MOST_PAGES)) wrong.pages = "A number of pages.";
  if (draft.published !== "" && !isDay(draft.published)) wrong.published = "A day that there is.";
  return wrong;
}

/** The changed members as the API takes them: the details are one object, and null when all of them are empty. */
export function bookBody(changed: Partial<Draft>, draft: Draft): Schemas["PatchedBookRequest"] {
  const body: Schemas["PatchedBookRequest"] = {};
  if (changed.title !== undefined) body.title = draft.title.trim();
  if (changed.authors !== undefined) body.authors = bodyOf(draft.authors);
  if (changed.isbn !== undefined || changed.pages !== undefined || changed.published !== undefined) body.details = detailsOf(draft);
  return body;
}

/** The server's sentences by the draft's members: `details.isbn` and `authors.1.name` are inside of the body. */
export function errorsOf(errors: Record<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, sentence] of Object.entries(errors)) {
    const [first = "", second = ""] = name.split(".");
    found[first === "details" ? second : first] ??= sentence;
  }
  return found;
}

function detailsOf({ isbn, pages, published }: Draft): Schemas["DetailsRequest"] | null {
  if (isbn.trim() === "" && pages.trim() === "" && published === "") return null;
  return { isbn: isbn.trim(), pages: pages.trim() === "" ? null : Number(pages), published: published || null };
}

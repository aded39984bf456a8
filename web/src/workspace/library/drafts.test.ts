import { describe, expect, it } from "vitest";

import { bookBody, draftOf, EMPTY, errorsOf, wrongIn } from "./drafts";
import type { Book } from "./queries";

const EMMA: Book = {
  id: 1,
  title: "Emma",
  authors: [{ id: 3, name: "Jane Austen" }],
  details: { isbn: "", pages: 474, published: "1815-12-23" },
};

describe("a book's draft", () => {
  it("is what is typed", () => {
    expect(draftOf(EMMA)).toEqual({
      title: "Emma",
      authors: [{ id: 3, name: "Jane Austen" }],
      isbn: "",
      pages: "474",
      published: "1815-12-23",
    });
    expect(draftOf({ ...EMMA, details: null })).toMatchObject({ isbn: "", pages: "", published: "" });
  });

  it("sends what was changed and no more", () => {
    const draft = { ...draftOf(EMMA), title: " Emma ", authors: [{ name: "Ann" }] };
    expect(bookBody({}, draft)).toEqual({});
    expect(bookBody({ title: "x", authors: [] }, draft)).toEqual({ title: "Emma", authors: [{ name: "Ann" }] });
  });

  it("sends the details whole, or null when there are none", () => {
    const draft = draftOf(EMMA);
    expect(bookBody({ pages: "" }, { ...draft, pages: "" })).toEqual({
      details: { isbn: "", pages: null, published: "1815-12-23" },
    });
    expect(bookBody({ pages: "" }, { ...draft, pages: " ", published: "" })).toEqual({ details: null });
  });

  it("names what is wrong before anything is sent", () => {
    expect(wrongIn(EMPTY)).toEqual({ title: "A book has a title." });
    expect(Object.keys(wrongIn({ ...EMPTY, title: "x", isbn: "1", pages: "0", published: "2026-02-30" }))).toEqual([
      "isbn",
      "pages",
      "published",
    ]);
    for (const pages of ["1.5", "-3", "1e3", "1000001", "x"]) expect(wrongIn({ ...EMPTY, title: "x", pages })).toHaveProperty("pages");
    expect(wrongIn(draftOf(EMMA))).toEqual({});
  });

  it("finds the server's sentences in their places", () => {
    expect(errorsOf({ title: "a", "details.isbn": "b", "authors.1.name": "c", "authors.2": "d" })).toEqual({
      title: "a",
      isbn: "b",
      authors: "c",
    });
  });
});

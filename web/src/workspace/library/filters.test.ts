import { describe, expect, it } from "vitest";

import { authorsAddressOf, booksAddressOf, booksSearchOf } from "./filters";

describe("the library's addresses", () => {
  it("take what the API takes", () => {
    const address = { search: "emma", author: 3, book: 7, ordering: "-title" };
    expect(booksAddressOf(address)).toEqual(address);
    expect(authorsAddressOf({ search: "ann", ordering: "-name" })).toEqual({ search: "ann", ordering: "-name" });
  });

  it("take a number, as the router reads it, for a title", () => {
    expect(booksAddressOf({ search: 1984 })).toEqual({ search: "1984" });
  });

  it("have a word for adding", () => {
    expect(booksSearchOf({ add: true, author: 3 })).toEqual({ add: true, author: 3 });
    expect(booksSearchOf({ add: "yes" })).toEqual({});
  });

  it("leave out what is none", () => {
    expect(booksAddressOf({ search: "", author: "3", book: -1, ordering: "owner", page: 2 })).toEqual({});
    expect(authorsAddressOf({ search: {}, ordering: "-title" })).toEqual({});
  });
});

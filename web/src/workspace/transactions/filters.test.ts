import { describe, expect, it } from "vitest";

import { addressOf, filtersOf, isNarrowed, monthRange, searchOf, turned } from "./filters";

describe("addressOf", () => {
  it("takes what the API takes", () => {
    const address = {
      search: "milk",
      category: 3,
      amount_min: "-10.00",
      amount_max: "20",
      date_after: "2026-01-01",
      date_before: "2026-01-31",
      page: 2,
      ordering: "amount",
    };
    expect(addressOf(address)).toEqual(address);
  });

  it("takes numbers, as the router reads them, for texts", () => {
    expect(addressOf({ search: 2026, amount_min: 5, category: "none" })).toEqual({
      search: "2026",
      amount_min: "5",
      category: "none",
    });
  });

  it("leaves out what is none, what is too large and what is as if absent", () => {
    expect(
      addressOf({
        search: " ",
        category: "__proto__",
        amount_min: "1e9",
        amount_max: "100000000",
        date_after: "2026-02-30",
        date_before: ["2026-01-01"],
        page: 1,
        ordering: "-date",
        colour: "red",
      }),
    ).toEqual({});
    expect(addressOf({ page: -1, category: 1.5, ordering: "owner", amount_min: Number.NaN })).toEqual({});
  });
});

describe("filtersOf", () => {
  it("leaves out page and order, which the sums have not", () => {
    expect(filtersOf({ page: 3, ordering: "amount", search: "milk" })).toEqual({ search: "milk" });
    expect(isNarrowed({ page: 3, ordering: "amount" })).toBe(false);
    expect(isNarrowed({ category: "none" })).toBe(true);
  });
});

describe("turned", () => {
  it("goes the natural way first, then the other", () => {
    expect(turned("-date", "date")).toBe("date");
    expect(turned("date", "date")).toBe("-date");
    expect(turned("-date", "amount")).toBe("-amount");
    expect(turned("-date", "description")).toBe("description");
    expect(turned("description", "description")).toBe("-description");
  });
});

describe("monthRange", () => {
  it("ends on the last day", () => {
    expect(monthRange("2024-02")).toEqual({ date_after: "2024-02-01", date_before: "2024-02-29" });
    expect(monthRange("2026-12")).toEqual({ date_after: "2026-12-01", date_before: "2026-12-31" });
  });
});

describe("searchOf", () => {
  it("has words for adding and importing, which are no filters", () => {
    expect(searchOf({ add: true, import: "yes", page: 2 })).toEqual({ add: true, page: 2 });
  });
});

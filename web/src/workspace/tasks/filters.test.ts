import { describe, expect, it } from "vitest";

import { addressOf, filtersOf, isNarrowed } from "./filters";

describe("addressOf", () => {
  it("takes what the API takes", () => {
    expect(addressOf({ search: "milk", tag: "home", priority: "high" })).toEqual({
      search: "milk",
      tag: "home",
      priority: "high",
    });
  });

  it("takes numbers, as the router reads them, for texts", () => {
    expect(addressOf({ search: 2026, tag: true })).toEqual({ search: "2026", tag: "true" });
  });

  it("leaves out what is none", () => {
    expect(addressOf({ search: "  ", tag: ["a"], priority: "urgent", page: 2 })).toEqual({});
    expect(addressOf({ search: "x".repeat(300) }).search).toHaveLength(200);
  });

  it("has a word for adding, which is no filter", () => {
    expect(addressOf({ add: true, tag: "home" })).toEqual({ add: true, tag: "home" });
    expect(addressOf({ add: "yes" })).toEqual({});
    expect(filtersOf({ add: true, tag: "home" })).toEqual({ tag: "home" });
  });

  it("tells whether anything is narrowed", () => {
    expect(isNarrowed({})).toBe(false);
    expect(isNarrowed({ tag: "home" })).toBe(true);
  });
});

import { describe, expect, it } from "vitest";

import { filtersOf, isNarrowed } from "./filters";

describe("filtersOf", () => {
  it("takes what the API takes", () => {
    expect(filtersOf({ search: "milk", tag: "home", priority: "high" })).toEqual({
      search: "milk",
      tag: "home",
      priority: "high",
    });
  });

  it("takes numbers, as the router reads them, for texts", () => {
    expect(filtersOf({ search: 2026, tag: true })).toEqual({ search: "2026", tag: "true" });
  });

  it("leaves out what is none", () => {
    expect(filtersOf({ search: "  ", tag: ["a"], priority: "urgent", page: 2 })).toEqual({});
    expect(filtersOf({ search: "x".repeat(300) }).search).toHaveLength(200);
  });

  it("tells whether anything is narrowed", () => {
    expect(isNarrowed({})).toBe(false);
    expect(isNarrowed({ tag: "home" })).toBe(true);
  });
});

import { describe, expect, it } from "vitest";

import { draftOf, emptyDraft, valuesOf, wrongIn } from "./draft";
import type { Entry } from "./queries";

const COFFEE: Entry = {
  id: 1,
  user: 1,
  amount: "-3.20",
  description: "Coffee",
  date: "2026-01-02",
  category: { id: 7, name: "food" },
  timestamp: "2026-01-02T00:00:00Z",
};

describe("a draft", () => {
  it("has the amount in the locale and the sign as a choice", () => {
    expect(draftOf(COFFEE, "de-DE")).toEqual({
      date: "2026-01-02",
      description: "Coffee",
      category: { id: 7 },
      amount: "3,20",
      direction: "spent",
    });
    expect(draftOf({ ...COFFEE, amount: "2500.00", category: null }, "en-US")).toMatchObject({
      amount: "2500.00",
      direction: "received",
      category: null,
    });
  });

  it("comes back as it was", () => {
    for (const amount of ["-3.20", "0.00", "99999999.99", "-99999999.99", "0.01"])
      expect(valuesOf(draftOf({ ...COFFEE, amount }, "de-DE"), "de-DE").amount).toBe(amount);
  });

  it("names what is wrong before anything is sent", () => {
    expect(Object.keys(wrongIn(emptyDraft("2026-01-02")))).toEqual(["description", "amount"]);
    expect(wrongIn({ ...draftOf(COFFEE, "en-US"), date: "", amount: "abc" }, "en-US")).toEqual({
      amount: "An amount such as 12.50, up to 8 digits before the point.",
      date: "A day that there is.",
    });
    expect(wrongIn(draftOf(COFFEE, "en-US"), "en-US")).toEqual({});
  });
});

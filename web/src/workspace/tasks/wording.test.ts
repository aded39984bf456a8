import { describe, expect, it } from "vitest";

import { dueInWords } from "./wording";

describe("dueInWords", () => {
  it.each([
    ["2026-11-27", "Today"],
    ["2026-11-28", "Tomorrow"],
    ["2026-11-26", "Yesterday"],
    ["2026-11-24", "3 days ago"],
    ["2026-11-30", "Monday"],
    ["2026-12-04", "Dec 4"],
    ["2026-11-01", "Nov 1"],
    ["2027-01-02", "Jan 2, 2027"],
  ])("says of %s: %s", (due, words) => {
    expect(dueInWords(due, "2026-11-27", "en-US")).toBe(words);
  });

  it("says it in the person's language", () => {
    expect(dueInWords("2026-11-28", "2026-11-27", "de-DE")).toBe("Morgen");
  });
});

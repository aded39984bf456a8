import { describe, expect, it } from "vitest";

import { formatTick, scaleFor } from "./scale";

describe("scaleFor", () => {
  it.each([
    ["2480.00", ["0.00", "1000.00", "2000.00", "3000.00"]],
    ["-400.00", ["0.00", "100.00", "200.00", "300.00", "400.00"]],
    ["400.01", ["0.00", "200.00", "400.00", "600.00"]],
    ["0.00", ["0.00", "1.00"]],
    ["0.03", ["0.00", "1.00"]],
    ["1600.00", ["0.00", "500.00", "1000.00", "1500.00", "2000.00"]],
  ])("has round steps up to %s", (greatest, ticks) => {
    expect(scaleFor(greatest)).toEqual({ ticks, top: ticks.at(-1) });
  });

  it("holds sums that no double holds", () => {
    expect(scaleFor("90071992547409930.01").top).toBe("100000000000000000.00");
  });
});

describe("formatTick", () => {
  it("is short", () => {
    expect(formatTick("2500.00", "en-US")).toBe("2.5K");
    expect(formatTick("0.00", "en-US")).toBe("0");
  });
});

import { describe, expect, it } from "vitest";

import { amountOf, cents, compare, editable, formatAmount, greatest, isNegative, negated, proportion, readAmount } from "./money";

describe("cents", () => {
  it.each([
    ["0.00", 0n],
    ["-0.00", 0n],
    ["12.5", 1250n],
    ["-3.20", -320n],
    ["7", 700n],
    ["90071992547409930.01", 9007199254740993001n],
  ])("%s is %s", (amount, value) => {
    expect(cents(amount)).toBe(value);
  });

  it.each(["", "1e2", "NaN", "1,5", "+1.00", "1.234", ".5", "٣.00", "<b>"])("refuses %j", (amount) => {
    expect(() => cents(amount)).toThrow(RangeError);
  });

  it("goes there and back", () => {
    for (const amount of ["0.00", "0.01", "-0.01", "0.10", "-99999999.99", "123456789012345678.90"])
      expect(amountOf(cents(amount))).toBe(amount);
    expect(amountOf(-0n)).toBe("0.00");
  });
});

describe("formatAmount", () => {
  it("writes in the locale", () => {
    expect(formatAmount("1234.5", { locale: "en-US" })).toBe("1,234.50");
    expect(formatAmount("-1234.50", { locale: "de-DE" })).toBe("-1.234,50");
    expect(formatAmount("2480.00", { locale: "en-US", signed: true })).toBe("+2,480.00");
    expect(formatAmount("0.00", { locale: "en-US", signed: true })).toBe("0.00");
  });

  it("loses no cent of a sum that no double holds", () => {
    expect(formatAmount("90071992547409930.01", { locale: "en-US" })).toBe("90,071,992,547,409,930.01");
  });
});

describe("readAmount", () => {
  it.each([
    ["12.50", "en-US", "12.50"],
    ["-12.5", "en-US", "-12.50"],
    ["1,234.5", "en-US", "1234.50"],
    ["12", "en-US", "12.00"],
    [".5", "en-US", "0.50"],
    ["5.", "en-US", "5.00"],
    ["+7", "en-US", "7.00"],
    ["- 7", "en-US", "-7.00"],
    ["−7", "en-US", "-7.00"],
    ["007.10", "en-US", "7.10"],
    ["-0", "en-US", "0.00"],
    ["12,50", "de-DE", "12.50"],
    ["12.50", "de-DE", "12.50"],
    ["1.250", "de-DE", "1250.00"],
    ["1.250,99", "de-DE", "1250.99"],
    ["1 250,99", "fr-FR", "1250.99"],
    ["1'250.99", "de-CH", "1250.99"],
    ["99999999.99", "en-US", "99999999.99"],
  ])("reads %j in %s", (typed, locale, amount) => {
    expect(readAmount(typed, locale)).toBe(amount);
  });

  it.each(["", "-", ".", "abc", "1.234", "1,23", "1,2345.00", "1e3", "100000000", "1 2", "--1", "1.2.3", "NaN", "\u0000", "٣"])(
    "refuses %j",
    (typed) => {
      expect(readAmount(typed, "en-US")).toBeNull();
    },
  );

  it("reads what it made to be typed over", () => {
    for (const locale of ["en-US", "de-DE", "fr-FR", "de-CH"])
      for (const amount of ["0.05", "-12.50", "99999999.99", "1234.00"])
        expect(readAmount(editable(amount, locale), locale)).toBe(amount);
  });
});

describe("bars", () => {
  it("are as long as their amounts", () => {
    expect(proportion("-50.00", "200.00")).toBe(0.25);
    expect(proportion("0.00", "0.00")).toBe(0);
    expect(proportion("90071992547409930.01", "90071992547409930.01")).toBe(1);
  });

  it("are measured by the greatest, whatever its sign", () => {
    expect(greatest(["1.00", "-7.50", "3.00"])).toBe("7.50");
    expect(greatest([])).toBe("0.00");
  });

  it("are sorted by amount, not by text", () => {
    expect(["-9.00", "-10.00", "2.00", "-9.50"].toSorted(compare)).toEqual(["-10.00", "-9.50", "-9.00", "2.00"]);
  });

  it("know which way they go", () => {
    expect(isNegative("-0.01")).toBe(true);
    expect(isNegative("0.00")).toBe(false);
    expect(negated("-3.20")).toBe("3.20");
  });
});

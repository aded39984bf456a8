import { describe, expect, it } from "vitest";

import { addDays, daysBetween, endOfWeek, firstDayOfWeek, formatDay, formatMonth, isDay, today, weekday } from "./days";

describe("days", () => {
  it("takes today from the person's own clock, not from UTC", () => {
    expect(today(new Date(2026, 0, 31, 23, 59))).toBe("2026-01-31");
    expect(today(new Date(2026, 0, 1, 0, 0))).toBe("2026-01-01");
  });

  it("knows the days that there are", () => {
    expect(isDay("2024-02-29")).toBe(true);
    for (const none of ["2026-02-29", "2026-13-01", "2026-1-1", "", "0000-01-01", "2026-01-01T00:00", "２０２６-01-01"])
      expect(isDay(none)).toBe(false);
  });

  it("counts over the ends of months, years and summer time", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2024-03-01", -1)).toBe("2024-02-29");
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(daysBetween("2026-01-01", "2025-12-31")).toBe(-1);
  });

  it("ends weeks where the locale ends them", () => {
    expect(weekday("2026-11-29")).toBe(7);
    expect(endOfWeek("2026-11-27", 1)).toBe("2026-11-29");
    expect(endOfWeek("2026-11-27", 7)).toBe("2026-11-28");
    expect(endOfWeek("2026-11-29", 1)).toBe("2026-11-29");
    expect(endOfWeek("2026-11-29", 7)).toBe("2026-12-05");
    expect(firstDayOfWeek("de-DE")).toBe(1);
    expect(firstDayOfWeek("not a locale")).toBe(1);
  });

  it("writes days and months in a locale, whatever the time zone", () => {
    expect(formatDay("2026-01-31", { dateStyle: "medium" }, "en-GB")).toBe("31 Jan 2026");
    expect(formatDay("2026-01-31", { dateStyle: "medium" }, "de-DE")).toBe("31.01.2026");
    expect(formatMonth("2026-03", { month: "long", year: "numeric" }, "fr-FR")).toBe("mars 2026");
  });
});

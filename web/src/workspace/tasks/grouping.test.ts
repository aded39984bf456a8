import { describe, expect, it } from "vitest";

import { type Dated, grouped, groupOf } from "./grouping";

const FRIDAY = "2026-11-27";

describe("groupOf", () => {
  it.each([
    ["2026-11-26", "overdue"],
    ["2026-11-27", "today"],
    ["2026-11-28", "tomorrow"],
    ["2026-11-29", "week"],
    ["2026-11-30", "later"],
    [null, "none"],
    [undefined, "none"],
    ["", "none"],
  ] as const)("puts %s under %s", (due, name) => {
    expect(groupOf(due, FRIDAY)).toBe(name);
  });

  it("ends the week on Saturday where weeks begin on Sunday", () => {
    expect(groupOf("2026-11-29", FRIDAY, 7)).toBe("later");
  });

  it("has no rest of the week on its last day, but a tomorrow", () => {
    expect(groupOf("2026-11-30", "2026-11-29")).toBe("tomorrow");
    expect(groupOf("2026-12-01", "2026-11-29")).toBe("later");
  });

  it("crosses the end of a year", () => {
    expect(groupOf("2027-01-01", "2026-12-31")).toBe("tomorrow");
    expect(groupOf("2027-01-03", "2026-12-31")).toBe("week");
  });
});

describe("grouped", () => {
  it("leaves out empty groups and sorts by day, priority and age", () => {
    const tasks: Dated[] = [
      { id: 1, due: null },
      { id: 2, due: FRIDAY, priority: "low" },
      { id: 3, due: "2026-11-20" },
      { id: 4, due: FRIDAY, priority: "high" },
      { id: 5, due: "2026-11-10" },
      { id: 6, due: FRIDAY },
      { id: 7, due: FRIDAY, priority: "normal" },
    ];
    expect(grouped(tasks, FRIDAY).map((group) => [group.title, group.tasks.map((task) => task.id)])).toEqual([
      ["Overdue", [5, 3]],
      ["Today", [4, 6, 7, 2]],
      ["No date", [1]],
    ]);
  });

  it("makes nothing of nothing", () => {
    expect(grouped([], FRIDAY)).toEqual([]);
  });
});

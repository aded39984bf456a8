import { describe, expect, it } from "vitest";

import { parse } from "./shorthand";

const FRIDAY = "2026-11-27";
const title = (line: string) => parse(line, FRIDAY).title;
const due = (line: string) => parse(line, FRIDAY).due;

describe("parse", () => {
  it("takes tags, priority and day out of the title", () => {
    expect(parse("Pay the rent #home !high tomorrow", FRIDAY)).toEqual({
      title: "Pay the rent",
      tags: ["home"],
      priority: "high",
      due: "2026-11-28",
    });
  });

  it("takes them in any order", () => {
    expect(parse("!low #a Water #b the  plants today #a", FRIDAY)).toEqual({
      title: "Water the plants",
      tags: ["a", "b"],
      priority: "low",
      due: FRIDAY,
    });
  });

  it("leaves a plain line as it is", () => {
    expect(parse("  Call Ann  ", FRIDAY)).toEqual({ title: "Call Ann", tags: [], priority: null, due: null });
    expect(parse("   ", FRIDAY)).toEqual({ title: "", tags: [], priority: null, due: null });
  });

  it.each([
    ["x today", "2026-11-27"],
    ["x tomorrow", "2026-11-28"],
    ["x Tomorrow", "2026-11-28"],
    ["x day after tomorrow", "2026-11-29"],
    ["x in 3 days", "2026-11-30"],
    ["x in a week", "2026-12-04"],
    ["x in 2 weeks", "2026-12-11"],
    ["x next week", "2026-11-30"],
    ["x monday", "2026-11-30"],
    ["x friday", "2026-12-04"],
    ["x fri", "2026-12-04"],
    ["x next friday", "2026-12-04"],
    ["x next monday", "2026-11-30"],
    ["x on monday", "2026-11-30"],
    ["x by 2026-12-24", "2026-12-24"],
    ["x 2027-01-01", "2027-01-01"],
  ])("%s is due on %s", (line, day) => {
    expect(parse(line, FRIDAY)).toMatchObject({ title: "x", due: day });
  });

  it("takes next friday on a Tuesday as the one of next week", () => {
    expect(parse("x next friday", "2026-11-24").due).toBe("2026-12-04");
    expect(parse("x friday", "2026-11-24").due).toBe("2026-11-27");
  });

  it.each([
    "Watch the day after tomorrow with Ann",
    "Plan tomorrow's talk",
    "Buy sun screen for sat",
    "Answer by 2026-02-30",
    "Come back in 99999 days",
    "tomorrow",
    "Rent 3 days",
  ])("finds no day in: %s", (line) => {
    expect(parse(line, FRIDAY)).toMatchObject({ title: line, due: null });
  });

  it("keeps what looks like a mark and is none", () => {
    expect(title("Fix issue #3")).toBe("Fix issue #3");
    expect(title("C# and F# # ##x")).toBe("C# and F# # ##x");
    expect(title("Really ! now !!!")).toBe("Really ! now !!!");
    expect(parse("constructor !constructor __proto__", FRIDAY)).toMatchObject({ priority: null });
    expect(parse(`Long #${"x".repeat(51)}`, FRIDAY).tags).toEqual([]);
  });

  it("keeps a word behind a backslash", () => {
    expect(parse("Read \\tomorrow", FRIDAY)).toMatchObject({ title: "Read tomorrow", due: null });
    expect(parse("Say \\#hello \\!high", FRIDAY)).toMatchObject({ title: "Say #hello !high", tags: [], priority: null });
    expect(title("C:\\path \\\\server")).toBe("C:\\path \\\\server");
  });

  it("lets the last priority and the last day count", () => {
    expect(parse("x !low !!", FRIDAY).priority).toBe("high");
    expect(due("today tomorrow")).toBe("2026-11-28");
    expect(title("today tomorrow")).toBe("today");
  });

  it("takes tags in any script and off their punctuation", () => {
    expect(parse("x #Küche, #仕事.", FRIDAY).tags).toEqual(["Küche", "仕事"]);
  });
});

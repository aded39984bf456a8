import { describe, expect, it } from "vitest";

import { said, textOf, wholeOf } from "./address";

describe("an address", () => {
  it("has texts, also where the router saw a number", () => {
    expect(textOf("milk")).toBe("milk");
    expect(textOf(1984)).toBe("1984");
    expect(textOf(true)).toBe("true");
    expect(textOf("x".repeat(300))).toHaveLength(200);
    for (const none of ["", "  ", null, undefined, ["a"], { a: 1 }]) expect(textOf(none)).toBeUndefined();
  });

  it("has ids and pages", () => {
    expect(wholeOf(3)).toBe(3);
    for (const none of [0, -1, 1.5, "3", Number.NaN, 2 ** 60, null]) expect(wholeOf(none)).toBeUndefined();
  });

  it("leaves out what is not said", () => {
    expect(said<{ a?: number; b?: string }>({ a: 1, b: undefined })).toEqual({ a: 1 });
  });
});

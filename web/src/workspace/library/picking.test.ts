import { describe, expect, it } from "vitest";

import { bodyOf, isNew, optionsFor, pickOf, valueOf } from "./picking";

const JANE = { id: 3, name: "Jane Austen" };
const OTHER = { id: 4, name: "Jane Austen" };

describe("picking authors", () => {
  it("goes from a pick to a value and back", () => {
    for (const pick of [JANE, OTHER, { name: "New One" }, { name: "new:3" }, { name: "3" }])
      expect(pickOf(valueOf(pick), [JANE, OTHER])).toEqual(pick);
    expect(pickOf("99", [JANE])).toBeNull();
  });

  it("tells the API whom to pick and whom to make", () => {
    expect(bodyOf([JANE, { name: "Ann" }])).toEqual([{ id: 3 }, { name: "Ann" }]);
  });

  it("offers who was found and picked, namesakes apart, and to make a name that nobody has", () => {
    expect(optionsFor("ann", [JANE, OTHER], [{ name: "Zoë" }])).toEqual([
      { value: "new:Zoë", label: "Zoë" },
      { value: "3", label: "Jane Austen" },
      { value: "4", label: "Jane Austen" },
      { value: "new:ann", label: "ann" },
    ]);
  });

  it("does not offer to make somebody twice", () => {
    expect(optionsFor(" jane  AUSTEN ", [JANE], []).some(({ value }) => isNew(value))).toBe(false);
    expect(optionsFor("zoë", [], [{ name: "Zoë" }])).toHaveLength(1);
  });

  it("does not offer a name that the API refuses", () => {
    expect(optionsFor("  ", [], [])).toEqual([]);
    expect(optionsFor("x".repeat(101), [], [])).toEqual([]);
  });
});

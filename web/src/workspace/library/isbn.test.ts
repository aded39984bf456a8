import { describe, expect, it } from "vitest";

import { wrongIsbn } from "./isbn";

describe("wrongIsbn", () => {
  it.each(["", " ", "978-0-14-143951-8", "9780141439518", "0-14-143951-3", "0141439513", "080442957X", "0-8044-2957-x"])(
    "has nothing against %j",
    (isbn) => {
      expect(wrongIsbn(isbn)).toBeNull();
    },
  );

  it.each(["1", "978014143951", "97801414395188", "X141439513", "٩٧٨٠١٤١٤٣٩٥١٨", "<b>"])("counts the digits of %j", (isbn) => {
    expect(wrongIsbn(isbn)).toMatch(/10 or 13/);
  });

  it.each(["978-0-14-143951-9", "0141439514"])("finds the slip in %j", (isbn) => {
    expect(wrongIsbn(isbn)).toMatch(/check digit/);
  });
});

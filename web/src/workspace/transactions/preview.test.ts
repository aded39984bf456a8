import { describe, expect, it } from "vitest";

import { previewOf, previewOfText } from "./preview";

describe("previewOfText", () => {
  it("shows header and lines", () => {
    expect(previewOfText("date,amount,description,category\n2026-01-02,-3.20,Coffee,food\n")).toEqual({
      header: ["date", "amount", "description", "category"],
      rows: [["2026-01-02", "-3.20", "Coffee", "food"]],
      missing: [],
      unknown: [],
      more: false,
    });
  });

  it("takes semicolons, tabs, a byte order mark, any case and ends of lines", () => {
    for (const text of ["\uFEFFDate;Amount;Description\r\n1;2;3\r\n", "DATE\tAMOUNT\tDESCRIPTION\r1\t2\t3", " date , amount,description\n\n1,2,3"])
      expect(previewOfText(text)).toMatchObject({ header: ["date", "amount", "description"], rows: [["1", "2", "3"]], missing: [] });
  });

  it("reads quoted texts with delimiters, quotes and lines in them", () => {
    const text = 'date,amount,description\n1,2,"Wages, ""January""\nand more"\n3,4,it"s\n';
    expect(previewOfText(text).rows).toEqual([
      ["1", "2", 'Wages, "January"\nand more'],
      ["3", "4", 'it"s'],
    ]);
  });

  it("names the columns that are missing and those that are not known", () => {
    expect(previewOfText("date,iban,amount\n1,2,3\n")).toMatchObject({ missing: ["description"], unknown: ["iban"] });
  });

  it("stops after a few, and says that there is more", () => {
    const preview = previewOfText(`date,amount,description\n${"1,2,3\n".repeat(20)}`, 5);
    expect(preview.rows).toHaveLength(5);
    expect(preview.more).toBe(true);
  });

  it("makes nothing of nothing", () => {
    expect(previewOfText("")).toEqual({ header: [], rows: [], missing: ["date", "amount", "description"], unknown: [], more: false });
  });
});

describe("previewOf", () => {
  it("reads the beginning of a large file only, without its half line at the end", async () => {
    const file = new Blob([`date,amount,description\n${"2026-01-02,-3.20,Coffee\n".repeat(10_000)}`]);
    const preview = await previewOf(file, 10_000);
    expect(preview.more).toBe(true);
    expect(new Set(preview.rows.map((row) => row.join()))).toEqual(new Set(["2026-01-02,-3.20,Coffee"]));
  });
});

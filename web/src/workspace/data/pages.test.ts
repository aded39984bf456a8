import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { addRow, changeRows, nextCursor, nextPage, type Page, rowsOf } from "./pages";

interface Row {
  id: number;
}

function page(...ids: number[]): Page<Row> {
  return { count: 5, next: null, previous: null, results: ids.map((id) => ({ id })) };
}

test("rows change, come and go in lists and endless lists alike", () => {
  const cache = new QueryClient();
  cache.setQueryData(["rows", "list"], page(1, 2));
  cache.setQueryData(["rows", "endless"], { pages: [page(1, 2), page(3)], pageParams: ["", "x"] });
  cache.setQueryData(["rows", "one"], { row: { id: 1 }, etag: "x" });
  changeRows<Row>(cache, ["rows"], (row) => (row.id === 2 ? undefined : row));
  addRow<Row>(cache, ["rows"], { id: 9 });
  expect(cache.getQueryData(["rows", "list"])).toMatchObject({ count: 5, results: [{ id: 9 }, { id: 1 }] });
  expect(rowsOf<Row>(cache.getQueryData(["rows", "endless"]))).toEqual([{ id: 9 }, { id: 1 }, { id: 3 }]);
  expect(cache.getQueryData(["rows", "one"])).toEqual({ row: { id: 1 }, etag: "x" });
});

test("the next page is read from the link, and there is none at the end", () => {
  expect(nextCursor({ next: "https://x.test/api/notes/?cursor=abc%3D&page_size=2" })).toBe("abc=");
  expect(nextPage({ next: "https://x.test/api/trash/?page=3" })).toBe(3);
  expect([nextCursor({ next: null }), nextPage({ next: null })]).toEqual([undefined, undefined]);
});

import { expect, test } from "vitest";
import { numbersAround } from "./parts/Pagination";
import { afterLogIn, articlePath, pageOf, pagePath, placeOf, profilePath, tagPath } from "./routes";

test.each([
  ["/", { page: "home" }],
  ["/tag/web", { page: "home", tag: "web" }],
  ["/login", { page: "login" }],
  ["/login/", { page: "login" }],
  ["/editor", { page: "editor", slug: undefined }],
  ["/editor/a-1", { page: "editor", slug: "a-1" }],
  ["/article/a-1", { page: "article", slug: "a-1" }],
  ["/profile/ann", { page: "profile", username: "ann", favorites: false }],
  ["/profile/ann/favorites", { page: "profile", username: "ann", favorites: true }],
  ["/article", { page: "missing" }],
  ["/article/a/b", { page: "missing" }],
  ["/profile/ann/followers", { page: "missing" }],
  ["/login/x", { page: "missing" }],
  ["/nothing", { page: "missing" }],
])("%s", (path, place) => expect(placeOf(path)).toEqual(place));

test.each(["c#", "über alles", "100%", "a/b", "?x=1", "%2F", "<b>"])("the tag %j comes back from its address", (tag) => {
  expect(placeOf(tagPath(tag))).toEqual({ page: "home", tag });
  expect(new URL(tagPath(tag), "https://example.com").pathname).toBe(tagPath(tag));
});

test("so do names and slugs", () => {
  expect(placeOf(profilePath("a+b"))).toEqual({ page: "profile", username: "a+b", favorites: false });
  expect(placeOf(articlePath("ü"))).toEqual({ page: "article", slug: "ü" });
});

test("half an escape is taken as it stands", () => {
  expect(placeOf("/tag/100%")).toEqual({ page: "home", tag: "100%" });
});

test.each([["", 1], ["?page=2", 2], ["?feed=following&page=3", 3], ["?page=0", 1], ["?page=-1", 1], ["?page=x", 1], ["?page=1e400", 1]])(
  "%j is page %i",
  (search, page) => expect(pageOf(search)).toBe(page),
);

test("page one needs no parameter, others keep what is there", () => {
  expect(pagePath("/", 1)).toBe("/");
  expect(pagePath("/tag/a", 2)).toBe("/tag/a?page=2");
  expect(pagePath("/?feed=following", 2)).toBe("/?feed=following&page=2");
});

test.each(["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", null, undefined, 7])(
  "%j is no place of this site",
  (wanted) => expect(afterLogIn(wanted)).toBe("/"),
);

test("a place of this site is", () => expect(afterLogIn("/article/a?b#c")).toBe("/article/a?b#c"));

test("pages far away are left out", () => {
  expect(numbersAround(1, 2)).toEqual([1, 2]);
  expect(numbersAround(1, 9)).toEqual([1, 2, 3, null, 9]);
  expect(numbersAround(5, 9)).toEqual([1, null, 3, 4, 5, 6, 7, null, 9]);
  expect(numbersAround(9, 9)).toEqual([1, null, 7, 8, 9]);
});

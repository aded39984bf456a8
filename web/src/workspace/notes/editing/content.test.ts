import { expect, test } from "vitest";
import { changes, type Content, merge, sent } from "./content";

const BASE: Content = { title: "Milk", body: "One", tags: ["home", "food"] };

test("only what differs is sent", () => {
  expect(changes(BASE, BASE)).toEqual({});
  expect(changes(BASE, { ...BASE, body: "Two" })).toEqual({ body: "Two" });
  expect(changes(BASE, { ...BASE, tags: ["food", "home"] })).toEqual({});
  expect(changes(BASE, { ...BASE, tags: ["home"] })).toEqual({ tags: ["home"] });
});

test("a space at the end of a title that is being typed is no change", () => {
  expect(changes(BASE, { ...BASE, title: "Milk " })).toEqual({});
});

test("a note without a title is called by its first line", () => {
  expect(sent({ title: " ", body: "\n## To buy\nmilk", tags: [] }).title).toBe("To buy");
  expect(sent({ title: "", body: "", tags: [] }).title).toBe("Untitled");
  expect([...sent({ title: "", body: "😀".repeat(300), tags: [] }).title]).toHaveLength(80);
});

test("changes of different things are put together", () => {
  const mine = { ...BASE, body: "Mine" };
  const theirs = { ...BASE, title: "Theirs" };
  expect(merge(BASE, mine, theirs)).toEqual({ title: "Theirs", body: "Mine", tags: ["home", "food"] });
});

test("tags are a set: both sides' additions and removals count", () => {
  const merged = merge(BASE, { ...BASE, tags: ["home", "mine"] }, { ...BASE, tags: ["home", "food", "theirs"] });
  expect(merged?.tags).toEqual(["home", "theirs", "mine"]);
});

test("the same text changed to two things wants somebody to choose", () => {
  expect(merge(BASE, { ...BASE, body: "Mine" }, { ...BASE, body: "Theirs" })).toBeUndefined();
  expect(merge(BASE, { ...BASE, title: "A" }, { ...BASE, title: "B" })).toBeUndefined();
  expect(merge(BASE, { ...BASE, body: "Same" }, { ...BASE, body: "Same" })?.body).toBe("Same");
});

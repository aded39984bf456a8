import { expect, test } from "vitest";
import { addressOf } from "./address";
import { snippet } from "./snippet";

test("the list shows words, not marks", () => {
  expect(snippet("# Title\n\n- [ ] **milk** and [bread](https://x.test)\n> quoted `code`")).toBe(
    "Title milk and bread quoted code",
  );
  expect(snippet("")).toBe("");
  expect(snippet("a ".repeat(5000)).length).toBeLessThanOrEqual(160);
});

test("an address takes only what the list knows", () => {
  expect(addressOf({ search: "milk", tag: "home", archived: true, more: 1 })).toEqual({
    search: "milk",
    tag: "home",
    archived: true,
  });
  expect(addressOf({ search: 7, tag: "", archived: "yes" })).toEqual({});
});

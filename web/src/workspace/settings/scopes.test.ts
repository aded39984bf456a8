import { expect, test } from "vitest";
import { scopesOf } from "./scopes";

test("a right that writes is one scope, and none is none", () => {
  expect(scopesOf({ notes: "write", tasks: "read", trash: "none" })).toEqual(["notes:write", "tasks:read"]);
});

import { afterEach, expect, test } from "vitest";
import { styleNonce } from "./nonce";

afterEach(() => document.head.replaceChildren());

test("the nonce is that of the page's meta element", () => {
  const meta = document.createElement("meta");
  meta.setAttribute("property", "csp-nonce");
  meta.nonce = "abc";
  document.head.append(meta);
  expect(styleNonce()).toBe("abc");
});

test("a page without a policy has none", () => {
  expect(styleNonce()).toBeUndefined();
});

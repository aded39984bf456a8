import { expect, test } from "vitest";
import { linkUrl, pictureUrl } from "./safeUrl";

const NEVER = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " javascript:alert(1)",
  "java\nscript:alert(1)",
  "java\tscript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "data:image/svg+xml,<svg onload=alert(1)>",
  "vbscript:msgbox(1)",
  "blob:https://example.com/1",
  "file:///etc/passwd",
  "//evil.example/x",
  "/\\evil.example/x",
  "",
];

test.each(NEVER)("%j is neither a link nor a picture", (text) => {
  expect(linkUrl(text)).toBeNull();
  expect(pictureUrl(text)).toBeNull();
});

test.each(["https://example.com/a.png", "http://example.com", "mailto:a@example.com", "/app/", "#part", "a/b", "../up"])(
  "%j is a link",
  (text) => expect(linkUrl(text)).toBe(text),
);

test.each([null, undefined, "picture.png", "/picture.png", "http://example.com/a.png"])("%j is no picture", (text) => {
  expect(pictureUrl(text)).toBeNull();
});

test("a picture's address stays as it was written", () => {
  expect(pictureUrl("https://example.com/a b.png?x=1")).toBe("https://example.com/a b.png?x=1");
  expect(pictureUrl('https://example.com/a.jpg"onerror="alert(1)')).toBe('https://example.com/a.jpg"onerror="alert(1)');
});

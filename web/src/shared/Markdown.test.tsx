import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import Markdown from "./Markdown";

const CORPUS = [
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  '<svg onload="alert(1)">',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<a href="javascript:alert(1)">click me</a>',
  '<div onmouseover="alert(1)">hover me</div>',
  "[a](javascript:alert(1))",
  "[a](JaVaScRiPt:alert(1))",
  "[a](&#106;avascript:alert(1))",
  "[a](data:text/html,<script>alert(1)</script>)",
  "[a](//evil.example)",
  "![a](javascript:alert(1))",
  "![a](http://tracker.example/1.gif)",
  '![a](https://example.com/x.png"onerror="alert(1))',
  "<https://example.com/<script>alert(1)</script>>",
  "[a]: javascript:alert(1)\n\n[a]",
  "<form action='https://evil.example'><input name=password></form>",
  "<style>body{display:none}</style>",
];

test.each(CORPUS)("%j becomes nothing that runs or leaves", (text) => {
  const { container } = render(<Markdown pictures>{text}</Markdown>);
  expect(container.querySelector("script, svg, iframe, style, form, input, object, embed, meta, base")).toBeNull();
  for (const element of container.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on|^style$|^srcdoc$/);
      if (name === "href" || name === "src") expect(value).toMatch(/^https:\/\/example\.com\//);
    }
  }
});

test("what GitHub's Markdown has is there", () => {
  render(<Markdown>{"# Title\n\n- [x] done\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n~~old~~ [site](https://example.com)"}</Markdown>);
  expect(screen.getByRole("heading", { level: 1, name: "Title" })).toBeVisible();
  expect(screen.getByRole("checkbox")).toBeChecked();
  expect(screen.getByRole("cell", { name: "2" })).toBeVisible();
  expect(screen.getByRole("link", { name: "site" })).toHaveAttribute("rel", "noopener noreferrer nofollow ugc");
});

test("pictures are shown where they may be, without telling where from", () => {
  render(<Markdown pictures>{"![A cat](https://example.com/cat.png)"}</Markdown>);
  expect(screen.getByRole("img", { name: "A cat" })).toHaveAttribute("referrerpolicy", "no-referrer");
});

test("elsewhere a picture is a link, and nothing is loaded", () => {
  render(<Markdown>{"![A cat](https://example.com/cat.png)"}</Markdown>);
  expect(screen.queryByRole("img")).toBeNull();
  expect(screen.getByRole("link", { name: "A cat" })).toHaveAttribute("href", "https://example.com/cat.png");
});

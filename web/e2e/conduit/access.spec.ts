import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../test";
import { Writer } from "./people";

const BODY = [
  "# One",
  "## Two",
  "> said",
  "- [x] done",
  "| a | b |\n|---|---|\n| 1 | 2 |",
  "```\ncode\n```",
  "[link](https://example.com)",
].join("\n\n");

/** Each page: how its address is made, what shows that it is there, and whether somebody is logged in. */
const PAGES: [string, (slug: string, reader: string) => string, string, boolean][] = [
  ["home", () => "/", ".article-preview", false],
  ["sign in", () => "/login", "h1", false],
  ["sign up", () => "/register", "h1", false],
  ["article", (slug) => `/article/${slug}`, ".markdown table", false],
  ["missing article", () => "/article/none", ".article-page h1", false],
  ["empty feed", () => "/?feed=following", ".empty-feed-message", true],
  ["own article", (slug) => `/article/${slug}`, ".mod-options", true],
  ["profile", (_, reader) => `/profile/${reader}`, ".user-info h4", true],
  ["editor", (slug) => `/editor/${slug}`, ".tag-pill", true],
  ["settings", () => "/settings", 'input[name="email"]', true],
];

let ann: Writer;
let bob: Writer;
let slug: string;

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext({ baseURL: process.env.RINGFENCE_E2E_ORIGIN });
  [ann, bob] = [await Writer.make(request), await Writer.make(request)];
  slug = await ann.publish({ title: "For all to read", body: BODY, tagList: ["access", "web"] });
  await ann.comment(slug, "By hand");
  await bob.comment(slug, "By ear");
});

for (const [name, address, ready, entered] of PAGES) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing: ${name}, ${colorScheme}`, async ({ page }) => {
      if (entered) await ann.enter(page);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(address(slug, bob.username));
      await expect(page.locator(ready).first()).toBeVisible();
      await expect(page.locator(".skeleton")).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
    });
  }

  test(`${name} fits a phone`, async ({ page }) => {
    if (entered) await ann.enter(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(address(slug, bob.username));
    await expect(page.locator(ready).first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
}

test("everything can be done by keyboard, and the focus is seen", async ({ page, request }) => {
  const [ann, bob] = [await Writer.make(request), await Writer.make(request)];
  const slug = await ann.publish({ title: "By keys" });
  await bob.enter(page);
  await page.goto(`/article/${slug}`);
  await expect(page.getByRole("button", { name: /^Favorite/ })).toHaveCount(2);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeInViewport();
  await page.keyboard.press("Enter");
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press("Tab");
  const favorite = page.getByRole("button", { name: "Favorite Article (0)" }).first();
  await expect(favorite).toBeFocused();
  expect(await favorite.evaluate((button) => getComputedStyle(button).outlineStyle)).toBe("solid");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Unfavorite Article (1)" }).first()).toBeFocused();
  const comment = page.getByPlaceholder("Write a comment...");
  for (let presses = 0; presses < 20; presses++) {
    if (await comment.evaluate((field) => field === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("typed");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  const card = page.locator(".card:not(.comment-form)");
  await expect(card).toContainText("typed");
  await card.getByRole("button", { name: "Delete this comment" }).focus();
  await page.keyboard.press("Enter");
  await expect(card).toHaveCount(0);
  await page.getByRole("link", { name: "Home" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/");
  await expect(page.locator("main")).toBeFocused();
});

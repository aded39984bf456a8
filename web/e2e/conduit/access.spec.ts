import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../test";
import { Writer } from "./people";

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test(`axe finds nothing, ${colorScheme}, ${width} wide`, async ({ page, request }) => {
      const [ann, bob] = [await Writer.make(request), await Writer.make(request)];
      const body = "# One\n\n## Two\n\n> said\n\n- [x] done\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n[link](https://example.com)";
      const slug = await ann.publish({ title: "For all to read", body, tagList: ["access", "web"] });
      await ann.comment(slug, "By hand");
      await bob.comment(slug, "By ear");
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      const check = async (path: string, ready: string) => {
        await page.goto(path);
        await expect(page.locator(ready).first()).toBeVisible();
        await expect(page.locator(".skeleton")).toHaveCount(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      };
      await check("/", ".article-preview");
      await check("/login", "h1");
      await check("/register", "h1");
      await check(`/article/${slug}`, ".markdown table");
      await check("/article/none", ".article-page h1");
      await ann.enter(page);
      await check("/?feed=following", ".empty-feed-message");
      await check(`/article/${slug}`, ".mod-options");
      await check(`/profile/${bob.username}`, ".user-info h4");
      await check(`/editor/${slug}`, ".tag-pill");
      await check("/settings", 'input[name="email"]');
    });
  }
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

import { expect, test } from "../test";
import { Writer } from "./people";

test("visitors read the newest articles, those under a tag, and page through them", async ({ page, request }) => {
  const ann = await Writer.make(request);
  const tag = `t${Date.now()}`;
  for (let number = 1; number <= 12; number++) await ann.publish({ title: `Number ${number}`, tagList: [tag, "c#"] });
  await page.goto(`/tag/${tag}`);
  const previews = page.locator(".article-preview");
  await expect(previews).toHaveCount(10);
  await expect(previews.first().locator("h1")).toHaveText("Number 12");
  await expect(page.locator(".feed-toggle .nav-link.active")).toHaveText(tag);
  await page.getByRole("button", { name: "2", exact: true }).click();
  await expect(page).toHaveURL(`/tag/${tag}?page=2`);
  await expect(previews).toHaveCount(2);
  await expect(page.locator(".page-item.active")).toHaveText("2");
  await page.goBack();
  await expect(previews).toHaveCount(10);
  await page.goto("/tag/c%23");
  await expect(page.locator(".feed-toggle .nav-link.active")).toHaveText("c#");
  await expect(previews.first().locator("h1")).toHaveText("Number 12");
});

test("a preview leads to its article, and the author to their profile", async ({ page, request }) => {
  const ann = await Writer.make(request);
  const slug = await ann.publish({ title: "Of bees", body: "# Honey\n\n- sweet\n\n[more](https://example.com/)", tagList: ["bees"] });
  await ann.comment(slug, "First!");
  await page.goto("/");
  await page.getByRole("heading", { name: "Of bees" }).first().click();
  await expect(page).toHaveURL(`/article/${slug}`);
  await expect(page).toHaveTitle("Of bees · Conduit");
  await expect(page.locator(".banner h1")).toHaveText("Of bees");
  await expect(page.locator(".article-content h1")).toHaveText("Honey");
  await expect(page.locator(".article-content .tag-default")).toHaveText("bees");
  await expect(page.locator(".card .card-text")).toHaveText("First!");
  await expect(page.locator('a[href="/login"]')).toHaveCount(1);
  await page.locator("a.author").first().click();
  await expect(page).toHaveURL(`/profile/${ann.username}`);
  await expect(page.locator(".user-info h4")).toHaveText(ann.username);
  await expect(page.locator(".user-info p")).toHaveText("");
  await expect(page.locator(".user-info .user-img")).toHaveAttribute("src", /default-avatar\.svg$/);
});

test("what a visitor cannot do leads to the log-in, and back", async ({ page, request }) => {
  const [ann, bob] = [await Writer.make(request), await Writer.make(request)];
  const slug = await ann.publish();
  await page.goto("/?feed=following");
  await expect(page).toHaveURL("/login");
  for (const path of ["/settings", "/editor", `/editor/${slug}`]) {
    await page.goto(path);
    await expect(page).toHaveURL("/login");
  }
  await page.goto(`/article/${slug}`);
  await page.getByRole("button", { name: /^Favorite Article/ }).first().click();
  await expect(page).toHaveURL("/login");
  await page.fill('input[name="email"]', bob.email);
  await page.fill('input[name="password"]', bob.password);
  await page.click('button[type="submit"]');
  await expect(page).toHaveURL(`/article/${slug}`);
});

test("the way back after a log-in never leaves the site", async ({ page, request }) => {
  const ann = await Writer.make(request);
  for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await page.evaluate((token) => localStorage.setItem("jwtToken", token), ann.token);
    await page.reload();
    await expect(page).toHaveURL("/");
    await page.evaluate(() => localStorage.clear());
  }
});

test("what is not there says so", async ({ page }) => {
  await page.goto("/article/nothing-of-the-kind");
  await expect(page.locator(".article-page h1")).toHaveText("There is no such article");
  await page.goto("/profile/nobody-of-this-name");
  await expect(page.locator(".profile-page h1")).toHaveText("Nobody has this name");
  expect((await page.goto("/nothing"))?.status()).toBe(404);
});

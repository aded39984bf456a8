import type { Page } from "@playwright/test";
import { expect, test } from "../test";
import { Writer } from "./people";

const state = (page: Page) => page.evaluate(() => window.__conduit_debug__?.getAuthState());
const kept = (page: Page) => page.evaluate(() => localStorage.getItem("jwtToken"));

for (const status of [400, 401, 403, 404]) {
  test(`${status} for the user ends the session, and the site goes on`, async ({ page, request }) => {
    const ann = await Writer.make(request);
    await ann.publish();
    await ann.enter(page);
    await page.route("**/api/user", (route) => route.fulfill({ status, json: { errors: { token: ["is invalid"] } } }));
    await page.goto("/");
    await expect(page.locator('a[href="/login"]')).toBeVisible();
    await expect(page.locator(".article-preview").first()).toBeVisible();
    expect([await state(page), await kept(page)]).toEqual(["unauthenticated", null]);
  });
}

test("a server that is away keeps the session and what was typed, and comes back by itself", async ({ page, request }) => {
  const ann = await Writer.make(request);
  await ann.enter(page);
  let away = true;
  await page.route("**/api/user", (route) => (away ? route.fulfill({ status: 503, body: "" }) : route.continue()));
  await page.goto("/");
  await expect(page.getByText("Connecting")).toBeVisible();
  expect([await state(page), await kept(page)]).toEqual(["unavailable", ann.token]);
  await page.goto("/settings");
  await expect(page.getByText("You stay logged in")).toBeVisible();
  away = false;
  await expect(page.locator('input[name="username"]')).toHaveValue(ann.username);
  await expect(page.getByText("Connecting")).toHaveCount(0);
});

for (const [name, answer] of Object.entries({ nothing: "", nonsense: "{ no json }}", "something else": '{"a": 1}' })) {
  test(`${name} in place of the user is no log-out`, async ({ page, request }) => {
    const ann = await Writer.make(request);
    await ann.enter(page);
    await page.route("**/api/user", (route) => route.fulfill({ status: 200, contentType: "application/json", body: answer }));
    await page.goto("/");
    await expect(page.getByText("Connecting")).toBeVisible();
    expect(await kept(page)).toBe(ann.token);
  });
}

test("forms say that nobody answers, and keep what was typed", async ({ page, request }) => {
  const ann = await Writer.make(request);
  await page.route("**/api/users/login", (route) => route.abort("internetdisconnected"));
  await page.goto("/login");
  await page.fill('input[name="email"]', "a@example.com");
  await page.click('button[type="submit"]');
  await expect(page.locator(".error-messages")).toContainText("Unable to connect");
  await expect(page.locator('input[name="email"]')).toHaveValue("a@example.com");
  await ann.enter(page);
  await page.route("**/api/articles", (route) => route.abort("internetdisconnected"));
  await page.goto("/editor");
  await page.fill('textarea[name="body"]', "A long text");
  await page.getByRole("button", { name: "Publish Article" }).click();
  await expect(page.locator(".error-messages")).toContainText("Unable to connect");
  await expect(page.locator('textarea[name="body"]')).toHaveValue("A long text");
});

test("a refused like goes back and says why", async ({ page, request }) => {
  const [ann, bob] = [await Writer.make(request), await Writer.make(request)];
  const slug = await ann.publish();
  await bob.enter(page);
  await page.route("**/favorite", (route) => route.fulfill({ status: 403, json: { errors: { article: ["forbidden"] } } }));
  await page.goto(`/article/${slug}`);
  await page.getByRole("button", { name: "Favorite Article (0)" }).first().click();
  await expect(page.locator(".notice")).toHaveText("Article forbidden");
  await expect(page.getByRole("button", { name: "Favorite Article (0)" })).toHaveCount(2);
});

test("feeds, tags, articles and profiles that fail offer another try", async ({ page }) => {
  let failing = true;
  const fail = "**/api/{articles,articles?*,articles/*,tags,profiles/*}";
  await page.route(fail, (route) => (failing ? route.fulfill({ status: 500, json: { errors: { server: ["failed"] } } }) : route.continue()));
  await page.goto("/");
  await expect(page.locator(".empty-feed-message")).toContainText("could not be loaded");
  await expect(page.locator(".sidebar")).toContainText("could not be loaded");
  for (const path of ["/article/some", "/profile/some"]) {
    await page.goto(path);
    await expect(page.locator("main h1")).toContainText("could not be loaded");
  }
  failing = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator("main h1")).toHaveText("Nobody has this name");
});

import { expect, test } from "../test";
import { totp } from "../workspace/account";
import { Writer } from "./people";

test("sign up, log out, log in", async ({ page }) => {
  const username = `new${process.pid}x${Date.now()}`;
  await page.goto("/register");
  await expect(page.locator("h1")).toHaveText("Sign up");
  await page.fill('input[name="username"]', username);
  await page.fill('input[name="email"]', `${username}@example.com`);
  await page.fill('input[name="password"]', "short");
  await page.click('button[type="submit"]');
  await expect(page.locator(".error-messages li")).toHaveText("Password is too short (minimum is 8)");
  await page.fill('input[name="password"]', "jakejake");
  await page.click('button[type="submit"]');
  await expect(page).toHaveURL("/");
  await expect(page.locator("nav .user-pic")).toHaveAttribute("src", /default-avatar\.svg$/);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Or click here to logout" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.locator('a[href="/login"]')).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem("jwtToken"))).toBeNull();
  await page.goto("/login");
  await page.fill('input[name="email"]', `${username}@example.com`);
  await page.fill('input[name="password"]', "not the one");
  await page.click('button[type="submit"]');
  await expect(page.locator(".error-messages li")).toHaveText("E-mail address or password is wrong.");
  await page.fill('input[name="password"]', "jakejake");
  await page.click('button[type="submit"]');
  await expect(page.locator(`nav a[href="/profile/${username}"]`)).toBeVisible();
});

test("a log-out ends the token on the server, and other tabs see it", async ({ page, context, request }) => {
  const ann = await Writer.make(request);
  await ann.enter(page);
  await page.goto("/");
  await expect(page.locator("nav .user-pic")).toBeVisible();
  const other = await context.newPage();
  await other.goto("/settings");
  await expect(other.locator('input[name="username"]')).toHaveValue(ann.username);
  await page.getByRole("link", { name: "Settings" }).click();
  const ended = page.waitForResponse((answer) => answer.url().endsWith("/api/users/logout"));
  await page.getByRole("button", { name: /logout/ }).click();
  expect((await ended).ok()).toBe(true);
  await expect(other).toHaveURL("/login");
  const answer = await request.get("/api/user", { headers: { Authorization: `Token ${ann.token}` } });
  expect(answer.status()).toBe(401);
});

test("write, change and delete an article", async ({ page, request }) => {
  const ann = await Writer.make(request);
  await ann.enter(page);
  await page.goto("/editor");
  await page.getByRole("button", { name: "Publish Article" }).click();
  await expect(page.locator(".error-messages li")).toHaveText(["Title can't be blank", "Description can't be blank", "Body can't be blank"]);
  await page.fill('input[name="title"]', "Bread");
  await page.fill('input[name="description"]', "How to");
  await page.fill('textarea[name="body"]', "Flour, *water*, time.");
  const tags = page.getByPlaceholder("Enter tags");
  for (const tag of ["food", "slow", "food"]) {
    await tags.fill(tag);
    await tags.press("Enter");
  }
  await tags.fill("home");
  await expect(page.locator(".tag-list .tag-pill")).toHaveText(["food", "slow"]);
  await page.getByRole("button", { name: "Remove slow" }).click();
  await page.getByRole("button", { name: "Publish Article" }).click();
  await expect(page).toHaveURL(/\/article\/bread/);
  await expect(page.locator(".tag-list .tag-default")).toHaveText(["food", "home"]);
  await expect(page.locator(".article-content em")).toHaveText("water");
  await page.getByRole("link", { name: "Edit Article" }).first().click();
  await expect(page.locator('input[name="title"]')).toHaveValue("Bread");
  await page.fill('input[name="title"]', "Good bread");
  await page.getByRole("button", { name: "Publish Article" }).click();
  await expect(page.locator("h1")).toHaveText("Good bread");
  await page.getByRole("button", { name: "Delete Article" }).first().click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("heading", { name: "Good bread" })).toHaveCount(0);
});

test("nobody else sees the ways to change an article", async ({ page, request }) => {
  const [ann, bob] = [await Writer.make(request), await Writer.make(request)];
  const slug = await ann.publish();
  await bob.enter(page);
  await page.goto(`/article/${slug}`);
  await expect(page.getByRole("button", { name: `Follow ${ann.username}` }).first()).toBeVisible();
  await expect(page.getByText("Edit Article")).toHaveCount(0);
  await expect(page.getByText("Delete Article")).toHaveCount(0);
});

test("comment, and take it back", async ({ page, request }) => {
  const [ann, bob] = [await Writer.make(request), await Writer.make(request)];
  const slug = await ann.publish();
  await ann.comment(slug, "By its author");
  await bob.enter(page);
  await page.goto(`/article/${slug}`);
  await page.getByPlaceholder("Write a comment...").fill("From a reader\nin two lines");
  await page.getByRole("button", { name: "Post Comment" }).click();
  const cards = page.locator(".card:not(.comment-form)");
  await expect(cards).toHaveCount(2);
  await expect(page.getByPlaceholder("Write a comment...")).toHaveValue("");
  await expect(cards.filter({ hasText: "By its author" }).locator(".ion-trash-a")).toHaveCount(0);
  await cards.filter({ hasText: "From a reader" }).locator(".ion-trash-a").click();
  await expect(cards).toHaveText([/By its author/]);
});

test("like and follow at once, and find it again", async ({ page, request }) => {
  const [ann, bob] = [await Writer.make(request), await Writer.make(request)];
  const slug = await ann.publish({ title: "Liked" });
  await bob.enter(page);
  await page.goto(`/article/${slug}`);
  await page.getByRole("button", { name: "Favorite Article (0)" }).first().click();
  await expect(page.locator("button.btn-primary", { hasText: "Unfavorite Article (1)" })).toHaveCount(2);
  await page.getByRole("button", { name: `Follow ${ann.username}` }).first().click();
  await expect(page.getByRole("button", { name: `Unfollow ${ann.username}` })).toHaveCount(2);
  await page.goto("/?feed=following");
  await expect(page.locator(".article-preview h1")).toHaveText(["Liked"]);
  await page.goto(`/profile/${bob.username}/favorites`);
  await expect(page.locator(".article-preview h1")).toHaveText(["Liked"]);
  await page.getByRole("button", { name: "Like “Liked”: 1" }).click();
  await expect(page.getByRole("button", { name: "Like “Liked”: 0" })).toHaveClass(/btn-outline-primary/);
});

test("settings change the profile, and only what was touched", async ({ page, request }) => {
  const ann = await Writer.make(request);
  await ann.enter(page);
  await page.goto("/settings");
  await page.fill('textarea[name="bio"]', "Bakes.");
  const sent = page.waitForRequest((asked) => asked.method() === "PUT");
  await page.getByRole("button", { name: "Update Settings" }).click();
  expect((await sent).postDataJSON()).toEqual({ user: { image: null, bio: "Bakes." } });
  await expect(page).toHaveURL(`/profile/${ann.username}`);
  await expect(page.locator(".user-info p")).toHaveText("Bakes.");
  await page.getByRole("link", { name: "Edit Profile Settings" }).click();
  await page.fill('input[name="username"]', `${ann.username}b`);
  await page.fill('input[name="password"]', "another pass phrase");
  await page.getByRole("button", { name: "Update Settings" }).click();
  await expect(page.locator(`nav a[href="/profile/${ann.username}b"]`)).toBeVisible();
  await page.reload();
  await expect(page.locator(".user-info h4")).toHaveText(`${ann.username}b`);
});

test("an empty feed says what fills it", async ({ page, request }) => {
  await (await Writer.make(request)).enter(page);
  await page.goto("/");
  await page.getByRole("link", { name: "Your Feed" }).click();
  await expect(page).toHaveURL("/?feed=following");
  await expect(page.locator(".empty-feed-message")).toContainText("Your feed is empty");
  await page.locator('.empty-feed-message a[href="/"]').click();
  await expect(page.locator(".feed-toggle .nav-link.active")).toHaveText("Global Feed");
});

test("an account with a second factor is asked for a code, and may not change its address here", async ({ page, request }) => {
  const ann = await Writer.make(request);
  const { access } = await (await request.post("/api/token/", { data: { email: ann.email, password: ann.password } })).json();
  const headers = { Authorization: `Bearer ${access}` };
  const begun = await request.post("/api/me/factors/totp/", { headers, data: { current_password: ann.password } });
  const { secret } = await begun.json();
  const confirmed = await request.post("/api/me/factors/totp/confirm/", { headers, data: { otp: totp(secret) } });
  const { recovery_codes: codes } = await confirmed.json();
  await page.goto("/login");
  await page.fill('input[name="email"]', ann.email);
  await page.fill('input[name="password"]', ann.password);
  await page.click('button[type="submit"]');
  await expect(page.locator(".error-messages li")).toHaveText("A code of your second factor is needed.");
  await page.getByLabel("Code").fill(codes[0]);
  await page.click('button[type="submit"]');
  await expect(page).toHaveURL("/");
  await page.goto("/settings");
  await page.fill('textarea[name="bio"]', "Careful.");
  await page.fill('input[name="email"]', `new-${ann.email}`);
  await page.getByRole("button", { name: "Update Settings" }).click();
  await expect(page.locator(".error-messages")).toBeVisible();
  await page.fill('input[name="email"]', ann.email);
  await page.getByRole("button", { name: "Update Settings" }).click();
  await expect(page.locator(".user-info p")).toHaveText("Careful.");
});

import type { BrowserContext } from "@playwright/test";
import { expect } from "../test";
import { linkFor, logIn, logOut, someName, totp } from "./account";
import { expectAccessible, expectNarrow, PASSWORD, test } from "./person";

async function storedText(context: BrowserContext): Promise<string> {
  const { origins } = await context.storageState();
  return JSON.stringify(origins);
}

test("somebody signs up, is in, logs out, and comes back", async ({ page, context }) => {
  const name = someName();
  await page.goto("/app/");
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
  await page.getByRole("link", { name: "Make an account" }).click();
  await expect(page.getByRole("heading", { name: "Make an account" })).toBeVisible();
  await page.getByLabel("Username").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Make the account" }).click();
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
  const cookies = await context.cookies();
  expect(cookies.map(({ name: cookie, httpOnly, sameSite, secure }) => ({ cookie, httpOnly, sameSite, secure }))).toEqual([
    { cookie: "__Host-ringfence-refresh", httpOnly: true, sameSite: "Strict", secure: true },
  ]);
  expect(await storedText(context)).not.toContain("eyJ");

  await logOut(page, name);
  await expect(page).toHaveURL(/\/app\/login$/);
  expect(await context.cookies()).toEqual([]);
  await logIn(page, name.toUpperCase());
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
});

test("a reload keeps the session, and a link leads back after the log-in", async ({ page, person }) => {
  await page.goto("/app/settings/devices");
  await expect(page.getByText("This one")).toBeVisible();
  await page.reload();
  await expect(page.getByText("This one")).toBeVisible();
  await logOut(page, person.username);
  await expect(page).toHaveURL(/login/);
  await page.goto("/app/settings/devices?x=1");
  await logIn(page, person.username);
  await expect(page).toHaveURL(/\/app\/settings\/devices/);
});

test("an address of somewhere else is no place to go on to", async ({ page, person, baseURL }) => {
  for (const next of ["https://evil.test/", "//evil.test/", "javascript:alert(1)", "/article/x"]) {
    await page.goto(`/app/login?next=${encodeURIComponent(next)}`);
    await expect(page).toHaveURL(`${baseURL}/app/notes`);
  }
  expect(person.username).toBeTruthy();
});

test("what does not do is said beside the form, and what was typed stays", async ({ page, person }) => {
  await page.goto("/app/signup");
  await page.getByLabel("Username").fill(person.username);
  await page.getByLabel("E-mail").fill("ann@example.org");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Make the account" }).click();
  await expect(page.getByLabel("Username")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("E-mail")).toHaveValue("ann@example.org");
  await expectAccessible(page);
  await page.context().clearCookies();
  await page.goto("/app/login");
  await logIn(page, person.username, "wrong horse battery");
  await expect(page.getByRole("alert")).toContainText("No active account");
  await expect(page.getByLabel("Username or e-mail")).toHaveValue(person.username);
});

test("the log-in asks for the second factor, and takes a recovery code for it", async ({ page, person }) => {
  const { secret } = await person.post<{ secret: string }>("/api/me/factors/totp/", { current_password: PASSWORD });
  const { recovery_codes } = await person.post<{ recovery_codes: string[] }>("/api/me/factors/totp/confirm/", {
    otp: totp(secret, -1),
  });
  await page.context().clearCookies();
  await page.goto("/app/login");
  await logIn(page, person.username);
  const code = page.getByLabel("Code");
  await expect(code).toBeFocused();
  await expectAccessible(page);
  await code.fill("000000");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await code.fill(totp(secret, 0));
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/app/login");
  await logIn(page, person.username);
  await code.fill(recovery_codes[0]!);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
});

test("a forgotten password is reset by the link in a mail, which works once", async ({ page, request }) => {
  const username = someName();
  const email = `${username}@example.org`;
  await request.post("/api/register/", { data: { username, email, password: PASSWORD } });
  await page.goto("/app/login");
  await page.getByRole("link", { name: "Forgotten" }).click();
  await expect(page.getByRole("heading", { name: "Get back in" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send it" }).click();
  await expect(page.getByRole("status").filter({ hasText: "on its way" })).toBeVisible();

  const link = await linkFor(email);
  expect(link).toMatch(/^\/app\/reset-password\//);
  await page.goto(link);
  await page.getByLabel("New password", { exact: true }).fill("short12");
  await expectAccessible(page);
  await page.getByLabel("New password", { exact: true }).fill("battery horse correct");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await page.getByRole("link", { name: "Go on" }).click();
  await logIn(page, email, "battery horse correct");
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();

  await page.goto(link);
  await page.getByLabel("New password", { exact: true }).fill("another battery horse");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("alert")).toContainText("This link was used already");
  await expect(page.getByRole("link", { name: "Ask for a new link" })).toBeVisible();
});

test("the username comes by mail too, and links that are not good say so", async ({ page, request }) => {
  const username = someName();
  const email = `${username}@example.org`;
  await request.post("/api/register/", { data: { username, email, password: PASSWORD } });
  await page.goto("/app/forgotten");
  await page.getByLabel("My username").check();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send it" }).click();
  await expect(page.getByText("on its way")).toBeVisible();
  await page.goto(await linkFor(email));
  const next = someName();
  await page.getByLabel("New username").fill(next);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set the username" }).click();
  await expect(page.getByText("Your username is changed.")).toBeVisible();
  await page.goto("/app/login");
  await logIn(page, next);
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();

  await page.goto("/app/activate/MQ/nonsense");
  await expect(page.getByRole("button", { name: "Confirm" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("alert")).toContainText("This link was used already");
});

test("a request that meets 401 is refreshed once and repeated, and nobody notices", async ({ page, person }) => {
  await person.post("/api/notes/", { title: "Still here" });
  const refreshes: string[] = [];
  page.on("request", (request) => request.url().includes("/api/web/refresh/") && refreshes.push(request.url()));
  await page.goto("/app/trash");
  await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible();
  expect(refreshes).toHaveLength(1);
  // From now on the token that the page holds is one that the server refuses.
  const stale = new Set<string>();
  await page.route(/\/api\/notes\//, async (route) => {
    const { authorization = "" } = route.request().headers();
    if (!stale.size || stale.has(authorization)) {
      stale.add(authorization);
      await route.continue({ headers: { ...route.request().headers(), authorization: "Bearer refused" } });
    } else await route.continue();
  });
  await page.getByRole("link", { name: "Notes" }).first().click();
  await expect(page.getByRole("link", { name: "Still here" })).toBeVisible();
  expect(refreshes).toHaveLength(2);
});

test("two tabs share one session: both refresh, a log-out in one is a log-out in both", async ({ page, context, person }) => {
  const other = await context.newPage();
  await Promise.all([page.goto("/app/notes"), other.goto("/app/settings/devices")]);
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
  await expect(other.getByText("This one")).toBeVisible();
  await Promise.all([page.reload(), other.reload()]);
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
  await expect(other.getByText("This one")).toBeVisible();

  await logOut(page, person.username, other);
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
  await expect(other.getByRole("heading", { name: "Log in" })).toBeVisible();
  await logIn(other, person.username);
  await expect(other.getByRole("heading", { name: "No notes yet" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
});

test("another person's log-in in one tab leaves nothing of the first in the other", async ({ page, context, person, request }) => {
  await person.post("/api/notes/", { title: "Mine alone" });
  await page.goto("/app/notes");
  await expect(page.getByRole("link", { name: "Mine alone" })).toBeVisible();
  const second = someName();
  await request.post("/api/register/", { data: { username: second, password: PASSWORD } });
  await context.clearCookies();
  const other = await context.newPage();
  await other.goto("/app/login");
  await logIn(other, second);
  await expect(other.getByRole("heading", { name: "No notes yet" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
  await expect(page.getByRole("button", { name: `Account of ${second}` })).toBeVisible();
});

test("a session that ends by itself loses nothing that is typed", async ({ page, person }) => {
  await page.goto("/app/notes/new");
  await page.getByRole("textbox", { name: "Title" }).fill("Begun");
  await expect(page).toHaveURL(/\/notes\/\d+$/);
  await expect(page.getByTestId("save-state")).toHaveText("Saved");
  await person.post("/api/sessions/end-others/", undefined);
  await page.getByRole("textbox", { name: "Text" }).fill("typed after the end");
  const dialog = page.getByRole("dialog", { name: "Log in again to go on" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId("save-state")).toHaveText("Saved");
  const { results } = await person.get<{ results: { title: string; body: string }[] }>("/api/notes/");
  expect(results).toMatchObject([{ title: "Begun", body: "typed after the end" }]);
});

test("without a connection the page says so, keeps what is typed, and saves it later", async ({ page, context, person }) => {
  const { id } = await person.post<{ id: number }>("/api/notes/", { title: "On the train", body: "before" });
  await page.goto(`/app/notes/${id}`);
  await expect(page.getByRole("textbox", { name: "Text" })).toHaveValue("before");
  await context.setOffline(true);
  await expect(page.getByRole("status").filter({ hasText: "Reconnecting" })).toBeVisible();
  await page.getByRole("textbox", { name: "Text" }).fill("in the tunnel");
  await expect(page.getByTestId("save-state")).toHaveText("Kept here until the connection is back");
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(page.getByTestId("save-state")).toHaveText("Saved");
  await expect(page.getByText("Reconnecting")).toBeHidden();
  expect(await person.get(`/api/notes/${id}/`)).toMatchObject({ body: "in the tunnel" });
});

test("a log-in without a connection keeps the form", async ({ page, context, person }) => {
  await page.context().clearCookies();
  await page.goto("/app/login");
  await expect(page.getByLabel("Username or e-mail")).toBeVisible();
  await context.setOffline(true);
  await logIn(page, person.username);
  await expect(page.getByRole("alert")).toContainText("Unable to connect");
  await expect(page.getByLabel("Username or e-mail")).toHaveValue(person.username);
  await context.setOffline(false);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
});

test("over plain HTTP the page says that it needs HTTPS", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, "isSecureContext", { value: false }));
  await page.goto("/app/login");
  await expect(page.getByRole("alert")).toContainText("This page needs HTTPS");
  await expect(page.getByRole("button", { name: "Log in", exact: true })).toBeHidden();
});

for (const path of ["login", "signup", "forgotten", "reopen", "reset-password/MQ/x", "activate/MQ/x", "nowhere/at/all"]) {
  test(`/app/${path} is accessible without a session and fits a phone`, async ({ page }) => {
    await page.goto(`/app/${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectNarrow(page);
  });
}

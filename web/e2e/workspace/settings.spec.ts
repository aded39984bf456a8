import { expect } from "../test";
import { logIn, someName, totp } from "./account";
import { EVIL, expectAccessible, expectNarrow, expectNothingRan, PASSWORD, test } from "./person";

const PAGES = {
  profile: "Profile",
  security: "Password and second factor",
  devices: "Devices",
  tokens: "Access tokens",
  activity: "Activity",
  account: "Account",
};

for (const [path, title] of Object.entries(PAGES)) {
  test(`${title} in the settings is accessible and fits a phone`, async ({ page, person }) => {
    expect(person.username).toBeTruthy();
    await page.goto(`/app/settings/${path}`);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.locator("main .mantine-Skeleton-root")).toHaveCount(0);
    await expectAccessible(page);
    await expectNarrow(page);
  });
}

test("name, address and username are changed, the last two with the password", async ({ page, person }) => {
  const next = someName();
  await page.goto("/app/settings/profile");
  await page.getByLabel("First name").fill(EVIL[0]!);
  await page.getByLabel("Last name").fill(EVIL[1]!);
  await page.getByRole("button", { name: "Save the name" }).click();
  await expect(page.getByText("Your name is saved.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Account of" })).toContainText(EVIL[0]!);
  await expectNothingRan(page);

  const email = page.getByRole("region", { name: "E-mail" });
  await email.getByLabel("E-mail", { exact: true }).fill(`${next}@example.org`);
  await email.getByLabel("Current password", { exact: true }).fill("wrong horse battery");
  await email.getByRole("button", { name: "Save the address" }).click();
  await expect(email.getByLabel("Current password", { exact: true })).toHaveAccessibleDescription(/password/i);
  await expectAccessible(page);
  await email.getByLabel("Current password", { exact: true }).fill(PASSWORD);
  await email.getByRole("button", { name: "Save the address" }).click();
  await expect(page.getByText("Your address is saved.")).toBeVisible();

  const username = page.getByRole("region", { name: "Username" });
  await username.getByLabel("Username", { exact: true }).fill(next);
  await username.getByLabel("Current password", { exact: true }).fill(PASSWORD);
  await username.getByRole("button", { name: "Change the username" }).click();
  await expect(page.getByText("Your username is changed.")).toBeVisible();
  expect(await person.get("/api/me/")).toMatchObject({
    username: next,
    email: `${next}@example.org`,
    first_name: EVIL[0],
    last_name: EVIL[1],
  });
});

test("a new password logs out every other device, and not this one", async ({ page, person, request }) => {
  await page.goto("/app/settings/security");
  await page.getByLabel("Current password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("New password", { exact: true }).fill(person.username);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByLabel("New password", { exact: true })).toHaveAccessibleDescription(/similar/i);
  await page.getByLabel("New password", { exact: true }).fill("battery horse correct");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await page.goto("/app/settings/devices");
  await expect(page.getByRole("list", { name: "Devices" }).getByRole("listitem")).toHaveCount(1);
  const old = await request.post("/api/token/", { data: { username: person.username, password: PASSWORD } });
  expect(old.status()).toBe(401);
});

test("devices are logged out one by one and all at once", async ({ page, person, request }) => {
  const account = { username: person.username, password: PASSWORD };
  await request.post("/api/token/", { data: account });
  await request.post("/api/token/", { data: account });
  await page.goto("/app/settings/devices");
  const devices = page.getByRole("list", { name: "Devices" }).getByRole("listitem");
  // Two just now, the page's own, and the one that the test asks the API with.
  await expect(devices).toHaveCount(4);
  await devices.last().getByRole("button", { name: "Log out" }).click();
  await expect(devices).toHaveCount(3);
  await page.getByRole("button", { name: "Log out all others" }).click();
  await expect(devices).toHaveCount(1);
  await expect(page.getByText("2 devices are logged out.")).toBeVisible();
  await page.reload();
  await expect(devices).toHaveCount(1);
});

test("the second factor is set up by QR code, gets new recovery codes, and is turned off", async ({ page, person }) => {
  // axe looks three times, in both schemes.
  test.slow();
  await page.goto("/app/settings/security");
  const factor = page.getByRole("region", { name: "Second factor" });
  await expect(factor.getByText("off")).toBeVisible();
  await factor.getByRole("button", { name: "Set it up" }).click();
  await factor.getByLabel("Current password", { exact: true }).fill(PASSWORD);
  await factor.getByRole("button", { name: "Go on" }).click();
  await expect(factor.getByRole("img", { name: "QR code of the key" })).toBeVisible();
  await expectAccessible(page);
  const secret = (await factor.getByLabel("The key").textContent())!.replaceAll(" ", "");
  const code = factor.getByLabel("2. Type the code that the app shows");
  await code.fill("000000");
  await factor.getByRole("button", { name: "Turn it on" }).click();
  await expect(code).toHaveAttribute("aria-invalid", "true");
  await code.fill(totp(secret, -1));
  await factor.getByRole("button", { name: "Turn it on" }).click();
  const codes = factor.getByRole("listitem");
  await expect(codes).toHaveCount(10);
  await expectAccessible(page);
  const first = await codes.first().textContent();
  await factor.getByRole("button", { name: "I have kept them" }).click();
  await expect(factor.getByText("on", { exact: true })).toBeVisible();
  expect(await person.get("/api/me/factors/")).toEqual({ factors: ["totp", "recovery"] });

  await factor.getByRole("button", { name: "New recovery codes" }).click();
  await factor.getByLabel("Current password", { exact: true }).fill(PASSWORD);
  await factor.getByLabel("Code", { exact: true }).fill(totp(secret, 0));
  await factor.getByRole("button", { name: "Make new codes" }).click();
  await expect(codes).toHaveCount(10);
  const renewed = await codes.first().textContent();
  expect(renewed).not.toBe(first);
  await factor.getByRole("button", { name: "I have kept them" }).click();
  await factor.getByRole("button", { name: "Turn it off" }).click();
  await expect(factor.getByLabel("Code", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await factor.getByLabel("Current password", { exact: true }).fill(PASSWORD);
  await factor.getByLabel("Code", { exact: true }).fill(renewed!);
  await factor.getByRole("button", { name: "Turn it off" }).click();
  await expect(factor.getByText("off")).toBeVisible();
  // "Turn it off" says "off" as well, while it is on its way.
  await expect.poll(() => person.get("/api/me/factors/")).toEqual({ factors: [] });
});

test("a personal token is shown once, opens what it says, and ends", async ({ page, person, request }) => {
  await person.post("/api/notes/", { title: "For the script" });
  await page.goto("/app/settings/tokens");
  await expect(page.getByRole("heading", { name: "No tokens" })).toBeVisible();
  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog", { name: "New access token" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Name").fill(EVIL[1]!);
  await dialog.getByRole("radiogroup", { name: "Notes" }).getByText("Read").click();
  await dialog.getByLabel("Current password", { exact: true }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const token = await dialog.getByLabel("The token").textContent();
  expect(token).toMatch(/^rf_[A-Za-z0-9]{40}$/);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByText("notes:read")).toBeVisible();
  await expect(page.getByText(token!)).toHaveCount(0);
  await expectNothingRan(page);
  const headers = { Authorization: `Bearer ${token}` };
  expect((await request.get("/api/notes/", { headers })).status()).toBe(200);
  expect((await request.get("/api/tasks/", { headers })).status()).toBe(403);
  await page.getByRole("button", { name: "End the token" }).click();
  await expect(page.getByRole("heading", { name: "No tokens" })).toBeVisible();
  await expect.poll(async () => (await request.get("/api/notes/", { headers })).status()).toBe(401);
});

test("the activity tells what happened", async ({ page, person }) => {
  await person.post("/api/sessions/end-others/", undefined);
  await page.context().clearCookies();
  await page.goto("/app/login?next=/app/settings/activity");
  await logIn(page, person.username);
  const list = page.getByRole("list", { name: "Activity" });
  await expect(list.getByRole("listitem").first()).toContainText("Logged in");
  await expect(list).toContainText("A device was logged out");
  await expect(list).toContainText("The account was made");
});

test("a deleted account is closed at once, and opened again by its undo", async ({ page, person, request }) => {
  await person.post("/api/notes/", { title: "Still there" });
  const account = { username: person.username, password: PASSWORD };
  await page.goto("/app/settings/account");
  const section = page.getByRole("region", { name: "Delete the account" });
  const button = section.getByRole("button", { name: "Delete the account" });
  await expect(button).toBeDisabled();
  await section.getByLabel("Type your username").fill(person.username);
  await section.getByLabel("Current password", { exact: true }).fill("wrong horse battery");
  await button.click();
  await expect(section.getByLabel("Current password", { exact: true })).toHaveAccessibleDescription(/password/i);
  await section.getByLabel("Current password", { exact: true }).fill(PASSWORD);
  await button.click();
  await expect(page.getByRole("heading", { name: "Your account is being deleted" })).toBeVisible();
  await expectAccessible(page);
  expect((await request.post("/api/token/", { data: account })).status()).toBe(401);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Undo: open it again" }).click();
  await expect(page.getByRole("link", { name: "Still there" })).toBeVisible();
  expect((await request.post("/api/token/", { data: account })).status()).toBe(200);
});

test("an account is closed for a while, and its owner comes back", async ({ page, person }) => {
  await page.goto("/app/settings/account");
  const section = page.getByRole("region", { name: "Close the account for a while" });
  await section.getByLabel("Current password", { exact: true }).fill(PASSWORD);
  await section.getByRole("button", { name: "Close the account" }).click();
  await expect(page.getByRole("heading", { name: "Your account is closed" })).toBeVisible();
  await expect(page.getByLabel("Username or e-mail")).toHaveValue(person.username);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
});

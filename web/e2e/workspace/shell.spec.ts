import { expect } from "../test";
import { expectAccessible, expectNarrow, test } from "./person";

test("the palette goes to places, runs commands, and finds rows of every app", async ({ page, person }) => {
  await person.post("/api/notes/", { title: "Kestrel notes" });
  await person.post("/api/tasks/", { title: "Feed the kestrel" });
  await page.goto("/app/notes");
  await page.getByRole("button", { name: "Search and commands" }).click();
  const input = page.getByRole("combobox", { name: "Search and commands" });
  await expect(input).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type("kestrel");
  const options = page.getByRole("option");
  await expect(options.filter({ hasText: "Kestrel notes" })).toBeVisible();
  await expect(options.filter({ hasText: "Feed the kestrel" })).toBeVisible();
  await input.fill("nothing at all like this");
  await expect(page.getByText("Nothing is called")).toBeVisible();
  await input.fill("second fac");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Password and second factor" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await input.fill("kestrel notes");
  await expect(options.filter({ hasText: "Kestrel notes" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/app\/notes\/\d+$/);
});

test("keys go everywhere, the help sheet lists them, and they can be turned off", async ({ page, person }) => {
  expect(person.username).toBeTruthy();
  await page.goto("/app/notes");
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
  for (const [key, heading] of [
    ["t", "Tasks"],
    ["m", "Money"],
    ["l", "Library"],
    ["d", "Trash"],
    ["s", "Profile"],
  ]) {
    await page.keyboard.press("g");
    await page.keyboard.press(key!);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  }
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet.getByText("Go to Notes")).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole("switch", { name: "Keys without Ctrl" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("?");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Search and commands" })).toBeVisible();
  await expect(sheet).toBeHidden();
});

test("letters that are typed into a field are no commands", async ({ page, person }) => {
  expect(person.username).toBeTruthy();
  await page.goto("/app/notes/new");
  await page.getByRole("textbox", { name: "Title" }).fill("");
  await page.keyboard.type("g t ? u e p");
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("g t ? u e p");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page).toHaveURL(/\/app\/notes/);
});

test("light, dark, or as the device says, and it stays so", async ({ page, person }) => {
  const html = page.locator("html");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/app/notes");
  await expect(html).toHaveAttribute("data-mantine-color-scheme", "dark");
  await page.getByRole("button", { name: `Account of ${person.username}` }).click();
  await page.getByRole("menuitemradio", { name: "Light" }).click();
  await expect(html).toHaveAttribute("data-mantine-color-scheme", "light");
  await page.reload();
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
  await expect(html).toHaveAttribute("data-mantine-color-scheme", "light");
  await page.getByRole("button", { name: `Account of ${person.username}` }).click();
  await page.getByRole("menuitemradio", { name: "As the device" }).click();
  await expect(html).toHaveAttribute("data-mantine-color-scheme", "dark");
  await expectAccessible(page);
});

test("by keyboard the content is one step away, and focus goes along", async ({ page, person }) => {
  expect(person.username).toBeTruthy();
  await page.goto("/app/settings/profile");
  await expect(page.getByRole("heading", { level: 1, name: "Profile" })).toBeVisible();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  await page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: "Trash" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible();
  await expect(page.locator("main")).toBeFocused();
});

test("a phone has the navigation at the bottom", async ({ page, person }) => {
  expect(person.username).toBeTruthy();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/app/notes");
  await page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: "Tasks" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tasks" })).toBeVisible();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: "Settings" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Profile" })).toBeVisible();
  await expectNarrow(page);
});

test("an address that leads nowhere, and a page that cannot be loaded, say so and lead on", async ({ page, person }) => {
  expect(person.username).toBeTruthy();
  await page.goto("/app/nowhere");
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await page.getByRole("link", { name: "Go to the workspace" }).click();
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
  await page.route(/TrashPage-.*\.js$/, (route) => route.abort());
  await page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: "Trash" }).click();
  await expect(page.getByRole("heading", { name: "This page could not be loaded" })).toBeVisible();
  await expectAccessible(page);
  await page.unroute(/TrashPage-.*\.js$/);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible();
});

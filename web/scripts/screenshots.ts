/**
 * One picture a screen, into docs/images/: Conduit and the workspace in light, tasks and money in dark as well, and two as
 * a phone shows them. The server is the browser tests' own, filled by `ringfence demo`.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, test } from "../e2e/test";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const IMAGES = join(PROJECT, "docs/images");
const PHONE = { width: 390, height: 780 };

let password = "";

test.beforeAll(() => {
  mkdirSync(IMAGES, { recursive: true });
  const env = { ...process.env, RINGFENCE_DATA: process.env.RINGFENCE_E2E_DATA };
  const said = execFileSync(join(PROJECT, ".venv/bin/ringfence"), ["demo"], { env, encoding: "utf8" });
  password = /password (\S+)/.exec(said)?.[1] ?? "";
  expect(password, said).not.toBe("");
});

test("Conduit", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator(".article-preview h1").first()).toBeVisible();
  await take(page, "conduit-home");
  await page.locator(".article-preview h1").filter({ hasText: "twice" }).or(page.locator(".article-preview h1")).first().click();
  await expect(page.locator(".article-content")).toBeVisible();
  await take(page, "conduit-article");
});

test("the workspace", async ({ page }) => {
  await page.goto("/app/login");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await take(page, "login");
  await page.getByLabel(/username/i).first().fill("demo");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(/notes/);
  await page.getByRole("main").getByRole("link").filter({ hasText: /\w/ }).first().click();
  await take(page, "notes");
  await show(page, "/app/tasks", "Overdue");
  await take(page, "tasks");
  await show(page, "/app/transactions", "By month");
  await expect(page.getByRole("row").nth(5)).toBeVisible();
  await take(page, "money");
  await show(page, "/app/library", "Library");
  await page.getByRole("button", { name: "Emma", exact: true }).click();
  await expect(page.getByRole("blockquote").first()).toBeVisible();
  await page.locator("input:focus").blur();
  await take(page, "library");
  await show(page, "/app/trash", "Trash");
  await take(page, "trash");
  await page.goto("/app/settings/devices");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await take(page, "settings");

  await page.emulateMedia({ colorScheme: "dark" });
  await show(page, "/app/tasks", "Overdue");
  await take(page, "tasks-dark");
  await show(page, "/app/transactions", "By month");
  await expect(page.getByRole("row").nth(5)).toBeVisible();
  await take(page, "money-dark");

  await page.setViewportSize(PHONE);
  await show(page, "/app/tasks", "Overdue");
  await take(page, "tasks-phone");
});

async function show(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { name: heading }).first()).toBeVisible();
}

/** Once everything is there: no skeleton, every picture. */
async function take(page: Page, name: string): Promise<void> {
  await expect(page.locator(".mantine-Skeleton-root")).toHaveCount(0);
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode().catch(() => undefined))));
  await page.screenshot({ path: join(IMAGES, `${name}.png`), animations: "disabled", caret: "hide" });
}

/**
 * Somebody with an account of their own, signed in to the workspace, and the API as that person for what a test needs to
 * be there beforehand or wants to see afterwards.
 */
import { randomUUID } from "node:crypto";
import type { APIRequestContext, APIResponse, Page } from "@playwright/test";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base } from "../test";

export const PASSWORD = "correct horse battery";

export class Person {
  constructor(
    readonly username: string,
    private readonly request: APIRequestContext,
    private readonly access: string,
  ) {}

  async get<T>(path: string): Promise<T> {
    return (await good(this.request.get(path, this.options()))) as T;
  }

  async post<T>(path: string, data: unknown): Promise<T> {
    return (await good(this.request.post(path, { ...this.options(), data }))) as T;
  }

  async patch<T>(path: string, data: unknown): Promise<T> {
    return (await good(this.request.patch(path, { ...this.options(), data }))) as T;
  }

  async delete(path: string): Promise<void> {
    await good(this.request.delete(path, this.options()));
  }

  private options() {
    return { headers: { Authorization: `Bearer ${this.access}` } };
  }
}

async function good(call: Promise<APIResponse>): Promise<unknown> {
  const response = await call;
  const text = await response.text();
  expect(response.ok(), `${response.url()} answered ${response.status()}: ${text}`).toBe(true);
  return text ? JSON.parse(text) : undefined;
}

export const test = base.extend<{ person: Person }>({
  person: async ({ page, request }, use) => {
    const account = { username: `p-${randomUUID().slice(0, 13)}`, password: PASSWORD };
    await good(request.post("/api/register/", { data: account }));
    const { access } = (await good(request.post("/api/token/", { data: account }))) as { access: string };
    // From the page itself, so that the cookie is the browser's.
    await page.goto("/app/login");
    const status = await page.evaluate(async (body) => {
      const headers = { "Content-Type": "application/json" };
      return (await fetch("/api/web/login/", { method: "POST", headers, body: JSON.stringify(body) })).status;
    }, account);
    expect(status).toBe(200);
    await use(new Person(account.username, request, access));
  },
});

/** Once nothing fades: inputs from one scheme's colours to the other's, dialogs in a frame or two after they are there. */
async function faded(): Promise<void> {
  const frame = () => new Promise(requestAnimationFrame);
  for (;;) {
    await frame();
    await frame();
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition && animation.playState === "running");
    if (fading.length === 0) return;
    await Promise.allSettled(fading.map((animation) => animation.finished));
  }
}

/** The page in light or dark colours, all of them. */
export async function paint(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
  await page.evaluate(faded);
}

/** No violation of WCAG that axe can find, light and dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await paint(page, colorScheme);
    // Messages fade in and out, and are looked at by a test of their own.
    const { violations } = await new AxeBuilder({ page }).exclude(".mantine-Notifications-root").analyze();
    const told = violations.map(({ id, nodes }) => `${id} (${colorScheme}): ${nodes.map((node) => node.html).join("\n  ")}`);
    expect(told).toEqual([]);
  }
}

/** The message with this text: it is there, and its button takes back what it tells of. */
export async function undo(page: Page, message: string): Promise<void> {
  await page.locator(".mantine-Notification-root").filter({ hasText: message }).getByRole("button", { name: "Undo" }).click();
}

/** Nothing on the page is wider than a narrow phone. */
export async function expectNarrow(page: Page, width = 360): Promise<void> {
  await page.setViewportSize({ width, height: 740 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

/** Texts that run a script wherever one forgets to make them text. Each shows as it is, and none sets `ran`. */
export const EVIL = [
  `<script>document.title="ran"</script>`,
  `<img src=x onerror='document.title="ran"'>`,
  `"><svg/onload=document.title="ran">`,
  `javascript:document.title="ran"//`,
  `{{constructor.constructor("document.title='ran'")()}}`,
  `</title></textarea><iframe srcdoc="<script>top.document.title='ran'</script>">`,
];

export async function expectNothingRan(page: Page): Promise<void> {
  await expect(page).not.toHaveTitle("ran");
  expect(await page.locator("main script, main iframe, main img[src=x], main svg[onload]").count()).toBe(0);
}

/** A day as the API writes it, some days from today (the browser of the tests lives in UTC). */
export function inDays(count: number): string {
  return new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);
}

import { AxeBuilder } from "@axe-core/playwright";
import { EVIL, expectAccessible, expectNarrow, expectNothingRan, inDays, paint, test, undo } from "./person";
import { expect } from "../test";

interface Row {
  id: number;
  title: string;
  completed: boolean;
  due: string | null;
  priority: string;
  tags: string[];
}
interface Rows {
  results: Row[];
}

test("the empty list teaches the line that becomes a task", async ({ page, person }) => {
  await page.goto("/app/tasks");
  await expect(page.getByRole("heading", { name: "Nothing to do" })).toBeVisible();
  await expectAccessible(page);

  const line = page.getByRole("textbox", { name: "Add a task" });
  await line.fill("Pay the rent #home !high tomorrow");
  await expect(page.locator("#quick-add-understood")).toHaveText(/Pay the rent.*Tomorrow.*High.*#home/);
  await line.press("Enter");
  const group = page.getByRole("list", { name: "Tomorrow" });
  await expect(group.getByRole("listitem")).toHaveText([/Pay the rent/]);
  await expect(group.getByRole("img", { name: "High priority" })).toBeVisible();
  await expect(line).toHaveValue("");
  await expect(page.getByText("Added “Pay the rent”.")).toBeVisible();

  const { results } = await person.get<Rows>("/api/tasks/");
  expect(results).toMatchObject([{ title: "Pay the rent", due: inDays(1), priority: "high", tags: ["home"] }]);
});

test("tasks stand by day, what is late first and what matters first in a day", async ({ page, person }) => {
  const create = [
    { title: "whenever" },
    { title: "in a month", due: inDays(31) },
    { title: "today, low", due: inDays(0), priority: "low" },
    { title: "today, high", due: inDays(0), priority: "high" },
    { title: "late", due: inDays(-2) },
    { title: "tomorrow", due: inDays(1) },
    { title: "done", completed: true },
  ];
  await person.post("/api/tasks/bulk/", { create });
  await page.goto("/app/tasks");
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(["Overdue 1", "Today 2", "Tomorrow 1", "Later 1", "No date 1", "Done"]);
  await expect(page.getByRole("list", { name: "Today" }).getByRole("listitem")).toHaveText([/today, high/, /today, low/]);
  await expect(page.getByText("2 days ago")).toBeVisible();

  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("list", { name: "Done" }).getByRole("listitem")).toHaveText([/done/]);
  await expectAccessible(page);
  await expectNarrow(page);
});

test("a task is completed at once, taken back, and reopened from what is done", async ({ page, person }) => {
  const { id } = await person.post<Row>("/api/tasks/", { title: "Water the plants", due: inDays(0) });
  const isDone = async () => (await person.get<Row>(`/api/tasks/${id}/`)).completed;
  await page.goto("/app/tasks");
  await page.getByRole("checkbox", { name: "Complete: Water the plants" }).click();
  await expect(page.getByRole("heading", { name: "Nothing to do" })).toBeVisible();
  await expect.poll(isDone).toBe(true);

  await undo(page, "Done: “Water the plants”.");
  await expect(page.getByRole("checkbox", { name: "Complete: Water the plants" })).toBeVisible();
  await expect.poll(isDone).toBe(false);

  await page.getByRole("checkbox", { name: "Complete: Water the plants" }).click();
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await page.getByRole("checkbox", { name: "Reopen: Water the plants" }).click();
  await expect(page.getByRole("list", { name: "Today" })).toContainText("Water the plants");
  await expect.poll(isDone).toBe(false);
});

test("a task is edited where it stands, and the edit is taken back", async ({ page, person }) => {
  const { id } = await person.post<Row>("/api/tasks/", { title: "Cal the dentist", tags: ["health"] });
  await page.goto("/app/tasks");
  await page.getByRole("button", { name: "Cal the dentist", exact: true }).click();
  const form = page.getByRole("form", { name: "Edit: Cal the dentist" });
  await form.getByLabel("Title").fill("Call the dentist");
  await form.getByLabel("Details").fill("They answer between 8 and 10.\nRoom 3.");
  await form.getByRole("button", { name: "Tomorrow" }).click();
  await form.getByText("High", { exact: true }).click();
  await form.getByLabel("Tags").fill("teeth");
  await form.getByLabel("Tags").press("Enter");
  await expectAccessible(page);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("list", { name: "Tomorrow" })).toContainText("Call the dentist");
  expect(await person.get<Row>(`/api/tasks/${id}/`)).toMatchObject({
    title: "Call the dentist",
    description: "They answer between 8 and 10.\nRoom 3.",
    due: inDays(1),
    priority: "high",
    tags: ["health", "teeth"],
  });

  await undo(page, "Saved “Call the dentist”.");
  await expect(page.getByRole("list", { name: "No date" })).toContainText("Cal the dentist");
  await expect.poll(() => person.get<Row>(`/api/tasks/${id}/`)).toMatchObject({ due: null, priority: "normal", tags: ["health"] });
});

test("what two change in one task is put together, and where they clash the person chooses", async ({ page, person }) => {
  const { id } = await person.post<Row>("/api/tasks/", { title: "Plan the trip" });
  const path = `/api/tasks/${id}/`;
  await page.goto("/app/tasks");
  const form = page.getByRole("form");
  const loaded = page.waitForResponse((response) => response.url().endsWith(path));
  await page.getByRole("button", { name: "Plan the trip", exact: true }).click();
  await form.getByLabel("Title").fill("Plan the trip to Rome");
  await loaded;
  await person.patch(path, { priority: "high" });
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved “Plan the trip to Rome”.")).toBeVisible();
  expect(await person.get<Row>(path)).toMatchObject({ title: "Plan the trip to Rome", priority: "high" });

  const again = page.waitForResponse((response) => response.url().endsWith(path));
  await page.getByRole("button", { name: "Plan the trip to Rome", exact: true }).click();
  await form.getByLabel("Title").fill("Plan the trip to Oslo");
  await again;
  await person.patch(path, { title: "Plan the trip to Bergen" });
  await form.getByRole("button", { name: "Save" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "changed somewhere else" });
  await expect(notice).toContainText("Plan the trip to Oslo");
  await expect(notice).toContainText("Plan the trip to Bergen");
  await expectAccessible(page);
  await notice.getByRole("button", { name: "Keep yours" }).click();
  await expect(page.getByText("Saved “Plan the trip to Oslo”.")).toBeVisible();
  expect((await person.get<Row>(path)).title).toBe("Plan the trip to Oslo");
});

test("a task that is deleted elsewhere while it is edited is said to be gone", async ({ page, person }) => {
  const { id } = await person.post<Row>("/api/tasks/", { title: "Old thing" });
  await page.goto("/app/tasks");
  await page.getByRole("button", { name: "Old thing", exact: true }).click();
  await page.getByLabel("Title").fill("New thing");
  await person.delete(`/api/tasks/${id}/`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("deleted somewhere else")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Nothing to do" })).toBeVisible();
});

test("messages can be read and closed, light and dark", async ({ page, person }) => {
  await person.post<Row>("/api/tasks/", { title: "Look at me" });
  // A message goes by itself after some seconds, which axe may need on a busy machine.
  await page.addInitScript(() => {
    const { setTimeout } = window;
    const later = (run: TimerHandler, wait?: number) => setTimeout(run, wait !== undefined && wait >= 10_000 && wait <= 20_000 ? 600_000 : wait);
    window.setTimeout = later as typeof window.setTimeout;
  });
  await page.goto("/app/tasks");
  await page.getByRole("button", { name: "Delete: Look at me" }).click();
  const message = page.locator(".mantine-Notification-root");
  await expect(message).toHaveCSS("opacity", "1");
  for (const colorScheme of ["light", "dark"] as const) {
    await paint(page, colorScheme);
    const { violations } = await new AxeBuilder({ page }).include(".mantine-Notifications-root").analyze();
    expect(violations).toEqual([]);
  }
  await message.getByRole("button", { name: "Close the message" }).click();
  await expect(message).toHaveCount(0);
});

test("a deleted task comes back by undo", async ({ page, person }) => {
  const { id } = await person.post<Row>("/api/tasks/", { title: "Keep me", tags: ["home"] });
  await page.goto("/app/tasks");
  await page.getByRole("button", { name: "Delete: Keep me" }).click();
  await expect(page.getByRole("heading", { name: "Nothing to do" })).toBeVisible();
  await undo(page, "Deleted “Keep me”.");
  await expect(page.getByRole("list", { name: "No date" })).toContainText("Keep me");
  expect(await person.get<Row>(`/api/tasks/${id}/`)).toMatchObject({ title: "Keep me", tags: ["home"] });
});

test("filters narrow the list, stand in the address, and find what is done too", async ({ page, person }) => {
  const create = [
    { title: "Buy flour", tags: ["shop", "home"] },
    { title: "Buy paint", tags: ["garden"], priority: "high" },
    { title: "Bought flour", completed: true },
  ];
  await person.post("/api/tasks/bulk/", { create });
  await page.goto("/app/tasks");
  await page.getByRole("searchbox", { name: "Search tasks" }).fill("flour");
  await expect(page.getByRole("list", { name: "No date" }).getByRole("listitem")).toHaveText([/Buy flour/]);
  await expect(page.getByRole("list", { name: "Done" }).getByRole("listitem")).toHaveText([/Bought flour/]);
  await expect(page).toHaveURL(/search=flour/);
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByRole("button", { name: "Only tasks with the tag garden" }).click();
  await expect(page).toHaveURL(/tag=garden/);
  await expect(page.getByRole("list", { name: "No date" }).getByRole("listitem")).toHaveText([/Buy paint/]);
  await page.reload();
  await expect(page.getByRole("list", { name: "No date" }).getByRole("listitem")).toHaveText([/Buy paint/]);
  // What is added here is seen here.
  await page.getByRole("textbox", { name: "Add a task" }).fill("Sow spinach");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "No date" })).toContainText("Sow spinach");
  await page.getByRole("combobox", { name: "Only with the priority" }).click();
  await page.getByRole("option", { name: "Low" }).click();
  await expect(page.getByRole("heading", { name: "No open task matches" })).toBeVisible();
  await page.goto("/app/tasks?tag=%00&priority=urgent&page=9");
  await expect(page.getByRole("main")).toBeVisible();
});

test("everything goes by keyboard", async ({ page, person }) => {
  await page.goto("/app/tasks");
  await expect(page.getByRole("heading", { name: "Nothing to do" })).toBeVisible();
  await page.keyboard.press("n");
  for (const line of ["First today", "Second today", "Third today"]) {
    await page.keyboard.type(line);
    await page.keyboard.press("Enter");
  }
  const rows = page.getByRole("list", { name: "Today" }).getByRole("listitem");
  await expect(rows).toHaveCount(3);
  await expect.poll(async () => (await person.get<Rows>("/api/tasks/")).results.length).toBe(3);
  await expect(page.locator("[data-row^='-']")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Add a task" }).blur();

  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("1");
  await expect(page.getByRole("img", { name: "High priority" })).toBeVisible();
  await page.keyboard.press("e");
  await expect(page.getByLabel("Title")).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.type("!");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("form")).toHaveCount(0);
  await expect(rows.filter({ hasText: "Second!" })).toBeFocused();
  await page.keyboard.press("x");
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: /First|Third/ }).and(page.locator(":focus"))).toHaveCount(1);
  await page.keyboard.press("Delete");
  await expect(rows).toHaveCount(1);
  await expect(page.getByText(/^Deleted “/)).toBeVisible();
  await page.keyboard.press("u");
  await expect(rows).toHaveCount(2);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
});

test("what the server refuses is put back, and nothing typed is lost", async ({ page, person }) => {
  await person.post<Row>("/api/tasks/", { title: "Stay here" });
  await page.goto("/app/tasks");
  await expect(page.getByRole("checkbox", { name: "Complete: Stay here" })).toBeVisible();
  const refuse = { status: 400, contentType: "application/json", body: '{"detail":"Not today.","code":"invalid"}' };
  await page.route(/\/api\/tasks\/(\d+\/)?$/, (route) => (route.request().method() === "GET" ? route.fallback() : route.fulfill(refuse)));
  await page.getByRole("checkbox", { name: "Complete: Stay here" }).click();
  await expect(page.getByText("Not today.").first()).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Complete: Stay here" })).toBeVisible();
  await page.getByRole("textbox", { name: "Add a task" }).fill("Buy milk tomorrow");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Add a task" })).toHaveValue("Buy milk tomorrow");
  await expect(page.getByRole("listitem").filter({ hasText: "Buy milk" })).toHaveCount(0);
});

test("a long list goes on when its end is reached", async ({ page, person }) => {
  const create = Array.from({ length: 130 }, (_, at) => ({ title: `Task ${at}`, due: at < 50 ? inDays(-1) : null }));
  await person.post("/api/tasks/bulk/", { create });
  await page.goto("/app/tasks");
  await expect(page.getByRole("heading", { name: "No date 10" })).toBeVisible();
  for (const count of [70, 80]) {
    await page.locator("[data-row]").last().scrollIntoViewIfNeeded();
    await expect(page.getByRole("heading", { name: `No date ${count}` })).toBeVisible();
  }
});

test("texts of any kind are shown as texts", async ({ page, person }) => {
  const create = EVIL.map((text) => ({ title: text, description: text, tags: [text.slice(0, 50)] }));
  await person.post("/api/tasks/bulk/", { create });
  await page.goto("/app/tasks");
  for (const text of EVIL) await expect(page.getByRole("button", { name: text, exact: true })).toBeVisible();
  await page.getByRole("button", { name: EVIL[1]!, exact: true }).click();
  await expect(page.getByRole("form")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: `Delete: ${EVIL[0]}` }).click();
  await expect(page.getByText(`Deleted “${EVIL[0]}”.`)).toBeVisible();
  await page.getByRole("textbox", { name: "Add a task" }).fill(`${EVIL[1]} #<b>x</b>`);
  await expectNothingRan(page);
  await expectNarrow(page);
});

import type { Page } from "@playwright/test";
import { expect } from "../test";
import { EVIL, expectAccessible, expectNarrow, expectNothingRan, test } from "./person";

interface Note {
  id: number;
  title: string;
  body: string;
  tags: string[];
  pinned: boolean;
  archived: boolean;
}
interface Listed<T> {
  results: T[];
}

const NOTES = "/api/notes/";

function text(page: Page) {
  return page.getByRole("textbox", { name: "Text" });
}

async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByTestId("save-state")).toHaveText("Saved");
}

function listed(page: Page) {
  return page.getByRole("list", { name: "Notes" }).getByRole("listitem");
}

test("the first note is begun from the empty list, and saves itself", async ({ page, person }) => {
  await page.goto("/app/notes");
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Write the first one" }).click();
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
  await page.keyboard.type("Groceries");
  await page.keyboard.press("Tab");
  await page.keyboard.type("home");
  await page.keyboard.press("Enter");
  await text(page).fill("- [ ] **milk**\n- [x] bread");
  await expectSaved(page);
  await expect(page).toHaveURL(/\/app\/notes\/\d+$/);
  await expect(page.getByRole("region", { name: "Preview" }).getByText("milk")).toHaveCSS("font-weight", "700");
  const { results } = await person.get<Listed<Note>>(NOTES);
  expect(results).toMatchObject([{ title: "Groceries", body: "- [ ] **milk**\n- [x] bread", tags: ["home"] }]);
  await expectAccessible(page);
  await page.reload();
  await expect(text(page)).toHaveValue("- [ ] **milk**\n- [x] bread");
});

test("what is typed on the way to the next note is saved", async ({ page, person }) => {
  const first = await person.post<Note>(NOTES, { title: "First", body: "one" });
  await person.post(NOTES, { title: "Second", body: "two" });
  await page.goto(`/app/notes/${first.id}`);
  await text(page).fill("one, and more");
  await page.getByRole("link", { name: "Second" }).click();
  await expect(text(page)).toHaveValue("two");
  await page.getByRole("link", { name: "First" }).click();
  await expect(text(page)).toHaveValue("one, and more");
  await expectSaved(page);
  expect((await person.get<Note>(`${NOTES}${first.id}/`)).body).toBe("one, and more");
});

test("the list is searched while typing, filtered by tag, and keeps both in the address", async ({ page, person }) => {
  await person.post(NOTES, { title: "Red milk", body: "", tags: ["shop"] });
  await person.post(NOTES, { title: "Plan", body: "buy MILK", tags: ["work"] });
  await person.post(NOTES, { title: "Other", body: "", tags: ["work"] });
  await page.goto("/app/notes");
  await expect(listed(page)).toHaveCount(3);
  await page.keyboard.press("/");
  await page.keyboard.type("milk");
  await expect(listed(page)).toHaveCount(2);
  await page.getByRole("group", { name: "Filter by tag" }).getByText("work").click();
  await expect(listed(page)).toHaveCount(1);
  await page.reload();
  await expect(listed(page)).toHaveCount(1);
  await page.getByRole("searchbox").fill("nothing like it");
  await expect(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
  await page.getByRole("button", { name: "Show all notes" }).click();
  await expect(listed(page)).toHaveCount(3);
});

test("notes are pinned and archived, and an archiving is undone", async ({ page, person }) => {
  const old = await person.post<Note>(NOTES, { title: "Old", body: "" });
  await person.post(NOTES, { title: "New", body: "" });
  await page.goto(`/app/notes/${old.id}`);
  await expect(listed(page).first()).toContainText("New");
  await page.getByRole("button", { name: "Pin to the top" }).click();
  await expect(listed(page).first()).toContainText("Old");
  await expect(listed(page).first().getByRole("img", { name: "Pinned" })).toBeVisible();
  expect(await person.get(`${NOTES}${old.id}/`)).toMatchObject({ pinned: true });

  await page.getByRole("button", { name: "More for this note" }).click();
  await expect(page.getByRole("menuitem", { name: "Archive" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await expect(listed(page)).toHaveCount(1);
  await page.getByText("Archive", { exact: true }).click();
  await expect(listed(page)).toContainText("Old");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "The archive is empty" })).toBeVisible();
  expect(await person.get(`${NOTES}${old.id}/`)).toMatchObject({ archived: false });
});

test("a deleted note comes back by undo, and from the trash", async ({ page, person }) => {
  const note = await person.post<Note>(NOTES, { title: "Dear", body: "text", tags: ["kept"] });
  await page.goto(`/app/notes/${note.id}`);
  await page.getByRole("button", { name: "More for this note" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(text(page)).toHaveValue("text");
  expect(await person.get(`${NOTES}${note.id}/`)).toMatchObject({ title: "Dear", tags: ["kept"] });

  await person.delete(`${NOTES}${note.id}/`);
  await page.goto("/app/trash");
  const deleted = page.getByRole("list", { name: "Deleted" });
  await expect(deleted).toContainText("Dear");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Restore Dear" }).click();
  await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible();
  expect(await person.get(`${NOTES}${note.id}/`)).toMatchObject({ title: "Dear", tags: ["kept"] });

  await person.delete(`${NOTES}${note.id}/`);
  await page.reload();
  await page.getByRole("button", { name: "Empty the trash" }).click();
  await expect(page.getByRole("button", { name: "Delete everything" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Delete everything" }).click();
  await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible();
  await expect.poll(async () => (await person.get<Listed<unknown>>("/api/trash/")).results).toEqual([]);
});

test("a note is published, brought up to date, and taken back", async ({ page, person, request }) => {
  const note = await person.post<Note>(NOTES, { title: `Public ${person.username}`, body: "For everybody" });
  await page.goto(`/app/notes/${note.id}`);
  const openDialog = async () => {
    await page.getByRole("button", { name: "More for this note" }).click();
    await page.getByRole("menuitem", { name: "Publish" }).click();
  };
  await openDialog();
  const dialog = page.getByRole("dialog", { name: "Publish as an article" });
  await expectAccessible(page);
  await dialog.getByLabel("What is it about?").fill("A trial");
  await dialog.getByRole("button", { name: "Publish" }).click();
  const link = dialog.getByRole("link", { name: "Read the article" });
  await expect(link).toBeVisible();
  const slug = (await link.getAttribute("href"))!.replace("/article/", "");
  await expectAccessible(page);
  const article = async () => (await (await request.get(`/api/articles/${slug}`)).json()) as { article: Record<string, unknown> };
  expect((await article()).article).toMatchObject({ description: "A trial", body: "For everybody" });

  await page.keyboard.press("Escape");
  await text(page).fill("For everybody, and better");
  await expectSaved(page);
  await openDialog();
  await dialog.getByRole("button", { name: "Bring the article up to date" }).click();
  await expect(dialog.getByText("The article has what the note has.")).toBeVisible();
  expect((await article()).article).toMatchObject({ description: "A trial", body: "For everybody, and better" });
  await dialog.getByRole("button", { name: "Unpublish" }).click();
  await expect(dialog.getByRole("button", { name: "Publish", exact: true })).toBeVisible();
  expect((await request.get(`/api/articles/${slug}`)).status()).toBe(404);
});

test("changes of two tabs come together, or are shown side by side", async ({ page, person }) => {
  const note = await person.post<Note>(NOTES, { title: "Shared", body: "common\nline" });
  await page.goto(`/app/notes/${note.id}`);
  await expect(text(page)).toHaveValue("common\nline");
  // Somebody else's tab: another part first, then the same one.
  await person.patch(`${NOTES}${note.id}/`, { title: "Shared, renamed" });
  await text(page).fill("common\nline\nmine");
  await expectSaved(page);
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Shared, renamed");

  await person.patch(`${NOTES}${note.id}/`, { body: "common\nline\ntheirs" });
  await text(page).fill("common\nline\nmine again");
  await expect(page.getByRole("alert")).toContainText("changed in two places");
  const mine = page.getByRole("region", { name: "Yours, on this page" }).first();
  const theirs = page.getByRole("region", { name: "Saved elsewhere" }).first();
  await expect(mine).toContainText("mine again");
  await expect(theirs).toContainText("theirs");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Put both together" }).click();
  await expect(page.getByRole("textbox", { name: "Text" })).toHaveValue("common\nline\ntheirs\nmine again");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save this" }).click();
  await expectSaved(page);
  expect((await person.get<Note>(`${NOTES}${note.id}/`)).body).toBe("common\nline\ntheirs\nmine again");

  await person.patch(`${NOTES}${note.id}/`, { body: "theirs again" });
  await text(page).fill("mine once more");
  await page.getByRole("button", { name: "Take this one" }).click();
  await expect(text(page)).toHaveValue("theirs again");
});

test("a note that is deleted elsewhere while it is typed becomes a new one", async ({ page, person }) => {
  const note = await person.post<Note>(NOTES, { title: "Short-lived", body: "" });
  await page.goto(`/app/notes/${note.id}`);
  await expect(text(page)).toBeVisible();
  await person.delete(`${NOTES}${note.id}/`);
  await text(page).fill("still wanted");
  await page.getByRole("button", { name: "Save it as a new note" }).click();
  await expectSaved(page);
  const { results } = await person.get<Listed<Note>>(NOTES);
  expect(results).toMatchObject([{ title: "Short-lived", body: "still wanted" }]);
});

test("a new note that meets a broken connection is made once", async ({ page, context, person }) => {
  await page.goto("/app/notes/new");
  const creations: string[] = [];
  // The answer of the first creation is lost on its way.
  await page.route("**/api/notes/", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    creations.push(route.request().headers()["idempotency-key"]!);
    if (creations.length > 1) return route.continue();
    await route.fetch();
    await route.abort("connectionreset");
  });
  await page.getByRole("textbox", { name: "Title" }).fill("Once");
  await expectSaved(page);
  expect(creations.length).toBe(2);
  expect(new Set(creations).size).toBe(1);
  expect((await person.get<Listed<Note>>(NOTES)).results).toHaveLength(1);
  expect(context.pages()).toHaveLength(1);
});

test("on a phone the list and the note take turns", async ({ page, person }) => {
  await person.post(NOTES, { title: "Pocket", body: "short" });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/app/notes");
  await expectNarrow(page);
  await page.getByRole("link", { name: "Pocket" }).click();
  await expect(text(page)).toBeVisible();
  await expect(page.getByRole("searchbox")).toBeHidden();
  await expectNarrow(page);
  await expectAccessible(page);
  await page.getByText("Read", { exact: true }).click();
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("short");
  await page.getByRole("button", { name: "Back to the list" }).click();
  await expect(page.getByRole("searchbox")).toBeVisible();
});

test("no text of a note, a title or a tag runs a script", async ({ page, person }) => {
  const markdown = [
    ...EVIL,
    "[link](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "![x](https://elsewhere.test/pixel.png)",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "`code` <style>body{display:none}</style>",
  ];
  for (const evil of EVIL) {
    await person.post(NOTES, { title: evil, body: evil, tags: [evil.slice(0, 50)] });
  }
  const note = await person.post<Note>(NOTES, { title: "All of it", body: markdown.join("\n\n") });
  await page.goto(`/app/notes/${note.id}`);
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText("code");
  await expectNothingRan(page);
  const addresses = await preview.locator("[href], [src]").evaluateAll((all) =>
    all.map((one) => one.getAttribute("href") ?? one.getAttribute("src")),
  );
  expect(addresses.filter((address) => !address?.startsWith("https://"))).toEqual([]);
  await expect(preview.locator("img, style, iframe, script")).toHaveCount(0);
  for (const evil of EVIL) {
    await page.locator("[data-note]", { has: page.getByText(evil, { exact: true }) }).first().click();
    await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue(evil);
    await expectNothingRan(page);
  }
  await person.delete(`${NOTES}${note.id}/`);
  await page.goto("/app/trash");
  await expect(page.getByText("All of it").first()).toBeVisible();
  await expectNothingRan(page);
});

test("everything of a note is done by keyboard", async ({ page, person }) => {
  await page.goto("/app/tasks");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("c");
  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
  await page.keyboard.type("By");
  await expect(page).toHaveURL(/\/notes\/\d+$/);
  // The note has got its id; the typing goes on where it was.
  await page.keyboard.type(" hand");
  await expectSaved(page);
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("By hand");
  await page.keyboard.press("Control+e");
  await expect(text(page)).toBeHidden();
  await page.keyboard.press("Control+e");
  await text(page).focus();
  await page.keyboard.type("more");
  await page.keyboard.press("Control+s");
  await expectSaved(page);
  await page.getByRole("link", { name: "By hand" }).focus();
  await page.keyboard.press("p");
  await expect.poll(async () => (await person.get<Listed<Note>>(NOTES)).results[0]?.pinned).toBe(true);
  await page.route("**/api/notes/*/", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.keyboard.press("Delete");
  await expect(page.getByRole("heading", { name: "No notes yet" })).toBeVisible();
  // Before the server has answered.
  await page.keyboard.press("u");
  await expect(page.getByRole("link", { name: "By hand" })).toBeVisible();
});

test("a note that is not there says so", async ({ page, person }) => {
  expect(person.username).toBeTruthy();
  for (const id of ["9007199254740991", "x", "0", "99999999999999999999"]) {
    await page.goto(`/app/notes/${id}`);
    await expect(page.getByRole("heading", { name: "This note is not here" })).toBeVisible();
  }
  await expectAccessible(page);
});

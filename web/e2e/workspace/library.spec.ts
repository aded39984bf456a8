import { EVIL, expectAccessible, expectNarrow, expectNothingRan, test, undo } from "./person";
import { expect } from "../test";

interface Book {
  id: number;
  title: string;
  authors: { id: number; name: string }[];
  details: { isbn: string; pages: number | null; published: string | null } | null;
}
interface Page<T> {
  results: T[];
}

const EMMA = { title: "Emma", authors: [{ name: "Jane Austen" }], details: { isbn: "", pages: 474, published: "1815-12-23" } };

test("the first book is added with an author who is made on the way", async ({ page, person }) => {
  await page.goto("/app/library");
  await expect(page.getByRole("heading", { name: "Your shelf is empty" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("main").getByRole("button", { name: "Add a book" }).first().click();
  const form = page.getByRole("form", { name: "Add a book" });
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await expect(form.getByText("A book has a title.")).toBeVisible();
  await form.getByRole("textbox", { name: "Title" }).fill("Emma");
  await form.getByRole("combobox", { name: "Authors" }).fill("Jane Austen");
  await page.getByRole("option", { name: "New author: Jane Austen" }).click();
  await form.getByLabel("ISBN").fill("978-0-14-143951-9");
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await expect(form.getByText("The check digit is wrong")).toBeVisible();
  await form.getByLabel("ISBN").fill("978-0-14-143951-8");
  await form.getByLabel("Pages").fill("474");
  await form.getByLabel("Published").fill("1815-12-23");
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Added “Emma”.")).toBeVisible();
  const { results } = await person.get<Page<Book>>("/api/books/?expand=authors");
  expect(results).toMatchObject([
    { title: "Emma", authors: [{ name: "Jane Austen" }], details: { isbn: "978-0-14-143951-8", pages: 474, published: "1815-12-23" } },
  ]);
  // The new book is open, for its quotes.
  await page.getByRole("button", { name: "Add a quote" }).click();
  await expectAccessible(page);
});

test("a book's authors are picked and made where the book stands, and undo brings the old ones back", async ({ page, person }) => {
  const { id } = await person.post<Book>("/api/books/?expand=authors", EMMA);
  await person.post("/api/authors/", { name: "George Eliot" });
  await page.goto("/app/library");
  await page.getByRole("button", { name: "Emma", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`book=${id}`));
  const form = page.getByRole("form", { name: "Edit: Emma" });
  const authors = form.getByRole("combobox", { name: "Authors" });
  await authors.fill("eliot");
  await page.getByRole("option", { name: "George Eliot", exact: true }).click();
  await authors.fill("Somebody New");
  await page.getByRole("option", { name: "New author: Somebody New" }).click();
  await form.getByLabel("Pages").fill("480");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved “Emma”.")).toBeVisible();
  const names = async () => (await person.get<Book>(`/api/books/${id}/?expand=authors`)).authors.map((author) => author.name).sort();
  expect(await names()).toEqual(["George Eliot", "Jane Austen", "Somebody New"]);
  await expect(page.getByRole("button", { name: "Books by Somebody New" })).toBeVisible();
  await undo(page, "Saved “Emma”.");
  await expect(page.getByRole("button", { name: "Books by Somebody New" })).toHaveCount(0);
  expect(await names()).toEqual(["Jane Austen"]);
  expect((await person.get<Book>(`/api/books/${id}/`)).details).toEqual(EMMA.details);
});

test("what two change in one book is put together, and where they clash the person chooses", async ({ page, person }) => {
  const { id } = await person.post<Book>("/api/books/", EMMA);
  await page.goto("/app/library");
  const loaded = page.waitForResponse((response) => response.url().includes(`/api/books/${id}/`));
  await page.getByRole("button", { name: "Emma", exact: true }).click();
  const form = page.getByRole("form", { name: "Edit: Emma" });
  await form.getByRole("textbox", { name: "Title" }).fill("Emma, annotated");
  await loaded;
  await person.patch(`/api/books/${id}/`, { title: "Emma, illustrated", details: { isbn: "", pages: 500 } });
  await form.getByRole("button", { name: "Save" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "changed somewhere else" });
  await expect(notice).toContainText("Emma, annotated");
  await expect(notice).toContainText("Emma, illustrated");
  await notice.getByRole("button", { name: "Take the other" }).click();
  await expect(form.getByRole("textbox", { name: "Title" })).toHaveValue("Emma, illustrated");
  await expect(form.getByLabel("Pages")).toHaveValue("500");
});

test("quotes are kept, changed and deleted in their book", async ({ page, person }) => {
  const { id } = await person.post<Book>("/api/books/", EMMA);
  await page.goto(`/app/library?book=${id}`);
  await page.getByRole("button", { name: "Add a quote" }).click();
  const form = page.getByRole("form", { name: "Add a quote" });
  await form.getByLabel("Text").fill("If I loved you less…");
  await form.getByLabel("Page").fill("401");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("blockquote")).toHaveText("If I loved you less…Page 401");
  await page.getByRole("button", { name: /^Edit the quote/ }).click();
  await page.getByRole("form", { name: "Edit the quote" }).getByLabel("Page").fill("402");
  await page.getByRole("form", { name: "Edit the quote" }).getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("blockquote")).toHaveText("If I loved you less…Page 402");
  await page.getByRole("button", { name: /^Delete the quote/ }).click();
  await expect(page.getByRole("blockquote")).toHaveCount(0);
  await undo(page, "Deleted the quote.");
  await expect(page.getByRole("blockquote")).toHaveCount(1);
  const { results } = await person.get<Page<{ text: string; page: number }>>(`/api/quotes/?book=${id}`);
  expect(results).toMatchObject([{ text: "If I loved you less…", page: 402 }]);
});

test("a deleted book comes back with its authors, details and quotes", async ({ page, person }) => {
  const { id } = await person.post<Book>("/api/books/", EMMA);
  await person.post("/api/quotes/", { book: id, text: "Kept" });
  await page.goto(`/app/library?book=${id}`);
  await expect(page.getByRole("blockquote")).toBeVisible();
  await page.getByRole("form", { name: "Edit: Emma" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "Your shelf is empty" })).toBeVisible();
  await undo(page, "Deleted “Emma”.");
  await page.getByRole("button", { name: "Emma", exact: true }).click();
  await expect(page.getByRole("blockquote")).toHaveText("Kept");
  expect(await person.get<Book>(`/api/books/${id}/?expand=authors`)).toMatchObject({ authors: [{ name: "Jane Austen" }], details: EMMA.details });
});

test("authors know their books, are renamed in all of them, and deleted without them", async ({ page, person }) => {
  const { id } = await person.post<Book>("/api/books/", EMMA);
  await page.goto("/app/library");
  await page.getByRole("link", { name: "Authors" }).click();
  await expect(page.getByRole("list", { name: "Authors" })).toContainText("1 book");
  await page.getByRole("textbox", { name: "Add an author" }).fill("Mary Shelley");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Authors" })).toContainText("Mary Shelley");
  await page.getByRole("button", { name: "Jane Austen", exact: true }).click();
  await expect(page.getByRole("link", { name: "Emma" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Name", { exact: true }).fill("J. Austen");
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByText("Jane Austen is J. Austen now.")).toBeVisible();
  await page.getByRole("link", { name: "Emma" }).click();
  await expect(page.getByRole("form", { name: "Edit: Emma" })).toBeVisible();
  await expect(page.getByText("Books by J. Austen")).toBeVisible();
  await expectNarrow(page);

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("link", { name: "Authors" }).click();
  await page.getByRole("button", { name: "Delete: J. Austen" }).click();
  await expect(page.getByText("Deleted J. Austen. The books stay.")).toBeVisible();
  await expect.poll(async () => (await person.get<Book>(`/api/books/${id}/`)).authors).toEqual([]);
  await undo(page, "Deleted J. Austen.");
  await expect(page.getByRole("button", { name: "J. Austen", exact: true })).toBeVisible();
  expect((await person.get<Book>(`/api/books/${id}/`)).authors).toHaveLength(1);
});

test("a book is added to an author whose books are shown", async ({ page, person }) => {
  const { id } = await person.post<{ id: number }>("/api/authors/", { name: "Mary Shelley" });
  await page.goto("/app/library/authors");
  await page.getByRole("button", { name: "Mary Shelley", exact: true }).click();
  await page.getByRole("link", { name: "Add a book by Mary Shelley" }).click();
  await page.getByRole("form", { name: "Add a book" }).getByRole("textbox", { name: "Title" }).fill("Frankenstein");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Added “Frankenstein”.")).toBeVisible();
  expect((await person.get<Page<Book>>(`/api/books/?author=${id}`)).results).toMatchObject([{ title: "Frankenstein" }]);
});

test("books are found, turned around, and opened by their address", async ({ page, person }) => {
  const create = ["Alpha", "Beta", "Beta returns"].map((title) => ({ title }));
  const { created } = await person.post<{ created: Book[] }>("/api/books/bulk/", { create });
  const rows = page.getByRole("list", { name: "Books" }).getByRole("listitem");
  await page.goto("/app/library");
  await expect(rows).toHaveText([/^Alpha/, /^Beta/, /^Beta returns/]);
  await page.getByRole("button", { name: "Order: A to Z" }).click();
  await expect(rows).toHaveText([/^Beta returns/, /^Beta/, /^Alpha/]);
  await page.getByRole("searchbox", { name: "Search titles" }).fill("returns");
  await expect(rows).toHaveText([/^Beta returns/]);
  await page.getByRole("searchbox", { name: "Search titles" }).fill("nowhere");
  await expect(page.getByRole("heading", { name: "No book matches" })).toBeVisible();
  await page.goto(`/app/library?book=${created[0]!.id}`);
  await expect(page.getByRole("form", { name: "Edit: Alpha" })).toBeVisible();
  await page.goto("/app/library?book=999999999999&author=7&ordering=owner");
  await expect(page.getByRole("heading", { name: "Library" })).toBeVisible();
});

test("everything goes by keyboard", async ({ page, person }) => {
  await page.goto("/app/library");
  await expect(page.getByRole("heading", { name: "Your shelf is empty" })).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
  await page.keyboard.type("Middlemarch");
  await page.keyboard.press("Tab");
  await page.keyboard.type("George Eliot");
  await expect(page.getByRole("option", { name: "New author: George Eliot" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("form", { name: "Edit: Middlemarch" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("form")).toHaveCount(0);
  const { results } = await person.get<Page<Book>>("/api/books/?expand=authors");
  expect(results).toMatchObject([{ title: "Middlemarch", authors: [{ name: "George Eliot" }] }]);

  const row = page.getByRole("list", { name: "Books" }).getByRole("listitem");
  await expect(row).toBeFocused();
  await page.keyboard.press("e");
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
  await page.keyboard.type(" II");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Close", exact: true }).and(page.locator(":focus"))).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(row).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(row).toHaveCount(0);
  await expect(page.getByText("Deleted “Middlemarch”.")).toBeVisible();
  await page.keyboard.press("u");
  await expect(row).toHaveCount(1);
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page).toHaveURL(/library\/authors/);
});

test("texts of any kind are shown as texts", async ({ page, person }) => {
  const create = EVIL.map((title) => ({ title, authors: [{ name: title }] }));
  const { created } = await person.post<{ created: Book[] }>("/api/books/bulk/", { create });
  await person.post("/api/quotes/", { book: created[0]!.id, text: EVIL.join("\n") });
  await page.goto(`/app/library?book=${created[0]!.id}`);
  await expect(page.getByRole("blockquote")).toContainText(EVIL[1]!);
  await page.getByRole("combobox", { name: "Authors" }).fill("script");
  await expect(page.getByRole("option").first()).toBeVisible();
  for (const text of EVIL.slice(1)) await expect(page.getByRole("button", { name: text, exact: true })).toBeVisible();
  await expectNothingRan(page);
  await page.goto("/app/library/authors");
  for (const text of EVIL) await expect(page.getByRole("button", { name: text, exact: true })).toBeVisible();
  await page.getByRole("button", { name: `Delete: ${EVIL[1]}` }).click();
  await expect(page.getByText(`Deleted ${EVIL[1]}.`)).toBeVisible();
  await expectNothingRan(page);
  await expectNarrow(page);
});

import { readFile } from "node:fs/promises";
import { EVIL, expectAccessible, expectNarrow, expectNothingRan, inDays, test, undo } from "./person";
import { expect } from "../test";

interface Entry {
  id: number;
  amount: string;
  description: string;
  date: string;
  category: number | null;
}
interface Page<T> {
  count: number;
  results: T[];
}

const csv = (...lines: string[]) => Buffer.from(["date,amount,description,category", ...lines, ""].join("\n"));
const file = (buffer: Buffer, name = "bank.csv") => ({ name, mimeType: "text/csv", buffer });

test("the first transaction is added, with a category that is made on the way", async ({ page, person }) => {
  await page.goto("/app/transactions");
  await expect(page.getByRole("heading", { name: "No transactions yet" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add the first" }).click();
  const form = page.getByRole("form", { name: "Add a transaction" });
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await expect(form.getByText("What was it for?")).toBeVisible();
  await form.getByRole("textbox", { name: "Description" }).fill("Weekly shop");
  await form.getByRole("textbox", { name: "Amount" }).fill("1,234.5");
  await form.getByRole("combobox", { name: "Category" }).fill("Food");
  await page.getByRole("option", { name: "New category: Food" }).click();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Add", exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: "Weekly shop" });
  await expect(row).toContainText("-1,234.50");
  await expect(row).toContainText("Food");
  // The form stays for the next one, and a typed sign is the choice beside it.
  await form.getByRole("textbox", { name: "Description" }).fill("Refund");
  await form.getByRole("textbox", { name: "Amount" }).fill("+ 0.10");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row").filter({ hasText: "Refund" })).toContainText("+0.10");
  const { results } = await person.get<Page<Entry>>("/api/transactions/");
  expect(results).toMatchObject([
    { description: "Refund", amount: "0.10", date: inDays(0) },
    { description: "Weekly shop", amount: "-1234.50", date: inDays(0) },
  ]);
  expect(results[0]!.category).toBe(results[1]!.category);
  await expect(page.locator("dl")).toHaveText("Income0.10Expenses-1,234.50Balance-1,234.40");
});

test("a transaction is edited where it stands, taken back, deleted and restored", async ({ page, person }) => {
  const { id: category } = await person.post<{ id: number }>("/api/transactions/categories/", { name: "Food" });
  const { id } = await person.post<Entry>("/api/transactions/", { amount: "-3.20", description: "Cofee", date: "2026-01-02", category });
  const path = `/api/transactions/${id}/`;
  await page.goto("/app/transactions");
  await page.getByRole("button", { name: "Edit: Cofee" }).click();
  const form = page.getByRole("form", { name: "Edit: Cofee" });
  await expect(form.getByRole("textbox", { name: "Amount" })).toHaveValue("3.20");
  await form.getByRole("textbox", { name: "Description" }).fill("Coffee");
  await form.getByRole("textbox", { name: "Amount" }).fill("3.999");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText(/An amount such as/)).toBeVisible();
  await form.getByRole("textbox", { name: "Amount" }).fill("3.40");
  await form.getByText("Received").click();
  await form.getByLabel("Date").fill("2026-02-03");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Coffee" })).toContainText("+3.40");
  expect(await person.get<Entry>(path)).toMatchObject({ amount: "3.40", description: "Coffee", date: "2026-02-03", category });
  await undo(page, "Saved “Coffee”.");
  await expect(page.getByRole("row").filter({ hasText: "Cofee" })).toContainText("-3.20");
  expect(await person.get<Entry>(path)).toMatchObject({ amount: "-3.20", date: "2026-01-02", category });

  await page.getByRole("button", { name: "Delete: Cofee" }).click();
  await expect(page.getByRole("heading", { name: "No transactions yet" })).toBeVisible();
  await undo(page, "Deleted “Cofee”.");
  await expect(page.getByRole("row").filter({ hasText: "Cofee" })).toBeVisible();
});

test("what two change in one transaction is put together, and where they clash the person chooses", async ({ page, person }) => {
  const { id } = await person.post<Entry>("/api/transactions/", { amount: "-10.00", description: "Taxi", date: "2026-01-02" });
  const path = `/api/transactions/${id}/`;
  await page.goto("/app/transactions");
  const loaded = page.waitForResponse((response) => response.url().includes(path));
  await page.getByRole("button", { name: "Edit: Taxi" }).click();
  const form = page.getByRole("form");
  await form.getByRole("textbox", { name: "Amount" }).fill("12");
  await loaded;
  await person.patch(path, { amount: "-15.00", description: "Taxi to the station" });
  await form.getByRole("button", { name: "Save" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "changed somewhere else" });
  await expect(notice).toContainText("12");
  await expect(notice).toContainText("15.00");
  await notice.getByRole("button", { name: "Keep yours" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Taxi to the station" })).toContainText("-12.00");
  expect(await person.get<Entry>(path)).toMatchObject({ amount: "-12.00", description: "Taxi to the station" });
});

test("filters narrow table and sums, stand in the address, and go with the export", async ({ page, person }) => {
  const { id: food } = await person.post<{ id: number }>("/api/transactions/categories/", { name: "Food" });
  const create = [
    { amount: "-5.00", description: "Bread", date: "2026-01-10", category: food },
    { amount: "-50.00", description: "Big shop", date: "2026-02-10", category: food },
    { amount: "-7.00", description: "Bus", date: "2026-02-11" },
    { amount: "2000.00", description: "Wages", date: "2026-02-27" },
  ];
  await person.post("/api/transactions/bulk/", { create });
  const rows = page.getByRole("row").filter({ has: page.getByRole("button", { name: /^Edit: / }) });
  await page.goto("/app/transactions");
  await expect(rows).toHaveText([/Wages/, /Bus/, /Big shop/, /Bread/]);
  await page.getByRole("button", { name: /^Amount/ }).click();
  await expect(rows).toHaveText([/Wages/, /Bread/, /Bus/, /Big shop/]);
  await expect(page.getByRole("columnheader", { name: /Amount/ })).toHaveAttribute("aria-sort", "descending");

  await page.getByRole("combobox", { name: "Category" }).click();
  await page.getByRole("option", { name: "Food" }).click();
  await expect(rows).toHaveText([/Bread/, /Big shop/]);
  await page.getByLabel("At most").fill("-10");
  await page.keyboard.press("Enter");
  await expect(rows).toHaveText([/Big shop/]);
  await expect(page.locator("dl")).toContainText("Expenses-50.00");
  await expect(page).toHaveURL(/amount_max=-?%?2?2?-?10/);

  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Export what is shown" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^transactions-.*\.csv$/);
  expect(await readFile(await download.path(), "utf8")).toBe(
    '"date","amount","description","category"\r\n"2026-02-10","-50.00","Big shop","Food"\r\n',
  );

  await page.getByRole("button", { name: "Show all" }).click();
  await expect(rows).toHaveCount(4);
  await page.getByLabel("From").fill("2026-02-11");
  await page.getByLabel("To").fill("2026-02-26");
  await expect(rows).toHaveText([/Bus/]);
  await page.reload();
  await expect(rows).toHaveText([/Bus/]);
  await page.getByRole("searchbox").fill("nothing like it");
  await expect(page.getByRole("heading", { name: "No transaction matches" })).toBeVisible();
  await page.goto("/app/transactions?amount_min=1e9&category=x&page=77&date_after=2026-02-30");
  await expect(rows).toHaveCount(4);
});

test("charts show months and categories, have a table beside them, and narrow the list", async ({ page, person }) => {
  const { id: food } = await person.post<{ id: number }>("/api/transactions/categories/", { name: "Food" });
  const create = [
    { amount: "-5.00", description: "Bread", date: "2026-01-10", category: food },
    { amount: "-50.05", description: "Big shop", date: "2026-02-10", category: food },
    { amount: "-7.00", description: "Bus", date: "2026-02-11" },
    { amount: "2000.00", description: "Wages", date: "2026-02-27" },
  ];
  await person.post("/api/transactions/bulk/", { create });
  await page.goto("/app/transactions");
  await expect(page.getByRole("img", { name: /Income and expenses of 2 months/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "Spent by category" }).getByRole("row")).toHaveText([/Category.*Spent/, /Food.*55\.05/, /No category.*7\.00/]);
  await expectAccessible(page);
  await page.getByText("Table", { exact: true }).click();
  await expect(page.getByRole("region", { name: "Income and expenses by month" }).getByRole("row")).toHaveText([
    /Month.*Income.*Expenses/,
    /February 2026.*2,000\.00.*-57\.05.*\+1,942\.95/,
    /January 2026.*0\.00.*-5\.00.*-5\.00/,
  ]);
  await page.getByRole("button", { name: "January 2026" }).click();
  const rows = page.getByRole("table", { name: "Transactions" }).getByRole("row");
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByRole("button", { name: "No category" }).click();
  await expect(rows).toHaveCount(3);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Hide the charts" }).click();
  await expect(page.getByRole("region", { name: "Spent by category" })).toHaveCount(0);
  await page.reload();
  await expect(rows).toHaveCount(3);
  await expect(page.getByRole("region", { name: "Spent by category" })).toHaveCount(0);
  await expectNarrow(page);
});

test("a file is tried first, its bad lines are named, and the mended one is imported once", async ({ page, person }) => {
  await page.goto("/app/transactions");
  await page.getByRole("button", { name: "Import a file" }).click();
  const dialog = page.getByRole("dialog", { name: "Import transactions" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  const input = dialog.locator("input[type=file]");
  await input.setInputFiles(file(csv("2026-01-02,-3.20,Coffee,food", "2026-13-02,abc,,food")));
  await expect(dialog.getByRole("region", { name: "The first lines of the file" })).toContainText("Coffee");
  await expect(dialog.getByRole("alert")).toContainText("1 line does not do");
  const bad = dialog.getByRole("region", { name: "Lines that do not do" });
  await expect(bad.getByRole("row")).toHaveText([/Line/, /3date/, /3amount/, /3description/]);
  await expect(dialog.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
  await expectAccessible(page);

  await input.setInputFiles(file(Buffer.from("date;iban;amount\n1;2;3\n")));
  await expect(dialog.getByRole("alert")).toContainText("Missing: description.");
  await expect(dialog.getByRole("alert")).toContainText("Not known: iban.");

  const good = csv("2026-01-02,-3.20,Coffee,food", "2026-01-02,-3.20,Coffee,food", '2026-01-31,2500.00,"Wages, January",');
  await input.setInputFiles(file(good));
  await expect(dialog.getByRole("status")).toContainText("3 lines are ready to be imported.");
  expect((await person.get<Page<Entry>>("/api/transactions/")).count).toBe(0);
  await dialog.getByRole("button", { name: "Import 3" }).click();
  await expect(dialog.getByRole("status")).toContainText("3 transactions imported.");
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByRole("row").filter({ hasText: "Wages, January" })).toContainText("+2,500.00");
  expect((await person.get<Page<Entry>>("/api/transactions/")).count).toBe(3);

  await page.getByRole("button", { name: "Import", exact: true }).click();
  await input.setInputFiles(file(good));
  await expect(dialog.getByRole("status")).toContainText("Nothing is new in this file.");
  await expect(dialog.getByRole("status")).toContainText("3 lines were imported before");
  await expect(dialog.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
});

test("a long import shows how far it is, and one that breaks off goes on where it ended", async ({ page, person }) => {
  const lines = Array.from({ length: 2500 }, (_, at) => `2026-01-${String((at % 28) + 1).padStart(2, "0")},-${at}.50,Line ${at},`);
  await page.goto("/app/transactions?import=true");
  const dialog = page.getByRole("dialog", { name: "Import transactions" });
  await expect(page).not.toHaveURL(/import/);
  await dialog.locator("input[type=file]").setInputFiles(file(csv(...lines)));
  await expect(dialog.getByRole("button", { name: "Import 2,500" })).toBeEnabled();
  // The first try is cut off in the middle of its stream.
  await page.route("**/api/transactions/import/**", (route) =>
    route.fulfill({ status: 200, contentType: "application/x-ndjson", body: '{"phase":"checking","lines":1000,"total":2501}\n{"phase":"wri' }),
  { times: 1 });
  await dialog.getByRole("button", { name: "Import 2,500" }).click();
  await expect(dialog.getByRole("alert")).toContainText("goes on where it ended");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Import 2,500" }).click();
  await expect(dialog.getByRole("status")).toContainText("2,500 transactions imported.", { timeout: 20_000 });
  expect((await person.get<Page<Entry>>("/api/transactions/")).count).toBe(2500);
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByText("2,500 transactions", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Page 2", exact: true }).click();
  await expect(page).toHaveURL(/page=2/);
});

test("categories are made, renamed and deleted, and undo gives them back to their transactions", async ({ page, person }) => {
  const { id: category } = await person.post<{ id: number }>("/api/transactions/categories/", { name: "Food" });
  const { id } = await person.post<Entry>("/api/transactions/", { amount: "-5.00", description: "Bread", category });
  await page.goto("/app/transactions");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Categories" }).click();
  const dialog = page.getByRole("dialog", { name: "Categories" });
  await dialog.getByRole("textbox", { name: "A new category" }).fill("Food");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByText("You already have a category with this name.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "A new category" }).fill("Travel");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await expectAccessible(page);
  await dialog.getByRole("textbox", { name: "Name of Food" }).fill("Groceries");
  await page.keyboard.press("Enter");
  await expect(page.getByText("“Food” is “Groceries” now.")).toBeVisible();
  await dialog.getByRole("button", { name: "Delete the category Groceries" }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(1);
  await expect.poll(async () => (await person.get<Entry>(`/api/transactions/${id}/`)).category).toBeNull();
  await dialog.getByRole("button", { name: "Close" }).click();
  await undo(page, "Deleted “Groceries”.");
  await expect(page.getByRole("row").filter({ hasText: "Bread" })).toContainText("Groceries");
});

test("everything goes by keyboard", async ({ page, person }) => {
  await page.goto("/app/transactions");
  await expect(page.getByRole("heading", { name: "No transactions yet" })).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: "Description" })).toBeFocused();
  for (const [what, amount] of [["Tea", "1"], ["Cake", "2"]] as const) {
    await page.keyboard.type(what);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type(amount);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("row").filter({ hasText: what })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Description" })).toBeFocused();
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("form")).toHaveCount(0);
  await expect.poll(async () => (await person.get<Page<Entry>>("/api/transactions/")).count).toBe(2);
  await expect(page.locator("[data-row^='-']")).toHaveCount(0);
  await page.keyboard.press("j");
  const rows = page.locator("[data-row]");
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press("e");
  await expect(page.getByRole("textbox", { name: "Description" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toBeFocused();
  await expect(page.getByText(/^Deleted “/)).toBeVisible();
  await page.keyboard.press("u");
  await expect(rows).toHaveCount(2);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
});

test("texts of any kind are shown as texts", async ({ page, person }) => {
  const names = EVIL.map((text) => text.slice(0, 50));
  const { created } = await person.post<{ created: { id: number }[] }>("/api/transactions/categories/bulk/", {
    create: names.map((name) => ({ name })),
  });
  const create = EVIL.map((description, at) => ({ description, amount: "-1.00", category: created[at]!.id }));
  await person.post("/api/transactions/bulk/", { create });
  await page.goto("/app/transactions");
  const table = page.getByRole("table", { name: "Transactions" });
  for (const text of EVIL) await expect(table.getByRole("button", { name: text, exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: `Delete: ${EVIL[1]}` }).click();
  await expect(page.getByText(`Deleted “${EVIL[1]}”.`)).toBeVisible();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const cells = EVIL.map((text) => `2026-01-01,-1.00,"${text.replaceAll('"', '""')}",`);
  await page.locator("input[type=file]").setInputFiles(file(csv(...cells, `<img src=x onerror=1>,${EVIL[1]},x,`), `${EVIL[1]}.csv`));
  await expect(page.getByRole("alert", { name: "1 line does not do" })).toBeVisible();
  await expectNothingRan(page);
});

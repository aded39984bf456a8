/** Bringing back what was deleted: every app's rows go to one trash. */

import { api } from "../session/current";
import { answer } from "./answers";
import { Problem } from "./problems";

/** Put the row of this kind (`notes.note`) back under its id. Raises Problem when it cannot be. */
export async function restore(kind: string, row: number): Promise<void> {
  const entry = await find(kind, row);
  await answer(api.POST("/api/trash/{id}/restore/", { params: { path: { id: entry } } }));
}

/** Its entry; the latest deletions come first, so it is nearly always on the first page. */
async function find(kind: string, row: number): Promise<number> {
  for (let page = 1; ; page++) {
    const query = { kind, page, page_size: 100 };
    const { results, next } = await answer(api.GET("/api/trash/", { params: { query } }));
    const entry = results.find((one) => one.row === row);
    if (entry) return entry.id;
    if (!next) throw new Problem(404, "not_found", "It is no longer in the trash.");
  }
}

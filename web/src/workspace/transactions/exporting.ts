/** The transactions of the list as a file. */

import { answer, api } from "../data";
import { type Address, filtersOf } from "./filters";
import { today } from "@/shared/days";

/** Fetch the file with the filters and the order of `address`, and hand it to the browser to keep. Raises Problem. */
export async function download(address: Address): Promise<void> {
  const query = { ...filtersOf(address), ordering: address.ordering ?? "-date" };
  const call = api.GET("/api/transactions/export/", { params: { query }, parseAs: "blob" });
  const url = URL.createObjectURL(await answer(call));
  const link = document.createElement("a");
  link.href = url;
  link.download = `transactions-${today()}.csv`;
  link.click();
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url));
}

/** The transactions' place in the workspace. */

import { IconWallet } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { answer, api } from "../data";
import type { Feature } from "../shell/feature";
import { workspaceRoute } from "../shell/root";
import { searchOf } from "./filters";

const page = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/transactions",
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import("./TransactionsPage"), "TransactionsPage"),
});

export const routes = [page] as const;

export const feature: Feature = {
  id: "transactions",
  label: "Money",
  icon: IconWallet,
  to: "/transactions",
  keys: "g m",
  place: "main",
  commands: [
    {
      id: "transactions.add",
      label: "Add a transaction",
      keywords: "new expense income spend",
      keys: "c m",
      destination: { to: "/transactions", search: { add: true } },
    },
    {
      id: "transactions.import",
      label: "Import transactions",
      keywords: "csv bank file upload",
      destination: { to: "/transactions", search: { import: true } },
    },
  ],
  search: async (search, signal) => {
    const query = { search, page_size: 5 };
    const { results } = await answer(api.GET("/api/transactions/", { params: { query }, signal }));
    return results.map((row) => ({
      id: `transaction-${row.id}`,
      label: row.description,
      destination: { to: "/transactions", search: { search: row.description.slice(0, 200) } },
    }));
  },
};

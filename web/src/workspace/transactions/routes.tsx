import { createRoute } from "@tanstack/react-router";
import { IconWallet } from "@tabler/icons-react";
import type { Feature } from "../shell/feature";
import { Page } from "../shell/Page";
import { workspaceRoute } from "../shell/root";

export const feature: Feature = { id: "transactions", label: "Money", icon: IconWallet, to: "/transactions", keys: "g m", place: "main" };

const listRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/transactions",
  component: () => <Page title="Money">{null}</Page>,
});

export const routes = [listRoute] as const;

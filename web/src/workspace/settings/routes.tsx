import { createRoute } from "@tanstack/react-router";
import { IconSettings } from "@tabler/icons-react";
import type { Feature } from "../shell/feature";
import { Page } from "../shell/Page";
import { workspaceRoute } from "../shell/root";

export const feature: Feature = { id: "settings", label: "Settings", icon: IconSettings, to: "/settings", keys: "g s", place: "more" };

const listRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings",
  component: () => <Page title="Settings">{null}</Page>,
});

export const routes = [listRoute] as const;

import { createRoute } from "@tanstack/react-router";
import { IconBooks } from "@tabler/icons-react";
import type { Feature } from "../shell/feature";
import { Page } from "../shell/Page";
import { workspaceRoute } from "../shell/root";

export const feature: Feature = { id: "library", label: "Library", icon: IconBooks, to: "/library", keys: "g l", place: "main" };

const listRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/library",
  component: () => <Page title="Library">{null}</Page>,
});

export const routes = [listRoute] as const;

import { createRoute } from "@tanstack/react-router";
import { IconTrash } from "@tabler/icons-react";
import type { Feature } from "../shell/feature";
import { Page } from "../shell/Page";
import { workspaceRoute } from "../shell/root";

export const feature: Feature = { id: "trash", label: "Trash", icon: IconTrash, to: "/trash", keys: "g d", place: "more" };

const listRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/trash",
  component: () => <Page title="Trash">{null}</Page>,
});

export const routes = [listRoute] as const;

/** The trash of every app, in one place. */

import { IconTrash } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../shell/feature";
import { workspaceRoute } from "../shell/root";
import { isKind } from "./kinds";

const page = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/trash",
  validateSearch: (given: Record<string, unknown>): { search?: string; kind?: string } => ({
    ...(typeof given.search === "string" && given.search && { search: given.search.slice(0, 200) }),
    ...(isKind(given.kind) && { kind: given.kind }),
  }),
  component: lazyRouteComponent(() => import("./TrashPage"), "TrashPage"),
});

export const routes = [page] as const;

export const feature: Feature = { id: "trash", label: "Trash", icon: IconTrash, to: "/trash", keys: "g d", place: "more" };

/** The top of the route tree. Features hang their pages below `workspaceRoute`; who is not signed in does not get there. */

import { createRootRoute, createRoute, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { RootErrorPage } from "./ErrorPage";
import { NotFoundPage } from "./NotFoundPage";

export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: RootErrorPage,
});

export const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "workspace",
  component: lazyRouteComponent(() => import("./Layout"), "Layout"),
});

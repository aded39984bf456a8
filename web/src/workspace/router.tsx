/** Every address of the workspace: each feature brings its own. */

import { createRoute, createRouter, redirect } from "@tanstack/react-router";
import { routes as library } from "./library/routes";
import { routes as notes } from "./notes/routes";
import { routes as open } from "./session/routes";
import { routes as settings } from "./settings/routes";
import { ErrorPage } from "./shell/ErrorPage";
import { NotFound } from "./shell/NotFoundPage";
import { rootRoute, workspaceRoute } from "./shell/root";
import { routes as tasks } from "./tasks/routes";
import { routes as transactions } from "./transactions/routes";
import { routes as trash } from "./trash/routes";

const homeRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/notes", replace: true });
  },
});

const routeTree = rootRoute.addChildren([
  workspaceRoute.addChildren([homeRoute, ...notes, ...tasks, ...transactions, ...library, ...trash, ...settings]),
  ...open,
]);

export const router = createRouter({
  routeTree,
  basepath: "/app",
  defaultPreload: "intent",
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: ErrorPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

/** The pages of somebody who is not signed in: the addresses that links in mails have are settings of the server. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../shell/root";
import type { After } from "./ReopenPage";

const parent = () => rootRoute;

/** Only pages of the workspace: an address in the address bar may come from anywhere. */
function ownPage(next: unknown): string | undefined {
  return typeof next === "string" && next.startsWith("/app/") ? next : undefined;
}

export const logInRoute = createRoute({
  getParentRoute: parent,
  path: "/login",
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({ next: ownPage(search.next) }),
  component: lazyRouteComponent(() => import("./routed"), "LogIn"),
});

const signUpRoute = createRoute({
  getParentRoute: parent,
  path: "/signup",
  component: lazyRouteComponent(() => import("./SignUpPage"), "SignUpPage"),
});

const forgottenRoute = createRoute({
  getParentRoute: parent,
  path: "/forgotten",
  component: lazyRouteComponent(() => import("./ForgottenPage"), "ForgottenPage"),
});

export const reopenRoute = createRoute({
  getParentRoute: parent,
  path: "/reopen",
  validateSearch: (search: Record<string, unknown>): { username?: string; after?: After } => ({
    // A name of digits alone comes as a number.
    username: search.username === undefined ? undefined : String(search.username).slice(0, 254),
    after: search.after === "closed" || search.after === "deleted" ? search.after : undefined,
  }),
  component: lazyRouteComponent(() => import("./routed"), "Reopen"),
});

const resetPasswordRoute = createRoute({
  getParentRoute: parent,
  path: "/reset-password/$uid/$token",
  component: lazyRouteComponent(() => import("./routed"), "ResetPassword"),
});

const resetUsernameRoute = createRoute({
  getParentRoute: parent,
  path: "/reset-username/$uid/$token",
  component: lazyRouteComponent(() => import("./routed"), "ResetUsername"),
});

const activationRoute = createRoute({
  getParentRoute: parent,
  path: "/activate/$uid/$token",
  component: lazyRouteComponent(() => import("./routed"), "Activate"),
});

export const routes = [
  logInRoute,
  signUpRoute,
  forgottenRoute,
  reopenRoute,
  resetPasswordRoute,
  resetUsernameRoute,
  activationRoute,
] as const;

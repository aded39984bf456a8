/** The settings' place in the workspace. */

import { IconSettings } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import type { Feature } from "../shell/feature";
import { workspaceRoute } from "../shell/root";

const frame = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./SettingsFrame"), "SettingsFrame"),
});

const parent = () => frame;

const first = createRoute({
  getParentRoute: parent,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/settings/profile", replace: true });
  },
});

const profile = createRoute({
  getParentRoute: parent,
  path: "/profile",
  component: lazyRouteComponent(() => import("./ProfilePage"), "ProfilePage"),
});

const security = createRoute({
  getParentRoute: parent,
  path: "/security",
  component: lazyRouteComponent(() => import("./SecurityPage"), "SecurityPage"),
});

const devices = createRoute({
  getParentRoute: parent,
  path: "/devices",
  component: lazyRouteComponent(() => import("./DevicesPage"), "DevicesPage"),
});

const tokens = createRoute({
  getParentRoute: parent,
  path: "/tokens",
  component: lazyRouteComponent(() => import("./TokensPage"), "TokensPage"),
});

const activity = createRoute({
  getParentRoute: parent,
  path: "/activity",
  component: lazyRouteComponent(() => import("./ActivityPage"), "ActivityPage"),
});

const account = createRoute({
  getParentRoute: parent,
  path: "/account",
  component: lazyRouteComponent(() => import("./AccountPage"), "AccountPage"),
});

export const routes = [frame.addChildren([first, profile, security, devices, tokens, activity, account])] as const;

export const feature: Feature = {
  id: "settings",
  label: "Settings",
  icon: IconSettings,
  to: "/settings",
  keys: "g s",
  place: "more",
  commands: [
    { id: "settings.profile", label: "Profile", keywords: "name e-mail username", destination: { to: "/settings/profile" } },
    {
      id: "settings.security",
      label: "Password and second factor",
      keywords: "security totp authenticator recovery codes",
      destination: { to: "/settings/security" },
    },
    { id: "settings.devices", label: "Devices", keywords: "sessions log out others", destination: { to: "/settings/devices" } },
    {
      id: "settings.tokens",
      label: "Personal access tokens",
      keywords: "api key script",
      destination: { to: "/settings/tokens" },
    },
    { id: "settings.activity", label: "Activity", keywords: "history log trail", destination: { to: "/settings/activity" } },
    {
      id: "settings.account",
      label: "Close or delete the account",
      keywords: "remove deactivate",
      destination: { to: "/settings/account" },
    },
  ],
};

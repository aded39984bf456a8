import { createRoute } from "@tanstack/react-router";
import { IconNotes } from "@tabler/icons-react";
import type { Feature } from "../shell/feature";
import { Page } from "../shell/Page";
import { workspaceRoute } from "../shell/root";

export const feature: Feature = { id: "notes", label: "Notes", icon: IconNotes, to: "/notes", keys: "g n", place: "main" };

const listRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/notes",
  component: () => <Page title="Notes">{null}</Page>,
});

export const routes = [listRoute] as const;

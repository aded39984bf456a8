/** The tasks' place in the workspace. */

import { IconChecklist } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { answer, api } from "../data";
import type { Feature } from "../shell/feature";
import { workspaceRoute } from "../shell/root";
import { addressOf } from "./filters";

const page = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/tasks",
  validateSearch: addressOf,
  component: lazyRouteComponent(() => import("./TasksPage"), "TasksPage"),
});

export const routes = [page] as const;

export const feature: Feature = {
  id: "tasks",
  label: "Tasks",
  icon: IconChecklist,
  to: "/tasks",
  keys: "g t",
  place: "main",
  commands: [
    {
      id: "tasks.add",
      label: "Add a task",
      keywords: "new todo",
      keys: "c t",
      destination: { to: "/tasks", search: { add: true } },
    },
  ],
  search: async (search, signal) => {
    const query = { search, page_size: 5, ordering: "completed" };
    const { results } = await answer(api.GET("/api/tasks/", { params: { query }, signal }));
    return results.map((task) => ({
      id: `task-${task.id}`,
      label: task.title,
      destination: { to: "/tasks", search: { search: task.title.slice(0, 200) } },
    }));
  },
};

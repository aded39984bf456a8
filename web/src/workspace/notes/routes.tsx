/** The notes' place in the workspace. */

import { IconNotes } from "@tabler/icons-react";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { answer, api } from "../data";
import type { Feature } from "../shell/feature";
import { workspaceRoute } from "../shell/root";
import { addressOf } from "./address";

const page = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/notes",
  validateSearch: addressOf,
  component: lazyRouteComponent(() => import("./NotesPage"), "NotesPage"),
});

const nothingOpen = createRoute({
  getParentRoute: () => page,
  path: "/",
  component: lazyRouteComponent(() => import("./NothingOpen"), "NothingOpen"),
});

/** `new` in the place of the id is a note that is being begun. */
const note = createRoute({
  getParentRoute: () => page,
  path: "/$noteId",
  component: lazyRouteComponent(() => import("./NotePane"), "NotePane"),
});

export const routes = [page.addChildren([nothingOpen, note])] as const;

export const feature: Feature = {
  id: "notes",
  label: "Notes",
  icon: IconNotes,
  to: "/notes",
  keys: "g n",
  place: "main",
  commands: [
    {
      id: "notes.new",
      label: "New note",
      keywords: "write add begin",
      keys: "c n",
      destination: { to: "/notes/$noteId", params: { noteId: "new" } },
    },
    {
      id: "notes.archive",
      label: "Archived notes",
      keywords: "archive old",
      destination: { to: "/notes", search: { archived: true } },
    },
  ],
  search: async (search, signal) => {
    const query = { search, page_size: 5, ordering: "-updated_at", fields: ["id", "title"] as ("id" | "title")[] };
    const { results } = await answer(api.GET("/api/notes/", { params: { query }, signal }));
    return results.map(({ id, title }) => ({
      id: String(id),
      label: title,
      destination: { to: "/notes/$noteId", params: { noteId: String(id) } },
    }));
  },
};

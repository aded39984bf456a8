/** What a personal token can open. The names are those of the API's reference. */
export const SCOPES = [
  { app: "notes", label: "Notes" },
  { app: "tasks", label: "Tasks" },
  { app: "transactions", label: "Money" },
  { app: "library", label: "Library" },
  { app: "conduit", label: "Articles" },
  { app: "trash", label: "Trash" },
] as const;

export type Right = "none" | "read" | "write";

/** The list that the API wants; who may write may read. */
export function scopesOf(rights: Readonly<Record<string, Right>>): string[] {
  return Object.entries(rights)
    .filter(([, right]) => right !== "none")
    .map(([app, right]) => `${app}:${right}`);
}

/** The types of rows that the trash holds, in the person's words. */
const KINDS: Record<string, { label: string; many: string }> = {
  "notes.note": { label: "Note", many: "Notes" },
  "notes.tag": { label: "Tag of notes", many: "Tags of notes" },
  "tasks.task": { label: "Task", many: "Tasks" },
  "tasks.tag": { label: "Tag of tasks", many: "Tags of tasks" },
  "transactions.transaction": { label: "Transaction", many: "Transactions" },
  "transactions.category": { label: "Category", many: "Categories" },
  "library.book": { label: "Book", many: "Books" },
  "library.author": { label: "Author", many: "Authors" },
  "library.quote": { label: "Quote", many: "Quotes" },
};

export const KIND_CHOICES = Object.entries(KINDS).map(([value, { many }]) => ({ value, label: many }));

/** One row's type; what another app adds later goes by its own name. */
export function kindLabel(kind: string): string {
  return KINDS[kind]?.label ?? kind;
}

export function isKind(kind: unknown): kind is string {
  return typeof kind === "string" && Object.hasOwn(KINDS, kind);
}

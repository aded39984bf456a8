import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { formatDay } from "@/shared/days";
import { once, toast } from "../data";
import { ClashNotice } from "../editing/ClashNotice";
import { changes } from "../editing/merge";
import { useEditing } from "../editing/useEditing";
import { type EntryChange, loadEntry, sendEntry, useChangeEntry } from "./actions";
import { settled } from "./AddEntry";
import { draftOf, valuesOf, wrongIn } from "./draft";
import { type Draft, LABELS } from "./EntryFields";
import { EntryForm } from "./EntryForm";
import { CATEGORIES, type Category, type Entry, TRANSACTIONS, useCategories } from "./queries";

/** A transaction opened in its place in the table. */
export function EditEntry({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const queries = useQueryClient();
  const { data: categories } = useCategories();
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const before = useRef(draftOf(entry));
  const back = useChangeEntry();
  const refresh = () => void queries.invalidateQueries({ queryKey: TRANSACTIONS });
  const bodyOf = async (changed: Partial<Draft>, draft: Draft): Promise<EntryChange> => {
    const values = valuesOf(draft);
    const body: EntryChange = {};
    if (changed.date !== undefined) body.date = values.date;
    if (changed.description !== undefined) body.description = values.description;
    if (changed.amount !== undefined || changed.direction !== undefined) body.amount = values.amount;
    if (changed.category !== undefined)
      body.category = (await settled(draft.category, queries.getQueryData<Category[]>(CATEGORIES), once()))?.id ?? null;
    return body;
  };
  const editing = useEditing<Entry, Draft>({
    row: entry,
    draftOf,
    load: () => loadEntry(entry.id),
    send: async (changed, etag, draft) => sendEntry(entry.id, await bodyOf(changed, draft), etag),
    saved: (row, changed) => {
      refresh();
      onClose();
      if (Object.keys(changed).length === 0) return;
      const old = { ...draftOf(row), ...changed };
      toast.done(`Saved “${row.description}”.`, async () => back.mutateAsync({ id: row.id, body: await bodyOf(changed, old) }));
    },
    gone: () => {
      refresh();
      onClose();
      toast.failed("This transaction was deleted somewhere else. It may be in the trash.");
    },
  });
  const save = () => {
    const found = wrongIn(editing.draft);
    setWrong(found);
    if (Object.keys(found).length === 0) void editing.save();
  };
  const shown = (name: keyof Draft, draft: Draft): string => {
    if (name === "date") return formatDay(draft.date);
    if (name === "direction") return draft.direction === "spent" ? "Spent" : "Received";
    if (name !== "category") return draft[name];
    const { category } = draft;
    if (category && "id" in category) return categories?.find((one) => one.id === category.id)?.name ?? "Another category";
    return category?.name ?? "No category";
  };
  const { name: newName, ...errors } = { ...editing.errors, ...wrong };
  return (
    <EntryForm
      label={`Edit: ${entry.description}`}
      draft={editing.draft}
      errors={newName ? { ...errors, category: newName } : errors}
      isBusy={editing.isSaving}
      isDirty={Object.keys(changes(before.current, editing.draft)).length > 0}
      saveLabel="Save"
      notice={<ClashNotice editing={editing} labels={LABELS} shown={shown} />}
      onChange={editing.change}
      onSave={save}
      onClose={onClose}
    />
  );
}

import { useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import type { Day } from "@/shared/days";
import { fieldsOf, once, sentenceOf, toast } from "../data";
import { createCategory, useAddEntry } from "./actions";
import type { Choice } from "./CategorySelect";
import { emptyDraft, valuesOf, wrongIn } from "./draft";
import { EntryForm } from "./EntryForm";
import { CATEGORIES, type Category } from "./queries";

/** The form of a new transaction. It stays for the next one, with the same day and category, until it is closed. */
export function AddEntry({ today, onClose }: { today: Day; onClose: () => void }) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => emptyDraft(today));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isBusy, setIsBusy] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const keys = useRef({ entry: once(), category: once() });
  const add = useAddEntry();

  const send = async () => {
    const wrong = wrongIn(draft);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return focusWrong(form.current);
    setIsBusy(true);
    try {
      const category = await settled(draft.category, queries.getQueryData<Category[]>(CATEGORIES), keys.current.category);
      await add.mutateAsync({ body: { ...valuesOf(draft), category: category?.id ?? null }, category, header: keys.current.entry });
      setDraft({ ...emptyDraft(draft.date), category: category && { id: category.id } });
      form.current?.querySelector("input")?.focus();
    } catch (error) {
      const fields = fieldsOf(error);
      if (Object.keys(fields).length > 0) setErrors({ ...fields, category: fields.category ?? fields.name ?? "" });
      else toast.failed(sentenceOf(error));
    } finally {
      // The same keys would bring back the same answer.
      keys.current = { entry: once(), category: once() };
      setIsBusy(false);
    }
  };
  return (
    <div ref={form}>
      <EntryForm
        label="Add a transaction"
        draft={draft}
        errors={errors}
        isBusy={isBusy}
        isDirty={draft.description !== "" || draft.amount !== ""}
        saveLabel="Add"
        onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        onSave={() => void send()}
        onClose={onClose}
      />
    </div>
  );
}

/** The category itself: found among those that are known, or made. */
export async function settled(choice: Choice, known: Category[] | undefined, header: ReturnType<typeof once>): Promise<Category | null> {
  if (choice === null) return null;
  if ("id" in choice) return known?.find((one) => one.id === choice.id) ?? { id: choice.id, name: "" };
  return known?.find((one) => one.name === choice.name) ?? createCategory(choice.name, header);
}

function focusWrong(form: HTMLElement | null): void {
  // Once the messages are there.
  requestAnimationFrame(() => form?.querySelector<HTMLElement>("[aria-invalid=true], [data-error] input")?.focus());
}

import { Button, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { formatDay } from "@/shared/days";
import { toast } from "../data";
import { ClashNotice } from "../editing/ClashNotice";
import { leavesForm } from "../editing/escape";
import { changes } from "../editing/merge";
import { useEditing } from "../editing/useEditing";
import { loadBook, sendBook, useChangeBook } from "./actions";
import { BookFields } from "./BookFields";
import { bookBody, type Draft, draftOf, errorsOf, LABELS, wrongIn } from "./drafts";
import classes from "./library.module.css";
import { type Book, LIBRARY } from "./queries";
import { Quotes } from "./Quotes";

/** A book opened in its place: what it is, who wrote it, and what was kept of it. */
export function BookEditor({ book, onClose, onRemove }: { book: Book; onClose: () => void; onRemove: () => void }) {
  const queries = useQueryClient();
  const back = useChangeBook();
  const cancel = useRef<HTMLButtonElement>(null);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const refresh = () => void queries.invalidateQueries({ queryKey: LIBRARY });
  const editing = useEditing<Book, Draft>({
    row: book,
    draftOf,
    load: () => loadBook(book.id),
    send: (changed, etag, draft) => sendBook(book.id, bookBody(changed, draft), etag),
    saved: (row, before) => {
      refresh();
      onClose();
      if (Object.keys(before).length === 0) return;
      const body = bookBody(before, { ...draftOf(row), ...before });
      toast.done(`Saved “${row.title}”.`, () => back.mutateAsync({ id: row.id, body }));
    },
    gone: () => {
      refresh();
      onClose();
      toast.failed("This book was deleted somewhere else. It may be in the trash.");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = wrongIn(editing.draft);
    setWrong(found);
    if (Object.keys(found).length === 0) void editing.save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit(event);
    if (!leavesForm(event)) return;
    if (Object.keys(changes(draftOf(book), editing.draft)).length > 0) cancel.current?.focus();
    else onClose();
  };
  return (
    <li className={classes.open}>
      <form onSubmit={submit} onKeyDown={onKeyDown} aria-label={`Edit: ${book.title}`} noValidate>
        <Stack gap="sm">
          <ClashNotice editing={editing} labels={LABELS} shown={shown} />
          <BookFields draft={editing.draft} errors={{ ...errorsOf(editing.errors), ...wrong }} onChange={editing.change} />
          <Group gap="xs">
            <Button type="submit" loading={editing.isSaving}>
              Save
            </Button>
            <Button ref={cancel} variant="default" onClick={onClose}>
              Close
            </Button>
            <Button variant="subtle" color="red" ml="auto" onClick={onRemove}>
              Delete
            </Button>
          </Group>
        </Stack>
      </form>
      <Quotes book={book.id} />
    </li>
  );
}

function shown(name: keyof Draft, draft: Draft): string {
  if (name === "authors") return draft.authors.map((author) => author.name).join(", ");
  if (name === "published") return draft.published && formatDay(draft.published);
  return draft[name];
}

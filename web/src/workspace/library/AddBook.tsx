import { Button, Group, Stack } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { fieldsOf, once, sentenceOf, toast } from "../data";
import { leavesForm } from "../editing/escape";
import { useAddBook } from "./actions";
import { BookFields } from "./BookFields";
import { bookBody, type Draft, EMPTY, errorsOf, wrongIn } from "./drafts";
import classes from "./library.module.css";
import type { Author } from "./picking";

interface Props {
  /** Whose book it will be, where somebody's books are shown. */
  author: Author | undefined;
  onClose: () => void;
  onAdded: (id: number) => void;
}

/** The form of a new book, at the head of the list. */
export function AddBook({ author, onClose, onAdded }: Props) {
  const [draft, setDraft] = useState<Draft>({ ...EMPTY, authors: author ? [{ id: author.id, name: author.name }] : [] });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const cancel = useRef<HTMLButtonElement>(null);
  const key = useRef(once());
  const add = useAddBook();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = wrongIn(draft);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0 || add.isPending) return;
    try {
      const body = { ...bookBody(draft, draft), title: draft.title.trim() };
      const book = await add.mutateAsync({ body, header: key.current });
      onAdded(book.id);
      onClose();
    } catch (error) {
      const fields = errorsOf(fieldsOf(error));
      if (Object.keys(fields).length > 0) setErrors(fields);
      else toast.failed(sentenceOf(error));
    } finally {
      // The same key would bring back the same answer.
      key.current = once();
    }
  };
  return (
    <form
      className={classes.adding}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (!leavesForm(event)) return;
        if (draft.title === "") onClose();
        else cancel.current?.focus();
      }}
      aria-label="Add a book"
      noValidate
    >
      <Stack gap="sm">
        <BookFields draft={draft} errors={errors} onChange={(part) => setDraft((before) => ({ ...before, ...part }))} />
        <Group gap="xs">
          <Button type="submit" loading={add.isPending}>
            Add
          </Button>
          <Button ref={cancel} variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

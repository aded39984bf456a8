import { ActionIcon, Button, Group, Skeleton, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { fieldsOf, once, sentenceOf, toast } from "../data";
import { useAddQuote, useChangeQuote, useRemoveQuote } from "./actions";
import classes from "./library.module.css";
import { type Quote, useQuotes } from "./queries";

type Body = Omit<Quote, "id" | "book">;

/** The passages that were kept of a book. */
export function Quotes({ book }: { book: number }) {
  const { data, isPending } = useQuotes(book);
  const [editing, setEditing] = useState<number | "new" | null>(null);
  const add = useAddQuote(book);
  const change = useChangeQuote(book);
  const remove = useRemoveQuote(book);
  const close = () => setEditing(null);
  return (
    <section className={classes.quotes} aria-label="Quotes">
      <Group justify="space-between" mb={6}>
        <h2 className={classes.subtitle}>Quotes</h2>
        <Button size="compact-sm" variant="subtle" onClick={() => setEditing("new")}>
          Add a quote
        </Button>
      </Group>
      {isPending && <Skeleton height={40} />}
      {data?.results.length === 0 && editing !== "new" && (
        <Text size="sm" c="dimmed">
          Passages worth keeping go here, with their page.
        </Text>
      )}
      <Stack gap="xs">
        {editing === "new" && (
          <QuoteForm quote={{ text: "", page: null }} onSave={(body) => add.mutateAsync({ body, header: once() })} onClose={close} />
        )}
        {data?.results.map((quote) =>
          quote.id === editing ? (
            <QuoteForm key={quote.id} quote={quote} onSave={(body) => change.mutateAsync({ quote, body })} onClose={close} />
          ) : (
            <Shown key={quote.id} quote={quote} onEdit={() => setEditing(quote.id)} onRemove={() => remove.mutate(quote)} />
          ),
        )}
      </Stack>
    </section>
  );
}

function Shown({ quote, onEdit, onRemove }: { quote: Quote; onEdit: () => void; onRemove: () => void }) {
  const begin = quote.text.slice(0, 40);
  return (
    <Group wrap="nowrap" align="flex-start" gap="xs">
      <blockquote className={classes.quote}>
        {quote.text}
        {quote.page && <footer>Page {quote.page}</footer>}
      </blockquote>
      <ActionIcon variant="subtle" color="gray" aria-label={`Edit the quote: ${begin}`} onClick={onEdit}>
        <IconPencil size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label={`Delete the quote: ${begin}`} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}

interface FormProps {
  quote: Body;
  onSave: (body: Body) => Promise<unknown>;
  onClose: () => void;
}

function QuoteForm({ quote, onSave, onClose }: FormProps) {
  const [text, setText] = useState(quote.text);
  const [page, setPage] = useState(quote.page ? String(quote.page) : "");
  const [errors, setErrors] = useState<Record<string, string>>({});
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return setErrors({ text: "A quote has words." });
    if (page !== "" && !/^[1-9]\d{0,6}$/.test(page)) return setErrors({ page: "A number." });
    try {
      await onSave({ text: text.trim(), page: page === "" ? null : Number(page) });
      onClose();
    } catch (error) {
      const fields = fieldsOf(error);
      setErrors(fields);
      if (Object.keys(fields).length === 0) toast.failed(sentenceOf(error));
    }
  };
  return (
    <form
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === "Escape" && text === quote.text) onClose();
      }}
      aria-label={quote.text ? "Edit the quote" : "Add a quote"}
      noValidate
    >
      <Stack gap="xs">
        <Textarea label="Text" autosize minRows={2} value={text} onChange={(event) => setText(event.currentTarget.value)} error={errors.text} autoFocus />
        <Group align="flex-end" gap="xs">
          <TextInput label="Page" w={90} inputMode="numeric" value={page} onChange={(event) => setPage(event.currentTarget.value.trim())} error={errors.page} />
          <Button type="submit">Save</Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

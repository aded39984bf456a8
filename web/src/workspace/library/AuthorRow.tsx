import { ActionIcon, Anchor, Button, Group, Text, TextInput, Tooltip, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useRenameAuthor } from "./actions";
import classes from "./library.module.css";
import { MAX_NAME } from "./picking";
import type { AuthorWithBooks } from "./queries";

/** One author; opened, the name can be changed and the books are there. */
export function AuthorRow({ author, onRemove }: { author: AuthorWithBooks; onRemove: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const waits = author.id < 0;
  const count = author.books.length;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter") setIsOpen(!isOpen);
    else if (event.key === "Delete" && !waits) onRemove();
    else return;
    event.preventDefault();
  };
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li data-row={author.id} tabIndex={-1} onKeyDown={onKeyDown} className={classes.author}>
      <div className={classes.row}>
        <div className={classes.main}>
          <UnstyledButton className={classes.title} disabled={waits} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {author.name}
          </UnstyledButton>
        </div>
        <Text size="xs" c="dimmed">
          {count === 0 ? "No books" : count === 1 ? "1 book" : `${new Intl.NumberFormat().format(count)} books`}
        </Text>
        <Tooltip label="Delete; the books stay">
          <ActionIcon variant="subtle" color="gray" className={classes.above} disabled={waits} aria-label={`Delete: ${author.name}`} onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
        <Chevron size={16} className={classes.chevron} aria-hidden />
      </div>
      {isOpen && !waits && <Opened author={author} />}
    </li>
  );
}

function Opened({ author }: { author: AuthorWithBooks }) {
  const [name, setName] = useState(author.name);
  const rename = useRenameAuthor();
  const next = name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (next !== "" && next !== author.name) rename.mutate({ author, name: next });
  };
  return (
    <div className={classes.open}>
      <form onSubmit={submit} aria-label={`Rename: ${author.name}`}>
        <Group align="flex-end" gap="xs">
          <TextInput label="Name" flex={1} value={name} maxLength={MAX_NAME} onChange={(event) => setName(event.currentTarget.value)} autoFocus />
          <Button type="submit" disabled={next === "" || next === author.name}>
            Rename
          </Button>
        </Group>
      </form>
      <h2 className={classes.subtitle}>Books</h2>
      {author.books.length === 0 && (
        <Text size="sm" c="dimmed">
          No book names this author yet.
        </Text>
      )}
      <ul className={classes.links}>
        {author.books.map((book) => (
          <li key={book.id}>
            <Anchor component={Link} to="/library" search={{ author: author.id, book: book.id } as never} size="sm">
              {book.title}
            </Anchor>
          </li>
        ))}
      </ul>
      <Button component={Link} to="/library" search={{ author: author.id, add: true } as never} variant="subtle" size="compact-sm" mt={6} ml={-8}>
        Add a book by {author.name}
      </Button>
    </div>
  );
}

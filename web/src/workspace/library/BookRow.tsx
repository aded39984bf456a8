import { Anchor, Text, UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { formatDay } from "@/shared/days";
import classes from "./library.module.css";
import type { Book } from "./queries";

interface Props {
  book: Book;
  onOpen: () => void;
  onAuthor: (id: number) => void;
}

/** One book: its title, its authors, and what is printed in it about itself. */
export function BookRow({ book, onOpen, onAuthor }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.key !== "Enter") return;
    event.preventDefault();
    onOpen();
  };
  return (
    <li className={classes.row} data-row={book.id} tabIndex={-1} onKeyDown={onKeyDown}>
      <div className={classes.main}>
        <UnstyledButton className={classes.title} onClick={onOpen} aria-expanded={false}>
          {book.title}
        </UnstyledButton>
        <Text size="sm" c="dimmed" component="div">
          {book.authors.length === 0 && "No author"}
          {book.authors.map((author, at) => (
            <span key={author.id}>
              {at > 0 && ", "}
              <Anchor component="button" type="button" underline="hover" size="sm" c="dimmed" onClick={() => onAuthor(author.id)} aria-label={`Books by ${author.name}`}>
                {author.name}
              </Anchor>
            </span>
          ))}
        </Text>
      </div>
      <Text size="xs" c="dimmed" className={classes.facts}>
        {book.details?.published && <time dateTime={book.details.published}>{formatDay(book.details.published, { year: "numeric" })}</time>}
        {book.details?.pages && <span>{new Intl.NumberFormat().format(book.details.pages)} pages</span>}
      </Text>
      <IconChevronRight size={16} className={classes.chevron} aria-hidden />
    </li>
  );
}

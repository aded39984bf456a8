import { Alert, Badge, Button, CloseButton } from "@mantine/core";
import { IconBooks, IconFilterOff, IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { rowsOf, sentenceOf } from "../data";
import { LoadMore } from "../lists/LoadMore";
import { RowSkeletons } from "../lists/RowSkeletons";
import { SearchInput } from "../lists/SearchInput";
import { useRowFocus } from "../lists/useRowFocus";
import { EmptyState } from "../shell/EmptyState";
import { Page } from "../shell/Page";
import { useShortcuts } from "../shell/shortcuts";
import { useRemoveBook } from "./actions";
import { AddBook } from "./AddBook";
import { BookEditor } from "./BookEditor";
import { BookRow } from "./BookRow";
import { type BooksAddress, booksSearchOf } from "./filters";
import classes from "./library.module.css";
import { LibraryTabs } from "./LibraryTabs";
import { OrderButton } from "./OrderButton";
import { type Book, useAuthor, useBook, useBooks } from "./queries";

const route = getRouteApi("/workspace/library");

/** The books on the shelf, by title; the one that is open is edited in its place. */
export function BooksPage() {
  const { add, ...address } = booksSearchOf(route.useSearch());
  const navigate = route.useNavigate();
  const [isAdding, setIsAdding] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const author = useAuthor(address.author).data;
  useEffect(() => {
    if (!add) return;
    setIsAdding(true);
    void navigate({ search: address, replace: true });
  }, [add]);
  const go = (part: { [Name in keyof BooksAddress]?: BooksAddress[Name] | undefined }) =>
    void navigate({ search: { ...address, ...part } as BooksAddress, replace: true });
  const addNew = () => setIsAdding(true);
  return (
    <Page
      title="Library"
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={addNew}>
          Add a book
        </Button>
      }
    >
      <LibraryTabs />
      {isAdding && (address.author === undefined || author) && <AddBook author={author} onClose={() => setIsAdding(false)} onAdded={(book) => go({ book })} />}
      <div className={classes.filters} role="search" aria-label="Find books">
        <SearchInput ref={search} label="Search titles" value={address.search ?? ""} onChange={(text) => go({ search: text || undefined })} />
        <OrderButton isReversed={address.ordering === "-title"} onChange={(isReversed) => go({ ordering: isReversed ? "-title" : undefined })} />
      </div>
      {address.author !== undefined && (
        <Badge
          size="lg"
          variant="light"
          tt="none"
          mb="md"
          rightSection={<CloseButton size="xs" aria-label="Books of all authors" onClick={() => go({ author: undefined })} />}
        >
          Books by {author?.name ?? "…"}
        </Badge>
      )}
      <Books address={address} go={go} addNew={addNew} search={search} />
    </Page>
  );
}

interface BooksProps {
  address: BooksAddress;
  go: (part: { [Name in keyof BooksAddress]?: BooksAddress[Name] | undefined }) => void;
  addNew: () => void;
  search: React.RefObject<HTMLInputElement | null>;
}

function Books({ address, go, addNew, search }: BooksProps) {
  const { book: open, ...filters } = address;
  const query = useBooks(filters);
  const books = rowsOf<Book>(query.data);
  const isElsewhere = open !== undefined && query.isSuccess && !books.some((book) => book.id === open);
  const linked = useBook(isElsewhere ? open : undefined).data;
  const rows = useRowFocus<HTMLUListElement>();
  const remove = useRemoveBook();
  const removeIt = (book: Book) => {
    rows.leave(book.id);
    if (book.id === open) go({ book: undefined });
    remove.mutate(book);
  };
  useBookShortcuts({ rows, books, addNew, search, open: (id) => go({ book: id }), remove: removeIt });
  if (query.isPending) return <RowSkeletons height={58} />;
  if (query.isError) return <Alert color="red">{sentenceOf(query.error)}</Alert>;
  // Opened by a link, and on none of the pages that were read: at the head.
  const shown = linked ? [linked, ...books] : books;
  if (shown.length === 0) return <Nothing isNarrowed={Boolean(filters.search ?? filters.author)} addNew={addNew} clear={() => go({ search: undefined, author: undefined })} />;
  const close = (id: number) => {
    go({ book: undefined });
    rows.focus(id);
  };
  return (
    <>
      <ul className={classes.list} ref={rows.ref} aria-label="Books">
        {shown.map((book) =>
          book.id === open ? (
            <BookEditor key={book.id} book={book} onClose={() => close(book.id)} onRemove={() => removeIt(book)} />
          ) : (
            <BookRow key={book.id} book={book} onOpen={() => go({ book: book.id })} onAuthor={(author) => go({ author, book: undefined })} />
          ),
        )}
      </ul>
      <LoadMore query={query} />
    </>
  );
}

interface Reach {
  rows: ReturnType<typeof useRowFocus<HTMLUListElement>>;
  books: readonly Book[];
  addNew: () => void;
  search: React.RefObject<HTMLInputElement | null>;
  open: (id: number) => void;
  remove: (book: Book) => void;
}

function useBookShortcuts({ rows, books, addNew, search, open, remove }: Reach): void {
  const withBook = (run: (book: Book) => void) => () => {
    const book = books.find((one) => one.id === rows.currentId());
    if (book) run(book);
  };
  const group = "Library";
  useShortcuts([
    { keys: "n", label: "Add a book", group, run: addNew },
    { keys: "/", label: "Search titles", group, run: () => search.current?.focus() },
    { keys: "j", label: "Next book", group, run: () => rows.move(1) },
    { keys: "k", label: "Previous book", group, run: () => rows.move(-1) },
    { keys: "e", label: "Open the book", group, run: withBook((book) => open(book.id)) },
    { keys: "delete", label: "Delete the book", group, run: withBook(remove) },
  ]);
}

function Nothing({ isNarrowed, addNew, clear }: { isNarrowed: boolean; addNew: () => void; clear: () => void }) {
  if (isNarrowed)
    return (
      <EmptyState icon={IconFilterOff} title="No book matches" action={<Button onClick={clear}>Show all</Button>}>
        Search looks in titles. Every word has to occur.
      </EmptyState>
    );
  return (
    <EmptyState icon={IconBooks} title="Your shelf is empty" action={<Button onClick={addNew}>Add a book</Button>}>
      A book has a title, authors and, if you like, an ISBN, its pages and the passages worth keeping. Authors are made while you
      type their names, and know their books.
    </EmptyState>
  );
}

import { ActionIcon, Alert, Button, TextInput } from "@mantine/core";
import { IconFilterOff, IconPlus, IconUsers } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, type RefObject, useRef, useState } from "react";
import { once, rowsOf, sentenceOf, toast } from "../data";
import { LoadMore } from "../lists/LoadMore";
import { RowSkeletons } from "../lists/RowSkeletons";
import { SearchInput } from "../lists/SearchInput";
import { useRowFocus } from "../lists/useRowFocus";
import { EmptyState } from "../shell/EmptyState";
import { Page } from "../shell/Page";
import { useShortcuts } from "../shell/shortcuts";
import { useAddAuthor, useRemoveAuthor } from "./actions";
import { AuthorRow } from "./AuthorRow";
import { type AuthorsAddress, authorsAddressOf } from "./filters";
import classes from "./library.module.css";
import { LibraryTabs } from "./LibraryTabs";
import { OrderButton } from "./OrderButton";
import { MAX_NAME } from "./picking";
import { type AuthorWithBooks, useAuthors } from "./queries";

const route = getRouteApi("/workspace/library/authors");

/** Who wrote the books, by name, each with the books. */
export function AuthorsPage() {
  const address = authorsAddressOf(route.useSearch());
  const navigate = route.useNavigate();
  const newName = useRef<HTMLInputElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const go = (part: { search?: string | undefined; ordering?: "-name" | undefined }) =>
    void navigate({ search: { ...address, ...part } as AuthorsAddress, replace: true });
  const query = useAuthors(address);
  const authors = rowsOf<AuthorWithBooks>(query.data);
  const rows = useRowFocus<HTMLUListElement>();
  const remove = useRemoveAuthor();
  const removeIt = (author: AuthorWithBooks) => {
    rows.leave(author.id);
    remove.mutate(author);
  };
  const group = "Library";
  useShortcuts([
    { keys: "n", label: "Add an author", group, run: () => newName.current?.focus() },
    { keys: "/", label: "Search names", group, run: () => search.current?.focus() },
    { keys: "j", label: "Next author", group, run: () => rows.move(1) },
    { keys: "k", label: "Previous author", group, run: () => rows.move(-1) },
  ]);
  return (
    <Page title="Library">
      <LibraryTabs />
      <NewAuthor input={newName} />
      <div className={classes.filters} role="search" aria-label="Find authors">
        <SearchInput ref={search} label="Search names" value={address.search ?? ""} onChange={(text) => go({ search: text || undefined })} />
        <OrderButton isReversed={address.ordering === "-name"} onChange={(isReversed) => go({ ordering: isReversed ? "-name" : undefined })} />
      </div>
      {query.isPending && <RowSkeletons height={58} />}
      {query.isError && <Alert color="red">{sentenceOf(query.error)}</Alert>}
      {query.isSuccess && authors.length === 0 && <Nothing isNarrowed={Boolean(address.search)} clear={() => go({ search: undefined })} />}
      {authors.length > 0 && (
        <ul className={classes.list} ref={rows.ref} aria-label="Authors">
          {authors.map((author) => (
            <AuthorRow key={author.id} author={author} onRemove={() => removeIt(author)} />
          ))}
        </ul>
      )}
      <LoadMore query={query} />
    </Page>
  );
}

function NewAuthor({ input }: { input: RefObject<HTMLInputElement | null> }) {
  const [name, setName] = useState("");
  const add = useAddAuthor((typed, error) => {
    setName((now) => now || typed);
    toast.failed(sentenceOf(error));
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = name.trim();
    if (next === "") return;
    add.mutate({ name: next, header: once() });
    setName("");
  };
  return (
    <form className={classes.filters} onSubmit={submit}>
      <TextInput
        ref={input}
        flex={1}
        aria-label="Add an author"
        placeholder="Add an author"
        value={name}
        maxLength={MAX_NAME}
        autoComplete="off"
        enterKeyHint="done"
        onChange={(event) => setName(event.currentTarget.value)}
        rightSection={
          <ActionIcon type="submit" variant={name.trim() ? "filled" : "subtle"} aria-label="Add the author">
            <IconPlus size={16} />
          </ActionIcon>
        }
      />
    </form>
  );
}

function Nothing({ isNarrowed, clear }: { isNarrowed: boolean; clear: () => void }) {
  if (isNarrowed)
    return (
      <EmptyState icon={IconFilterOff} title="No author matches" action={<Button onClick={clear}>Show all</Button>}>
        Any part of a name finds it.
      </EmptyState>
    );
  return (
    <EmptyState icon={IconUsers} title="No authors yet">
      Authors come here with the books that you add, or by their name above. Two may have the same name.
    </EmptyState>
  );
}

import { Anchor, Button, Skeleton, Stack, Text } from "@mantine/core";
import { IconArchive, IconNotes, IconPinFilled, IconSearchOff } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useRef } from "react";
import { shortMoment } from "@/shared/moments";
import { rowsOf, sentenceOf } from "../data";
import { LoadMore } from "../lists/LoadMore";
import { EmptyState } from "../shell/EmptyState";
import { useShortcuts } from "../shell/shortcuts";
import styles from "./NoteList.module.css";
import { type Filter, type Note, notesQuery } from "./notes";
import { snippet } from "./snippet";

interface Props {
  filter: Filter;
  /** The button of the empty state. */
  begin: ReactNode;
  clear: () => void;
}

/** The notes that pass the filter, as links. */
export function NoteList({ filter, begin, clear }: Props) {
  const query = useInfiniteQuery(notesQuery(filter));
  const { noteId } = useParams({ strict: false });
  const navigate = useNavigate();
  const list = useRef<HTMLUListElement>(null);
  const notes = rowsOf(query.data);

  const step = (by: 1 | -1) => {
    const at = notes.findIndex((note) => String(note.id) === noteId);
    const next = notes[at < 0 ? 0 : at + by];
    if (!next) return;
    void navigate({ to: "/notes/$noteId", params: { noteId: String(next.id) }, search: true });
    list.current?.querySelector<HTMLElement>(`[data-note="${next.id}"]`)?.focus();
  };
  useShortcuts([
    { keys: "j", label: "Next note", group: "Notes", run: () => step(1) },
    { keys: "k", label: "Note before", group: "Notes", run: () => step(-1) },
  ]);

  if (query.isPending) return <ListSkeleton />;
  if (query.isError) {
    return (
      <Stack p="md" align="flex-start" role="alert">
        <Text size="sm">{sentenceOf(query.error)}</Text>
        <Button size="xs" variant="default" onClick={() => void query.refetch()}>
          Try again
        </Button>
      </Stack>
    );
  }
  if (!notes.length) return <Nothing filter={filter} begin={begin} clear={clear} />;
  return (
    <div className={styles.scroll}>
      <ul ref={list} className={styles.list} aria-label="Notes">
        {notes.map((note) => (
          <NoteItem key={note.id} note={note} />
        ))}
      </ul>
      <LoadMore query={query} />
    </div>
  );
}

function NoteItem({ note }: { note: Note }) {
  const text = snippet(note.body);
  return (
    <li>
      <Link
        to="/notes/$noteId"
        params={{ noteId: String(note.id) }}
        search={true}
        preload={false}
        className={styles.note}
        data-note={note.id}
      >
        <span className={styles.title}>
          {note.pinned && <IconPinFilled size={14} role="img" aria-label="Pinned" />}
          <span>{note.title}</span>
          <time dateTime={note.updated_at}>{shortMoment(note.updated_at)}</time>
        </span>
        <span className={styles.text}>{text || "No text yet"}</span>
        {note.tags.length > 0 && <span className={styles.tags}>{note.tags.map((tag) => `#${tag}`).join("  ")}</span>}
      </Link>
    </li>
  );
}

function Nothing({ filter, begin, clear }: Props) {
  if (filter.search || filter.tag) {
    return (
      <EmptyState
        icon={IconSearchOff}
        title="Nothing found"
        action={
          <Anchor component="button" type="button" size="sm" onClick={clear}>
            Show all {filter.archived ? "archived notes" : "notes"}
          </Anchor>
        }
      >
        A note is found when every word occurs in its title or text, also as a part of a longer word.
      </EmptyState>
    );
  }
  if (filter.archived) {
    return (
      <EmptyState icon={IconArchive} title="The archive is empty">
        Put a note here when you are done with it but want to keep it. It stays searchable here.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconNotes} title="No notes yet" action={begin}>
      Ideas, lists, drafts: a note is Markdown with tags, saved while you type. Only you can see it, until you publish it.
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <Stack p="md" gap="lg" role="status" aria-label="Loading the notes">
      {[70, 55, 80, 45, 62].map((width) => (
        <Stack key={width} gap={8}>
          <Skeleton height={14} width={`${width}%`} />
          <Skeleton height={10} />
        </Stack>
      ))}
    </Stack>
  );
}

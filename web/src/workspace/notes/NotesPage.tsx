import { ActionIcon, Button, Group, SegmentedControl, Text, Tooltip, VisuallyHidden } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { getRouteApi, Outlet, useChildMatches, useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { SearchInput } from "../lists/SearchInput";
import { useShortcuts } from "../shell/shortcuts";
import { usePageTitle } from "../shell/usePageTitle";
import type { NotesAddress } from "./address";
import { NoteList } from "./NoteList";
import styles from "./NotesPage.module.css";
import { TagFilter } from "./TagFilter";

const route = getRouteApi("/workspace/notes");

/** The list at the left, the open note at the right; one of the two on a phone. */
export function NotesPage() {
  const address = route.useSearch();
  const navigate = useNavigate();
  const search = useRef<HTMLInputElement>(null);
  const isOpen = useChildMatches({ select: (matches) => matches.some((match) => "noteId" in match.params) });
  const narrow = (part: Partial<NotesAddress>) =>
    void navigate({
      to: ".",
      search: (before) => Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value)),
      replace: true,
    });
  const begin = () => void navigate({ to: "/notes/$noteId", params: { noteId: "new" } });

  usePageTitle("Notes");
  useShortcuts([{ keys: "/", label: "Search the notes", group: "Notes", run: () => search.current?.focus() }]);

  return (
    <div className={styles.page} data-open={isOpen || undefined}>
      {/* Here and not in the list, which a phone hides while a note is open. */}
      <VisuallyHidden component="h1">Notes</VisuallyHidden>
      <section className={styles.side} aria-label="List of notes">
        <div className={styles.head}>
          <Group justify="space-between" wrap="nowrap">
            <Text span fw={650} fz="h3" aria-hidden>
              Notes
            </Text>
            <Tooltip label="New note">
              <ActionIcon size="lg" onClick={begin} aria-label="New note">
                <IconPlus size={20} />
              </ActionIcon>
            </Tooltip>
          </Group>
          <div className={styles.search}>
            <SearchInput
              ref={search}
              label="Search the notes"
              value={address.search ?? ""}
              onChange={(text) => narrow({ search: text || undefined })}
            />
          </div>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label="Which notes"
            value={address.archived ? "archive" : "notes"}
            onChange={(value) => narrow({ archived: value === "archive" || undefined })}
            data={[
              { value: "notes", label: "Current" },
              { value: "archive", label: "Archive" },
            ]}
          />
          <TagFilter chosen={address.tag} choose={(tag) => narrow({ tag })} />
        </div>
        <NoteList
          filter={{ search: address.search ?? "", tag: address.tag, archived: address.archived ?? false }}
          begin={<Button onClick={begin}>Write the first one</Button>}
          clear={() => narrow({ search: undefined, tag: undefined })}
        />
      </section>
      <div className={styles.pane}>
        <Outlet />
      </div>
    </div>
  );
}

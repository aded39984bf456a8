import { ActionIcon, Group, Menu, SegmentedControl, Text, Tooltip } from "@mantine/core";
import {
  IconArchive,
  IconArchiveOff,
  IconArrowLeft,
  IconDots,
  IconPin,
  IconPinnedOff,
  IconTrash,
  IconWorldUpload,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, useSyncExternalStore } from "react";
import { useConnection } from "../session/hooks";
import { useShortcuts } from "../shell/shortcuts";
import { useDelete, useMark } from "./actions";
import styles from "./EditorBar.module.css";
import type { DocumentState } from "./editing/document";
import type { OpenNote } from "./editing/documents";
import { type Note, noteQuery } from "./notes";
import { PublishDialog } from "./PublishDialog";

export type Mode = "write" | "both" | "read";

interface Props {
  document: OpenNote;
  mode: Mode;
  setMode: (mode: Mode) => void;
  isNarrow: boolean;
}

/** Over the text: the way back on a phone, whether it is saved, how it is shown, and what can be done to it. */
export function EditorBar({ document, mode, setMode, isNarrow }: Props) {
  const { id, state } = useSyncExternalStore(document.subscribe, document.view);
  const navigate = useNavigate();
  return (
    <div className={styles.bar}>
      <ActionIcon
        className={styles.back}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="Back to the list"
        onClick={() => void navigate({ to: "/notes", search: true })}
      >
        <IconArrowLeft size={20} />
      </ActionIcon>
      <SaveState state={state} isNew={id === undefined} />
      <Group gap="xs" wrap="nowrap" ml="auto">
        <SegmentedControl
          size="xs"
          aria-label="How the note is shown"
          value={mode}
          onChange={(value) => setMode(value as Mode)}
          data={[
            { value: "write", label: "Write" },
            ...(isNarrow ? [] : [{ value: "both", label: "Both" }]),
            { value: "read", label: "Read" },
          ]}
        />
        {id !== undefined && <NoteActions id={id} />}
      </Group>
    </div>
  );
}

function SaveState({ state, isNew }: { state: DocumentState; isNew: boolean }) {
  const isOffline = useConnection() === "reconnecting";
  return (
    <Text size="xs" c="dimmed" className={styles.state} data-testid="save-state">
      {wordsFor(state, isNew, isOffline)}
    </Text>
  );
}

function wordsFor({ status }: DocumentState, isNew: boolean, isOffline: boolean): string {
  if (status === "saved") return isNew ? "Saves by itself" : "Saved";
  if (status === "conflict") return "Changed in two places";
  if (status === "gone" || status === "refused") return "Not saved";
  return isOffline ? "Kept here until the connection is back" : "Saving …";
}

function NoteActions({ id }: { id: number }) {
  const note = useQuery(noteQuery(id)).data?.row;
  const [isPublishing, setPublishing] = useState(false);
  const mark = useMark();
  const remove = useDelete();
  const pin = (one: Note) => mark.mutate({ note: one, marks: { pinned: !one.pinned } });
  const archive = (one: Note) => mark.mutate({ note: one, marks: { archived: !one.archived } });
  const withNote = (act: (one: Note) => void) => () => note && act(note);

  useShortcuts([
    { keys: "p", label: "Pin, or unpin", group: "Note", run: withNote(pin) },
    { keys: "e", label: "Archive, or bring back", group: "Note", run: withNote(archive) },
    { keys: "delete", label: "Into the trash", group: "Note", run: withNote((one) => remove.mutate(one)) },
  ]);

  if (!note) return null;
  const pinning = note.pinned ? "Unpin" : "Pin to the top";
  return (
    <>
      <Tooltip label={pinning}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={pinning} onClick={() => pin(note)}>
          {note.pinned ? <IconPinnedOff size={18} /> : <IconPin size={18} />}
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="More for this note">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconWorldUpload size={16} />} onClick={() => setPublishing(true)}>
            Publish …
          </Menu.Item>
          <Menu.Item
            leftSection={note.archived ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
            onClick={() => archive(note)}
          >
            {note.archived ? "Bring back from the archive" : "Archive"}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            c="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} />}
            onClick={() => remove.mutate(note)}
          >
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PublishDialog note={note} opened={isPublishing} close={() => setPublishing(false)} />
    </>
  );
}

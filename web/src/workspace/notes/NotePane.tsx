import { Button, Center, Skeleton, Stack } from "@mantine/core";
import { IconNoteOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { Problem, sentenceOf } from "../data";
import { EmptyState } from "../shell/EmptyState";
import { Editor } from "./Editor";
import { documentOf, draftDocument, openDocument, type OpenNote } from "./editing/documents";
import { noteQuery } from "./notes";

const route = getRouteApi("/workspace/notes/$noteId");

/** The note of the address; `new` is one that has no id yet, and keeps its editor when it gets one. */
export function NotePane() {
  const { noteId } = route.useParams();
  const id = /^[1-9][0-9]{0,15}$/.test(noteId) ? Number(noteId) : undefined;
  const draft = useMemo(() => (noteId === "new" ? draftDocument() : undefined), [noteId]);
  const { data, error, refetch } = useQuery({ ...noteQuery(id ?? 0), enabled: id !== undefined });
  const stored = id === undefined ? undefined : (documentOf(id) ?? (data && openDocument(data)));
  const document = draft ?? stored;
  useEffect(() => {
    if (data) stored?.adopt(data);
  }, [data, stored]);
  if (document) return <Opened key={document.uid} document={document} id={id} />;
  if (id === undefined || (error instanceof Problem && error.status === 404)) return <Missing />;
  return error ? <Unread error={error} again={() => void refetch()} /> : <NoteSkeleton />;
}

function Unread({ error, again }: { error: Error; again: () => void }) {
  return (
    <Center h="100%">
      <EmptyState icon={IconNoteOff} title="The note could not be read" action={<Button onClick={again}>Try again</Button>}>
        {sentenceOf(error)}
      </EmptyState>
    </Center>
  );
}

function NoteSkeleton() {
  return (
    <Stack p="xl" role="status" aria-label="Loading the note">
      <Skeleton height={30} width="50%" />
      <Skeleton height={14} />
      <Skeleton height={14} width="85%" />
    </Stack>
  );
}

function Opened({ document, id }: { document: OpenNote; id: number | undefined }) {
  useOwnAddress(document, id);
  return <Editor document={document} />;
}

/** Once a note has got its id, the address says it; what is unsaved is saved when the note is left. */
function useOwnAddress(document: OpenNote, shown: number | undefined): void {
  const navigate = useNavigate();
  const { id } = useSyncExternalStore(document.subscribe, document.view);
  useEffect(() => {
    if (id !== undefined && id !== shown) {
      void navigate({ to: "/notes/$noteId", params: { noteId: String(id) }, search: true, replace: true });
    }
  }, [id, shown, navigate]);
  useEffect(() => () => void document.flush(), [document]);
}

function Missing() {
  return (
    <Center h="100%">
      <EmptyState
        icon={IconNoteOff}
        title="This note is not here"
        action={
          <Button component={Link} to="/trash" variant="default">
            Look into the trash
          </Button>
        }
      >
        It was deleted, or the address is mistyped. What is deleted stays in the trash for a while.
      </EmptyState>
    </Center>
  );
}

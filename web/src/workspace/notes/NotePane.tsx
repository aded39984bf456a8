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

/** The note of the address; `new` is one that has no id yet. */
export function NotePane() {
  const { noteId } = route.useParams();
  const draft = useMemo(() => (noteId === "new" ? draftDocument() : undefined), [noteId]);
  if (draft) return <Draft key={draft.uid} document={draft} />;
  return /^[1-9][0-9]{0,15}$/.test(noteId) ? <Stored id={Number(noteId)} /> : <Missing />;
}

function Draft({ document }: { document: OpenNote }) {
  useOwnAddress(document, undefined);
  return <Editor document={document} />;
}

function Stored({ id }: { id: number }) {
  const { data, error, refetch } = useQuery(noteQuery(id));
  const document = documentOf(id) ?? (data && openDocument(data));
  useEffect(() => {
    if (data) document?.adopt(data);
  }, [data, document]);
  if (document) return <Opened key={document.uid} document={document} id={id} />;
  if (error instanceof Problem && error.status === 404) return <Missing />;
  if (error) {
    return (
      <Center h="100%">
        <EmptyState
          icon={IconNoteOff}
          title="The note could not be read"
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        >
          {sentenceOf(error)}
        </EmptyState>
      </Center>
    );
  }
  return (
    <Stack p="xl" role="status" aria-label="Loading the note">
      <Skeleton height={30} width="50%" />
      <Skeleton height={14} />
      <Skeleton height={14} width="85%" />
    </Stack>
  );
}

function Opened({ document, id }: { document: OpenNote; id: number }) {
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

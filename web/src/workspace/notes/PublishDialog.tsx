import { Alert, Anchor, Button, Group, Modal, Skeleton, Stack, Text, Textarea } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { sentenceOf, toast, useSubmit } from "../data";
import { FormError } from "../shell/FormError";
import { publish, renew, unpublish } from "./actions";
import { type Note, publicationQuery } from "./notes";

interface Props {
  note: Note;
  opened: boolean;
  close: () => void;
}

/** From private to public and back. */
export function PublishDialog({ note, opened, close }: Props) {
  return (
    <Modal opened={opened} onClose={close} title="Publish as an article">
      {note.body.trim() ? <State note={note} /> : <Text>Write something first: an article needs a text.</Text>}
    </Modal>
  );
}

function State({ note }: { note: Note }) {
  const { data, error } = useQuery(publicationQuery(note.id));
  if (error) return <FormError sentence={sentenceOf(error)} />;
  if (!data) return <Skeleton height={140} />;
  return data.slug === null ? <Unpublished note={note} /> : <Published note={note} slug={data.slug} isCurrent={data.current} />;
}

function Unpublished({ note }: { note: Note }) {
  const [description, setDescription] = useState("");
  const form = useSubmit(
    useCallback(async () => {
      await publish(note.id, description.trim());
      toast.done("Published.", () => unpublish(note.id));
    }, [note.id, description]),
    ["description"],
  );
  return (
    <form onSubmit={form.submit}>
      <Stack>
        <Text size="sm">
          Everybody who can reach this server will be able to read it, under your username. The note itself stays private:
          later changes are published only when you say so.
        </Text>
        <FormError sentence={form.sentence} />
        <Textarea
          label="What is it about?"
          description="One sentence for lists. Left empty, the beginning of the text is taken."
          maxLength={250}
          autosize
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          error={form.fields.description}
        />
        <Button type="submit" loading={form.isBusy}>
          Publish
        </Button>
      </Stack>
    </form>
  );
}

function Published({ note, slug, isCurrent }: { note: Note; slug: string; isCurrent: boolean }) {
  const renewal = useSubmit(useCallback(() => renew(note.id, slug), [note.id, slug]));
  const removal = useSubmit(
    useCallback(async () => {
      await unpublish(note.id);
      toast.done("It is private again.");
    }, [note.id]),
  );
  return (
    <Stack>
      <Anchor href={`/article/${encodeURIComponent(slug)}`} target="_blank" rel="noopener">
        Read the article <IconExternalLink size={14} aria-hidden />
      </Anchor>
      <Text size="sm">
        {isCurrent
          ? "The article has what the note has."
          : "You have changed the note since. The article still has the text that you published."}
      </Text>
      <FormError sentence={renewal.sentence ?? removal.sentence} />
      <Group>
        {!isCurrent && (
          <Button loading={renewal.isBusy} onClick={() => void renewal.submit()}>
            Bring the article up to date
          </Button>
        )}
        <Button variant="light" color="red" loading={removal.isBusy} onClick={() => void removal.submit()}>
          Unpublish
        </Button>
      </Group>
      <Alert color="gray" p="xs">
        <Text size="xs">Unpublishing deletes the article with its comments and favourites. The note stays.</Text>
      </Alert>
    </Stack>
  );
}

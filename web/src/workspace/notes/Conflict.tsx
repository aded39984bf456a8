import { Alert, Badge, Button, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { IconGitMerge } from "@tabler/icons-react";
import { useState } from "react";
import styles from "./Conflict.module.css";
import { type Content, MAX_TITLE } from "./editing/content";
import { together, united } from "./editing/lines";

interface Props {
  mine: Content;
  theirs: Content;
  resolve: (content: Content) => void;
}

/** Both versions side by side, and the three ways out: mine, theirs, or both put together by hand. */
export function Conflict({ mine, theirs, resolve }: Props) {
  const [isMerging, setMerging] = useState(false);
  return (
    <Stack className={styles.conflict} p="md">
      <Alert color="yellow" role="alert" title="This note was changed in two places" icon={<IconGitMerge size={20} />}>
        While you were writing, it was changed in another tab or on another device. Nothing is lost: choose one version, or
        put both together.
      </Alert>
      {isMerging ? (
        <Merging mine={mine} theirs={theirs} resolve={resolve} back={() => setMerging(false)} />
      ) : (
        <>
          <div className={styles.sides}>
            <Side title="Yours, on this page" content={mine} other={theirs} side="mine">
              <Button size="xs" onClick={() => resolve(mine)}>
                Keep mine
              </Button>
            </Side>
            <Side title="Saved elsewhere" content={theirs} other={mine} side="theirs">
              <Button size="xs" onClick={() => resolve(theirs)}>
                Take this one
              </Button>
            </Side>
          </div>
          <Button variant="default" leftSection={<IconGitMerge size={16} />} onClick={() => setMerging(true)}>
            Put both together
          </Button>
        </>
      )}
    </Stack>
  );
}

interface SideProps {
  title: string;
  content: Content;
  other: Content;
  side: "mine" | "theirs";
  children: React.ReactNode;
}

function Side({ title, content, other, side, children }: SideProps) {
  const [mine, theirs] = side === "mine" ? [content, other] : [other, content];
  const lines = together(mine.body, theirs.body).filter((line) => !line.only || line.only === side);
  return (
    <section className={styles.side} aria-label={title}>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h6">
          {title}
        </Title>
        {children}
      </Group>
      <Text fw={600} className={content.title === other.title ? undefined : styles.different}>
        {content.title}
      </Text>
      <Group gap={4}>
        {content.tags.map((tag) => (
          <Badge key={tag} variant={other.tags.includes(tag) ? "default" : "light"} tt="none">
            {tag}
          </Badge>
        ))}
      </Group>
      <div className={styles.lines} tabIndex={0} role="region" aria-label={`Text of: ${title}`}>
        {lines.map((line, at) => (
          <div key={at} className={line.only ? styles.different : undefined}>
            {line.text || "\u00a0"}
          </div>
        ))}
      </div>
    </section>
  );
}

function Merging({ mine, theirs, resolve, back }: Props & { back: () => void }) {
  const [title, setTitle] = useState(mine.title);
  const [body, setBody] = useState(() => united(mine.body, theirs.body));
  const tags = [...theirs.tags, ...mine.tags.filter((tag) => !theirs.tags.includes(tag))];
  return (
    <Stack>
      <TextInput
        label="Title"
        maxLength={MAX_TITLE}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label="Text"
        description="The lines of both versions. Where they differ, theirs come first."
        autosize
        minRows={8}
        maxRows={24}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <Group>
        <Button onClick={() => resolve({ title, body, tags })}>Save this</Button>
        <Button variant="default" onClick={back}>
          Back
        </Button>
      </Group>
    </Stack>
  );
}

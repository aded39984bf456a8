import { Alert, Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import type { Editing } from "./useEditing";

interface Props<Draft> {
  editing: Editing<Draft>;
  labels: Record<keyof Draft, string>;
  /** A member's value in words. */
  shown: (name: keyof Draft, value: Draft) => string;
}

/** Both versions of what two have changed at once, and the choice between them. */
export function ClashNotice<Draft>({ editing, labels, shown }: Props<Draft>) {
  const { clash } = editing;
  if (!clash) return null;
  return (
    <Alert color="orange" role="alert" title="This was changed somewhere else meanwhile" styles={{ label: { color: "var(--mantine-color-text)" } }}>
      <Stack gap="sm">
        {clash.names.map((name) => (
          <SimpleGrid key={String(name)} cols={{ base: 1, xs: 2 }} spacing="xs">
            <Version label={`${labels[name]}, yours`} text={shown(name, editing.draft)} />
            <Version label={`${labels[name]}, the other`} text={shown(name, clash.theirs)} />
          </SimpleGrid>
        ))}
        <Group gap="xs">
          <Button size="xs" loading={editing.isSaving} onClick={() => void editing.save()}>
            Keep yours
          </Button>
          <Button size="xs" variant="default" onClick={editing.takeTheirs}>
            Take the other
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function Version({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <Text size="xs" fw={600}>
        {label}
      </Text>
      <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {text || "(nothing)"}
      </Text>
    </div>
  );
}

import { Group, Modal, SimpleGrid, Stack, Switch, Text, Title } from "@mantine/core";
import { Keys } from "./Keys";
import { setSingleKeys, useAllShortcuts, useSingleKeys } from "./shortcuts";

/** Every key that works on the page that is open. */
export function HelpSheet({ opened, close }: { opened: boolean; close: () => void }) {
  const shortcuts = useAllShortcuts();
  const singleKeys = useSingleKeys();
  const groups = [...new Set(shortcuts.map((shortcut) => shortcut.group))];
  return (
    <Modal opened={opened} onClose={close} title="Keyboard shortcuts" size="lg">
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xl">
          {groups.map((group) => (
            <section key={group}>
              <Title order={3} size="h6" mb="xs">
                {group}
              </Title>
              <Stack gap={6}>
                {shortcuts
                  .filter((shortcut) => shortcut.group === group)
                  .map(({ keys, label }) => (
                    <Group key={keys + label} justify="space-between" wrap="nowrap">
                      <Text size="sm">{label}</Text>
                      <Text size="sm" c="dimmed" component="div" style={{ whiteSpace: "nowrap" }}>
                        <Keys keys={keys} />
                      </Text>
                    </Group>
                  ))}
              </Stack>
            </section>
          ))}
        </SimpleGrid>
        <Switch
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
          label="Keys without Ctrl"
          description="Turn this off if you steer by voice, or if keys are pressed by accident."
        />
      </Stack>
    </Modal>
  );
}

import { Alert, Button, CopyButton, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";

/** The codes for when the phone is lost. They are nowhere else: the server keeps only what checks them. */
export function RecoveryCodes({ codes, done }: { codes: string[]; done: () => void }) {
  return (
    <Alert color="yellow" icon={<IconKey size={20} />} title="Keep these recovery codes">
      <Stack gap="sm">
        <Text size="sm">
          Each replaces a code of your phone once. They are shown this one time: print them, or put them into a password
          manager.
        </Text>
        <SimpleGrid cols={2} spacing="xs" component="ul" ff="monospace" fz="sm" m={0} p={0} style={{ listStyle: "none" }}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </SimpleGrid>
        <Group>
          <CopyButton value={codes.join("\n")}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? "Copied" : "Copy all"}
              </Button>
            )}
          </CopyButton>
          <Button onClick={done}>I have kept them</Button>
        </Group>
      </Stack>
    </Alert>
  );
}

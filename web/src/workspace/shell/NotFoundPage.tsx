import { Anchor, Center, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { usePageTitle } from "./usePageTitle";

/** For an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <main>
      <NotFound />
    </main>
  );
}

/** The same inside a page of the workspace. */
export function NotFound() {
  usePageTitle("Not found");
  return (
    <Center mih="70vh" p="md">
      <Stack align="center" gap="xs" ta="center">
        <Title order={1}>There is nothing here</Title>
        <Text c="dimmed">The address may be mistyped, or what it led to is gone.</Text>
        <Anchor component={Link} to="/">
          Go to the workspace
        </Anchor>
      </Stack>
    </Center>
  );
}

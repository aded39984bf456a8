import { Button, Center, Code, Group, Stack, Text, Title } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { usePageTitle } from "./usePageTitle";

/** When there is nothing around it that still works. */
export function RootErrorPage(props: ErrorComponentProps) {
  return (
    <main>
      <ErrorPage {...props} />
    </main>
  );
}

/** In the place of a page that failed; the rest of the workspace goes on. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  usePageTitle("Something went wrong");
  // A new version was installed while the page was open: its old parts are gone from the server.
  const message = error instanceof Error ? error.message : String(error);
  const isStale = /dynamically imported module|module script/i.test(message);
  return (
    <Center mih="70vh" p="md">
      <Stack align="center" gap="sm" ta="center" maw={480}>
        <Title order={1}>{isStale ? "This page could not be loaded" : "Something went wrong here"}</Title>
        <Text c="dimmed">
          {isStale
            ? "The connection broke, or a new version was installed. Loading the page again helps."
            : "This is our fault. The rest of the workspace still works, and what was saved is safe."}
        </Text>
        {!isStale && <Code>{message}</Code>}
        <Group>
          <Button onClick={() => (isStale ? window.location.reload() : reset())}>Try again</Button>
          <Button component="a" href="/app/" variant="default">
            Start over
          </Button>
        </Group>
      </Stack>
    </Center>
  );
}

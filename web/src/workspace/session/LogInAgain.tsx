import { Button, Modal, Skeleton, Stack, Text } from "@mantine/core";
import { useMe } from "../data/me";
import { session } from "./current";
import { LogInForm } from "./LogInForm";

/** Over the page when the session has ended by itself: the same person goes on where they were, nothing typed is lost. */
export function LogInAgain() {
  const me = useMe();
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} title="Log in again to go on">
      <Stack>
        <Text size="sm" c="dimmed">
          Your session has ended. What you typed is still on the page behind, and is saved once you are back.
        </Text>
        {me ? <LogInForm username={me.username} done={() => undefined} /> : <Skeleton height={180} />}
        <Button variant="subtle" color="gray" onClick={() => session.ended()}>
          Leave, and drop what is not saved
        </Button>
      </Stack>
    </Modal>
  );
}

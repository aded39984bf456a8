import { Button, Group, Text } from "@mantine/core";
import { IconWifiOff } from "@tabler/icons-react";
import { connection } from "../session/current";
import { useConnection } from "../session/hooks";
import styles from "./ConnectionBanner.module.css";

/** Over every page while the server cannot be reached. The live region is always there, so that it is read out. */
export function ConnectionBanner() {
  const isLost = useConnection() === "reconnecting";
  return (
    <div role="status" className={styles.place}>
      {isLost && (
        <Group className={styles.banner} gap="sm" wrap="nowrap">
          <IconWifiOff size={18} aria-hidden />
          <Text size="sm">Reconnecting … What you type is kept.</Text>
          <Button size="compact-sm" variant="white" color="dark" onClick={() => connection.retry()}>
            Try now
          </Button>
        </Group>
      )}
    </div>
  );
}

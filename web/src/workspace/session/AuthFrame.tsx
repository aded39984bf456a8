import { Alert, Anchor, Paper, Stack, Text, Title } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { usePageTitle } from "../shell/usePageTitle";
import styles from "./AuthFrame.module.css";

interface Props {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** Links below the card. */
  below?: ReactNode;
}

/** Around everything that somebody sees who is not signed in. */
export function AuthFrame({ title, lead, children, below }: Props) {
  usePageTitle(title);
  return (
    <div className={styles.frame}>
      <header>
        <a href="/app/" className={styles.brand}>
          <img src="/static/ringfence_server/mark.svg" alt="" width={32} height={32} />
          Ringfence
        </a>
      </header>
      <main className={styles.main}>
        <Paper className={styles.card} withBorder p={{ base: "lg", xs: "xl" }}>
          <Stack gap="md">
            <div>
              <Title order={1} size="h2">
                {title}
              </Title>
              {lead && (
                <Text c="dimmed" size="sm" mt={4}>
                  {lead}
                </Text>
              )}
            </div>
            {window.isSecureContext ? children : <HttpsNeeded />}
          </Stack>
        </Paper>
        {below && <div className={styles.below}>{below}</div>}
      </main>
    </div>
  );
}

/** Over plain HTTP browsers refuse the cookie that a session needs, except on the machine itself. */
function HttpsNeeded() {
  const secure = new URL(window.location.href);
  secure.protocol = "https:";
  return (
    <Alert color="red" icon={<IconLock size={20} />} title="This page needs HTTPS">
      Your browser keeps a log-in only over an encrypted connection, or on the machine that the server runs on. Ask whoever
      runs this server for its HTTPS address, or try <Anchor href={secure.href}>{secure.origin}</Anchor>.
    </Alert>
  );
}

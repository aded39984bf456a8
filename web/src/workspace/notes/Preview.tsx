import { Skeleton, Stack, Text } from "@mantine/core";
import { lazy, Suspense, useDeferredValue } from "react";
import styles from "./Preview.module.css";

const Markdown = lazy(() => import("@/shared/Markdown"));

/** The text as it will be read. Long texts lag a little rather than hold up the typing. */
export function Preview({ body }: { body: string }) {
  const shown = useDeferredValue(body);
  return (
    <section className={styles.preview} aria-label="Preview" tabIndex={0}>
      {shown.trim() ? (
        <Suspense fallback={<PreviewSkeleton />}>
          <Markdown>{shown}</Markdown>
        </Suspense>
      ) : (
        <Text c="dimmed" size="sm">
          The preview appears here. <b>**bold**</b>, <i>*italic*</i>, “- item” for a list, “# Heading”, “- [ ] to do”.
        </Text>
      )}
    </section>
  );
}

function PreviewSkeleton() {
  return (
    <Stack gap="sm" aria-hidden>
      <Skeleton height={14} />
      <Skeleton height={14} width="80%" />
    </Stack>
  );
}

import { Group, Title } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./Page.module.css";
import { usePageTitle } from "./usePageTitle";

interface Props {
  title: string;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  /** `text` keeps lines readable, `full` takes the whole width. */
  width?: "text" | "wide" | "full";
  children: ReactNode;
}

/** A page of the workspace: its one h1, its actions, its content. */
export function Page({ title, actions, width = "wide", children }: Props) {
  usePageTitle(title);
  return (
    <div className={styles.page} data-width={width}>
      <Group justify="space-between" align="center" mb="lg" gap="sm" wrap="wrap">
        <Title order={1} className={styles.title}>
          {title}
        </Title>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </div>
  );
}

import { Stack, Text, ThemeIcon, Title } from "@mantine/core";
import type { ComponentType, ReactNode } from "react";

interface Props {
  icon: ComponentType<{ size?: number; stroke?: number }>;
  title: string;
  /** What this place is for, and how to begin. */
  children: ReactNode;
  action?: ReactNode;
}

/** In the place of a list that has nothing: says what belongs there and how it comes there. */
export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <Stack align="center" ta="center" gap="xs" py="xl" px="md">
      <ThemeIcon size={56} radius="xl" variant="light" aria-hidden>
        <Icon size={28} stroke={1.5} />
      </ThemeIcon>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed" size="sm" maw={380}>
        {children}
      </Text>
      {action}
    </Stack>
  );
}

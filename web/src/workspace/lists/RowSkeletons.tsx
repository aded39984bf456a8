import { Group, Skeleton, Stack, VisuallyHidden } from "@mantine/core";

const WIDTHS = ["62%", "48%", "71%", "40%", "56%", "66%"];

/** The shape of a list that is on its way. */
export function RowSkeletons({ count = 6, height = 44 }: { count?: number; height?: number }) {
  return (
    <Stack gap={6} role="status">
      <VisuallyHidden>Loading</VisuallyHidden>
      {Array.from({ length: count }, (_, at) => (
        <Group key={at} h={height} px="sm" gap="sm" wrap="nowrap" aria-hidden>
          <Skeleton circle height={20} />
          <Skeleton height={12} width={WIDTHS[at % WIDTHS.length]} />
        </Group>
      ))}
    </Stack>
  );
}

import { Button } from "@mantine/core";
import { IconSortAscendingLetters, IconSortDescendingLetters } from "@tabler/icons-react";

/** The order of a list, one press from the other direction. */
export function OrderButton({ isReversed, onChange }: { isReversed: boolean; onChange: (isReversed: boolean) => void }) {
  const Icon = isReversed ? IconSortDescendingLetters : IconSortAscendingLetters;
  return (
    <Button variant="default" leftSection={<Icon size={16} />} onClick={() => onChange(!isReversed)} aria-label={isReversed ? "Order: Z to A" : "Order: A to Z"}>
      {isReversed ? "Z–A" : "A–Z"}
    </Button>
  );
}

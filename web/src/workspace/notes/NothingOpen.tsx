import { Center } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { EmptyState } from "../shell/EmptyState";
import { Keys } from "../shell/Keys";

/** At the right while no note is open. */
export function NothingOpen() {
  return (
    <Center h="100%">
      <EmptyState icon={IconPencil} title="Choose a note, or begin one">
        <Keys keys="c n" /> begins a note, <Keys keys="j" /> and <Keys keys="k" /> go through the list, <Keys keys="/" />{" "}
        searches, <Keys keys="?" /> shows every key.
      </EmptyState>
    </Center>
  );
}

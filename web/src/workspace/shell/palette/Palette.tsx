import { Modal, Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";

const Search = lazy(async () => ({ default: (await import("./PaletteSearch")).PaletteSearch }));

/** The command palette; its list is loaded when it is opened first. */
export function Palette({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={close}
      withCloseButton={false}
      padding={0}
      size="lg"
      yOffset="12vh"
      centered={false}
      aria-label="Search and commands"
    >
      <Suspense fallback={<Skeleton height={320} />}>
        <Search close={close} />
      </Suspense>
    </Modal>
  );
}

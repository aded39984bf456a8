import { Modal, Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";

const Search = lazy(async () => ({ default: (await import("./PaletteSearch")).PaletteSearch }));

/** The command palette; its list is loaded when it is opened first. */
export function Palette({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal.Root opened={opened} onClose={close} padding={0} size="lg" yOffset="12vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label="Search and commands">
        <Modal.Body>
          <Suspense fallback={<Skeleton height={320} />}>
            <Search close={close} />
          </Suspense>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

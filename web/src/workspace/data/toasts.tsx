/** Short messages at the edge of the page; what was done can be undone from them. */

import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { sentenceOf } from "./problems";

/** Takes back what was done; what it throws is shown. */
export type Undo = () => unknown;

const LONG = 15_000;
const SHORT = 4_000;

// Three are shown at once, and one place is for what needs no undo: the newest must not wait behind older ones.
const MOST = 2;
let undoable: string[] = [];

let last: { id: string; undo: Undo } | undefined;

export const toast = {
  /** Something is done. With `undo` the message stays longer and has a button, and Ctrl+Z does the same. */
  done(message: string, undo?: Undo): void {
    if (!undo) {
      notifications.show({ message, autoClose: SHORT, color: "teal" });
      return;
    }
    const id = crypto.randomUUID();
    last = { id, undo };
    undoable = [...undoable, id];
    if (undoable.length > MOST && undoable[0]) notifications.hide(undoable[0]);
    notifications.show({
      id,
      autoClose: LONG,
      color: "teal",
      message: (
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Text size="sm" lineClamp={2}>
            {message}
          </Text>
          <Button size="compact-sm" variant="light" onClick={() => void undone(id, undo)}>
            Undo
          </Button>
        </Group>
      ),
      onClose: () => {
        undoable = undoable.filter((one) => one !== id);
        if (last?.id === id) last = undefined;
      },
    });
  },

  /** Something could not be done. */
  failed(message: string): void {
    notifications.show({ message, color: "red", autoClose: LONG, title: "That did not work" });
  },

  /** Undo what the latest message with a button is about; false when there is none. */
  undoLast(): boolean {
    if (!last) return false;
    void undone(last.id, last.undo);
    return true;
  },
};

async function undone(id: string, undo: Undo): Promise<void> {
  notifications.hide(id);
  if (last?.id === id) last = undefined;
  try {
    await undo();
  } catch (error) {
    toast.failed(sentenceOf(error));
  }
}

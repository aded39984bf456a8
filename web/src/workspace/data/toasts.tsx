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

/** A change that shows but that the server has not answered; who is quick asks for its undo already. */
export interface Awaited {
  isUnwanted: boolean;
}

let awaited: Awaited[] = [];

export const toast = {
  /** A change shows, and its answer is awaited: `answered` or `refused` has to follow. */
  awaits(): Awaited {
    const change = { isUnwanted: false };
    awaited = [...awaited, change];
    return change;
  },

  /** A change is done: say so, or take it back at once where that was asked for in the meantime. */
  answered(change: Awaited, said?: { message: string; undo?: Undo }): void {
    awaited = awaited.filter((one) => one !== change);
    if (change.isUnwanted && said?.undo) {
      void undone(said.undo);
      return;
    }
    if (said) toast.done(said.message, said.undo);
    // It offers nothing: the asking was for what was done before it.
    if (change.isUnwanted) toast.undoLast();
  },

  /** A change was taken back as the server refused it: there is nothing of it to undo. */
  refused(change: Awaited): void {
    awaited = awaited.filter((one) => one !== change);
  },

  /** Something is done. With `undo` the message stays longer and has a button, and the key `u` does the same. */
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
          <Button size="compact-sm" variant="light" onClick={() => void taken(id, undo)}>
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

  /** Undo the latest change that is awaited, or else what the latest message with a button is about; false if there is neither. */
  undoLast(): boolean {
    const change = awaited.findLast((one) => !one.isUnwanted);
    if (change) {
      change.isUnwanted = true;
      return true;
    }
    if (!last) return false;
    void taken(last.id, last.undo);
    return true;
  },
};

function taken(id: string, undo: Undo): Promise<void> {
  notifications.hide(id);
  if (last?.id === id) last = undefined;
  return undone(undo);
}

async function undone(undo: Undo): Promise<void> {
  try {
    await undo();
  } catch (error) {
    toast.failed(sentenceOf(error));
  }
}

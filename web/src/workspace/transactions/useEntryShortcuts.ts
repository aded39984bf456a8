import type { RefObject } from "react";
import type { RowFocus } from "../lists/useRowFocus";
import { useShortcuts } from "../shell/shortcuts";
import { isPending } from "./actions";
import type { EntryActions } from "./EntryTable";
import type { Entry } from "./queries";

interface Reach {
  rows: RowFocus;
  actions: EntryActions;
  entries: readonly Entry[];
  addNew: () => void;
  search: RefObject<HTMLInputElement | null>;
}

/** The page's keys. Those of a transaction mean the one that has the focus. */
export function useEntryShortcuts({ rows, actions, entries, addNew, search }: Reach): void {
  const withEntry = (run: (entry: Entry) => void) => () => {
    const entry = entries.find((one) => one.id === rows.currentId());
    if (entry && !isPending(entry)) run(entry);
  };
  const group = "Money";
  useShortcuts([
    { keys: "n", label: "Add a transaction", group, run: addNew },
    { keys: "/", label: "Search descriptions", group, run: () => search.current?.focus() },
    { keys: "j", label: "Next transaction", group, run: () => rows.move(1) },
    { keys: "k", label: "Previous transaction", group, run: () => rows.move(-1) },
    { keys: "e", label: "Edit the transaction", group, run: withEntry(actions.edit) },
    { keys: "delete", label: "Delete the transaction", group, run: withEntry(actions.remove) },
  ]);
}

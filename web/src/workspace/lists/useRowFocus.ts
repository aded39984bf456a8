import { useEffect, useRef } from "react";

const ROW = "[data-row]";

/**
 * Moving among the rows of a list by keyboard. Rows have `data-row` with their id and take focus (`tabIndex={-1}`).
 *
 * The browser's focus is the only notion of a current row, so that screen readers, tabs and clicks agree about it.
 */
export function useRowFocus<Element extends HTMLElement>() {
  const list = useRef<Element>(null);
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    const row = rowsOf(list.current).find((one) => one.dataset.row === wanted.current);
    if (row) {
      wanted.current = undefined;
      row.focus();
    }
  });
  const current = () => document.activeElement?.closest<HTMLElement>(ROW) ?? undefined;
  return {
    ref: list,
    /** The id of the row that has the focus, or in which it is. */
    currentId: (): number | undefined => {
      const row = current();
      return row && list.current?.contains(row) ? Number(row.dataset.row) : undefined;
    },
    /** Go to the next row (1) or the one before (-1); from outside to the first. */
    move: (step: 1 | -1) => {
      const rows = rowsOf(list.current);
      const at = rows.findIndex((row) => row === current());
      const next = at < 0 ? rows[0] : rows[at + step];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
    },
    /** Once it is there, give the focus to the row `id`. */
    focus: (id: number) => {
      wanted.current = String(id);
      rowsOf(list.current)
        .find((one) => one.dataset.row === wanted.current)
        ?.focus();
    },
    /** Call before the row `id` goes away: its neighbour takes over the focus if it has it. */
    leave: (id: number) => {
      const rows = rowsOf(list.current);
      const at = rows.findIndex((row) => row.dataset.row === String(id));
      if (at >= 0 && rows[at]!.contains(document.activeElement)) wanted.current = (rows[at + 1] ?? rows[at - 1])?.dataset.row;
    },
  };
}

export type RowFocus = ReturnType<typeof useRowFocus>;

function rowsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>(ROW) ?? [])];
}

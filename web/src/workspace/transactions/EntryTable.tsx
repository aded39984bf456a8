import { ActionIcon, Anchor, Table, Text, Tooltip, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconPencil, IconTrash } from "@tabler/icons-react";
import { Fragment, type KeyboardEvent, type ReactNode } from "react";
import { formatDay } from "@/shared/days";
import { isPending } from "./actions";
import { EditEntry } from "./EditEntry";
import { type Ordering, turned } from "./filters";
import { formatAmount, isNegative } from "./money";
import type { Entry } from "./queries";
import classes from "./transactions.module.css";

export interface EntryActions {
  edit: (entry: Entry) => void;
  remove: (entry: Entry) => void;
  category: (id: number | "none") => void;
}

interface Props {
  entries: readonly Entry[];
  ordering: Ordering;
  onOrdering: (ordering: Ordering) => void;
  editing: number | null;
  onClose: () => void;
  actions: EntryActions;
}

/** The transactions of a page. On a phone each row is a small card; the order of reading stays. */
export function EntryTable({ entries, ordering, onOrdering, editing, onClose, actions }: Props) {
  const sort = (column: "date" | "description" | "amount", label: string, isNumber = false) => (
    <Sortable column={column} ordering={ordering} onOrdering={onOrdering} isNumber={isNumber}>
      {label}
    </Sortable>
  );
  return (
    <Table className={classes.table} aria-label="Transactions" role="table">
      <Table.Thead className={classes.head} role="rowgroup">
        <Table.Tr role="row">
          {sort("date", "Date")}
          {sort("description", "Description")}
          <Table.Th scope="col" role="columnheader">
            Category
          </Table.Th>
          {sort("amount", "Amount", true)}
          <Table.Th scope="col" role="columnheader" w={84}>
            <VisuallyHidden>Actions</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {entries.map((entry) => (
          <Fragment key={entry.id}>
            {entry.id === editing ? (
              <Table.Tr role="row" className={classes.open}>
                <Table.Td colSpan={5} role="cell">
                  <EditEntry entry={entry} onClose={onClose} />
                </Table.Td>
              </Table.Tr>
            ) : (
              <EntryRow entry={entry} actions={actions} />
            )}
          </Fragment>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function EntryRow({ entry, actions }: { entry: Entry; actions: EntryActions }) {
  const waits = isPending(entry);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.key !== "Enter") return;
    event.preventDefault();
    actions.edit(entry);
  };
  return (
    <Table.Tr className={classes.row} data-row={entry.id} tabIndex={-1} onKeyDown={onKeyDown} role="row">
      <Table.Td className={classes.date} role="cell">
        <time dateTime={entry.date}>{formatDay(entry.date)}</time>
      </Table.Td>
      <Table.Td className={classes.description} role="cell">
        <UnstyledButton className={classes.what} disabled={waits} onClick={() => actions.edit(entry)} title="Edit">
          {entry.description}
        </UnstyledButton>
      </Table.Td>
      <Table.Td className={classes.category} role="cell">
        {entry.category ? (
          <Anchor component="button" type="button" underline="hover" size="sm" c="dimmed" ta="start" onClick={() => actions.category(entry.category?.id ?? "none")}>
            {entry.category.name}
          </Anchor>
        ) : (
          <Text size="sm" c="dimmed" aria-label="No category">
            –
          </Text>
        )}
      </Table.Td>
      <Table.Td className={classes.amount} data-received={!isNegative(entry.amount) || undefined} role="cell">
        {formatAmount(entry.amount, { signed: true })}
      </Table.Td>
      <Table.Td className={classes.actions} role="cell">
        <RowAction label={`Edit: ${entry.description}`} tip="Edit" disabled={waits} onClick={() => actions.edit(entry)}>
          <IconPencil size={16} />
        </RowAction>
        <RowAction label={`Delete: ${entry.description}`} tip="Delete" disabled={waits} onClick={() => actions.remove(entry)}>
          <IconTrash size={16} />
        </RowAction>
      </Table.Td>
    </Table.Tr>
  );
}

interface RowActionProps {
  label: string;
  tip: string;
  disabled: boolean;
  onClick: () => void;
  children: ReactNode;
}

function RowAction({ label, tip, children, ...rest }: RowActionProps) {
  return (
    <Tooltip label={tip}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} {...rest}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

interface SortableProps {
  column: "date" | "description" | "amount";
  ordering: Ordering;
  onOrdering: (ordering: Ordering) => void;
  isNumber: boolean;
  children: string;
}

function Sortable({ column, ordering, onOrdering, isNumber, children }: SortableProps) {
  const direction = ordering === column ? "ascending" : ordering === `-${column}` ? "descending" : undefined;
  const Icon = direction === undefined ? IconArrowsSort : direction === "ascending" ? IconArrowUp : IconArrowDown;
  return (
    <Table.Th scope="col" role="columnheader" aria-sort={direction ?? "none"} className={isNumber ? classes.number : undefined}>
      <UnstyledButton className={classes.sort} data-active={direction && true} onClick={() => onOrdering(turned(ordering, column))}>
        {children} <Icon size={13} aria-hidden />
      </UnstyledButton>
    </Table.Th>
  );
}

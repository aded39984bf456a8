import { Alert, Button } from "@mantine/core";
import { IconChecklist, IconFilterOff } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef, useState } from "react";
import { type Day, firstDayOfWeek } from "@/shared/days";
import { useToday } from "@/shared/useToday";
import { rowsOf, sentenceOf } from "../data";
import { LoadMore } from "../lists/LoadMore";
import { RowSkeletons } from "../lists/RowSkeletons";
import { useRowFocus } from "../lists/useRowFocus";
import { EmptyState } from "../shell/EmptyState";
import { Page } from "../shell/Page";
import { useComplete, useRemoveTask } from "./actions";
import { DoneTasks } from "./DoneTasks";
import { FilterBar } from "./FilterBar";
import { addressOf, type Filters, filtersOf, isNarrowed } from "./filters";
import { grouped } from "./grouping";
import { QuickAdd } from "./QuickAdd";
import { type Task, useOpenTasks } from "./queries";
import { TaskList } from "./TaskList";
import type { RowActions } from "./TaskRow";
import classes from "./tasks.module.css";
import { useTaskShortcuts } from "./useTaskShortcuts";

const route = getRouteApi("/workspace/tasks");
const FIRST_DAY = firstDayOfWeek();

/** What is to be done, by day; and what is done. */
export function TasksPage() {
  const address = addressOf(route.useSearch());
  const filters = filtersOf(address);
  const navigate = route.useNavigate();
  const today = useToday();
  const quickAdd = useRef<HTMLInputElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const rows = useRowFocus<HTMLDivElement>();
  const [editing, setEditing] = useState<number | null>(null);
  const complete = useComplete();
  const remove = useRemoveTask();
  useAdding(address.add, quickAdd, () => void navigate({ search: filters, replace: true }));

  const narrow = (part: { [Name in keyof Filters]?: Filters[Name] | undefined }) =>
    void navigate({ search: { ...filters, ...part }, replace: true });
  const actions: RowActions = {
    complete: (task) => {
      rows.leave(task.id);
      complete.mutate({ task, completed: !task.completed });
    },
    edit: (task) => setEditing(task.id),
    remove: (task) => {
      rows.leave(task.id);
      remove.mutate({ task });
    },
    tag: (tag) => narrow({ tag }),
  };
  const close = () => {
    if (editing !== null) rows.focus(editing);
    setEditing(null);
  };
  useTaskShortcuts({ rows, actions, quickAdd, search });
  const list = { today, editing, onClose: close, actions };
  return (
    <Page title="Tasks">
      <QuickAdd input={quickAdd} today={today} filters={filters} />
      <FilterBar filters={filters} search={search} onChange={narrow} />
      <div ref={rows.ref}>
        <OpenTasks filters={filters} {...list} onClear={() => void navigate({ search: {} })} />
        <DoneTasks filters={filters} {...list} />
      </div>
    </Page>
  );
}

interface OpenProps {
  filters: Filters;
  today: Day;
  editing: number | null;
  onClose: () => void;
  actions: RowActions;
  onClear: () => void;
}

function OpenTasks({ filters, onClear, ...list }: OpenProps) {
  const query = useOpenTasks(filters);
  const tasks = rowsOf<Task>(query.data);
  if (query.isPending) return <RowSkeletons />;
  if (query.isError) return <Alert color="red">{sentenceOf(query.error)}</Alert>;
  if (tasks.length === 0) return <Nothing filters={filters} onClear={onClear} />;
  return (
    <>
      {grouped(tasks, list.today, FIRST_DAY).map((group) => (
        <section key={group.name} className={classes.group} aria-labelledby={`group-${group.name}`}>
          <h2 id={`group-${group.name}`} className={classes.heading} data-late={group.name === "overdue" || undefined}>
            {group.title} <span className={classes.count}>{group.tasks.length}</span>
          </h2>
          <TaskList tasks={group.tasks} label={group.title} {...list} />
        </section>
      ))}
      <LoadMore query={query} />
    </>
  );
}

function Nothing({ filters, onClear }: { filters: Filters; onClear: () => void }) {
  if (isNarrowed(filters))
    return (
      <EmptyState icon={IconFilterOff} title="No open task matches" action={<Button onClick={onClear}>Show all</Button>}>
        Search looks in titles and details. Every word has to occur.
      </EmptyState>
    );
  return (
    <EmptyState icon={IconChecklist} title="Nothing to do">
      Type a line above and press Enter. A day at its end says when it is due, as in “Call Ann #family tomorrow”; the
      tasks then stand by day, what is late first.
    </EmptyState>
  );
}

/** Put the cursor in the field when the page was asked for to add a task; `done` takes the wish out of the address. */
function useAdding(add: true | undefined, input: RefObject<HTMLInputElement | null>, done: () => void): void {
  useEffect(() => {
    if (!add) return;
    input.current?.focus();
    done();
  }, [add]);
}

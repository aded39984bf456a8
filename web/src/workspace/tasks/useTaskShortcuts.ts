import { useQueryClient } from "@tanstack/react-query";
import type { InfiniteData } from "@tanstack/react-query";
import type { RefObject } from "react";
import { type Page, rowsOf } from "../data";
import type { RowFocus } from "../lists/useRowFocus";
import { useShortcuts } from "../shell/shortcuts";
import { useChangeTask } from "./actions";
import { type Task, TASKS } from "./queries";
import type { RowActions } from "./TaskRow";

interface Reach {
  rows: RowFocus;
  actions: RowActions;
  quickAdd: RefObject<HTMLInputElement | null>;
  search: RefObject<HTMLInputElement | null>;
}

/** The page's keys. Those of a task mean the one that has the focus. */
export function useTaskShortcuts({ rows, actions, quickAdd, search }: Reach): void {
  const queries = useQueryClient();
  const { change } = useChangeTask();
  const withTask = (run: (task: Task) => void) => () => {
    const id = rows.currentId();
    const lists = queries.getQueriesData<InfiniteData<Page<Task>> | Page<unknown>>({ queryKey: TASKS });
    const all = lists.flatMap(([, data]) => (data && "pages" in data ? rowsOf(data) : []));
    const task = all.find((one) => one.id === id);
    if (task && task.id > 0) run(task);
  };
  const prioritise = (priority: Task["priority"]) =>
    withTask((task) => change.mutate({ task, body: { priority }, message: `“${task.title}” has ${priority} priority.` }));
  const group = "Tasks";
  useShortcuts([
    { keys: "n", label: "Add a task", group, run: () => quickAdd.current?.focus() },
    { keys: "/", label: "Search tasks", group, run: () => search.current?.focus() },
    { keys: "j", label: "Next task", group, run: () => rows.move(1) },
    { keys: "k", label: "Previous task", group, run: () => rows.move(-1) },
    { keys: "x", label: "Complete or reopen the task", group, run: withTask(actions.complete) },
    { keys: "e", label: "Edit the task", group, run: withTask(actions.edit) },
    { keys: "delete", label: "Delete the task", group, run: withTask(actions.remove) },
    { keys: "1", label: "High priority", group, run: prioritise("high") },
    { keys: "2", label: "Normal priority", group, run: prioritise("normal") },
    { keys: "3", label: "Low priority", group, run: prioritise("low") },
  ]);
}

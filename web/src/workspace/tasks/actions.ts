/** Changing tasks: at once on the page, and each can be taken back. */

import type { QueryClient } from "@tanstack/react-query";
import type { Schemas } from "@/api/client";
import { addRow, answer, api, changeRows, once, restore, tagged, useOptimistic } from "../data";
import { DONE, OPEN, type Task, TASKS } from "./queries";

export type TaskChange = Schemas["PatchedTaskRequest"];
export type NewTask = Schemas["TaskRequest"];

const KEYS = [[...TASKS]];
const path = (id: number) => ({ path: { id } });

/** A task that the server has not answered for yet: its id is negative, and nothing can be done to it. */
export const isPending = (task: Pick<Task, "id">): boolean => task.id < 0;

let pending = 0;

export function loadTask(id: number) {
  return tagged(api.GET("/api/tasks/{id}/", { params: path(id) }));
}

export function sendTask(id: number, body: TaskChange, etag: string) {
  return tagged(api.PATCH("/api/tasks/{id}/", { params: { ...path(id), header: { "If-Match": etag } }, body }));
}

interface Adding {
  task: NewTask;
  /** What was typed. */
  line: string;
  header: ReturnType<typeof once>;
}

/** Add one; `failed` gets the line, so that it is not lost. */
export function useAddTask(failed: (line: string, error: unknown) => void) {
  const remove = useRemoveTask();
  return useOptimistic({
    keys: KEYS,
    send: ({ task, header }: Adding) => answer(api.POST("/api/tasks/", { body: task, params: { header } })),
    apply: (queries, { task }) => addRow(queries, OPEN, drawn(task)),
    done: (task) => ({ message: `Added “${task.title}”.`, undo: () => remove.mutateAsync({ task, isQuiet: true }) }),
    failed: (error, { line }) => failed(line, error),
  });
}

/** Complete or reopen. */
export function useComplete() {
  const completing = {
    keys: KEYS,
    send: ({ task, completed }: { task: Task; completed: boolean }) =>
      answer(api.PATCH("/api/tasks/{id}/", { params: path(task.id), body: { completed } })),
    apply: (queries: QueryClient, { task, completed }: { task: Task; completed: boolean }) => {
      drop(queries, task.id);
      addRow(queries, completed ? DONE : OPEN, { ...task, completed });
    },
  };
  const back = useOptimistic(completing);
  return useOptimistic({
    ...completing,
    done: (task, { completed }) => ({
      message: completed ? `Done: “${task.title}”.` : `Reopened “${task.title}”.`,
      undo: () => back.mutateAsync({ task, completed: !completed }),
    }),
  });
}

interface Changed {
  task: Task;
  body: TaskChange;
  message: string;
}

/** Change some members at once, without an editor. */
export function useChangeTask() {
  const changing = {
    keys: KEYS,
    send: ({ task, body }: Omit<Changed, "message">) =>
      answer(api.PATCH("/api/tasks/{id}/", { params: path(task.id), body })),
    apply: (queries: QueryClient, { task, body }: Omit<Changed, "message">) =>
      changeRows<Task>(queries, TASKS, (row) => (row.id === task.id ? { ...row, ...body } : row)),
  };
  const back = useOptimistic(changing);
  const change = useOptimistic({
    ...changing,
    done: (_: Task, { task, body, message }: Changed) => {
      const names = Object.keys(body) as (keyof TaskChange)[];
      const before = Object.fromEntries(names.map((name) => [name, task[name]])) as TaskChange;
      return { message, undo: () => back.mutateAsync({ task: { ...task, ...body }, body: before }) };
    },
  });
  return { change, back };
}

/** Into the trash; undo takes it out again. */
export function useRemoveTask() {
  const bringBack = useOptimistic({ keys: KEYS, send: (id: number) => restore("tasks.task", id) });
  return useOptimistic({
    keys: KEYS,
    send: ({ task }: { task: Task; isQuiet?: boolean }) => answer(api.DELETE("/api/tasks/{id}/", { params: path(task.id) })),
    apply: (queries, { task }) => drop(queries, task.id),
    done: (_, { task, isQuiet }) =>
      isQuiet ? undefined : { message: `Deleted “${task.title}”.`, undo: () => bringBack.mutateAsync(task.id) },
  });
}

function drop(queries: QueryClient, id: number): void {
  changeRows<Task>(queries, TASKS, (row) => (row.id === id ? undefined : row));
}

function drawn(task: NewTask): Task {
  const now = new Date().toISOString();
  const rest = { owner: 0, created_at: now, updated_at: now, completed: false };
  return { id: (pending -= 1), description: "", priority: "normal", tags: [], ...rest, ...task, due: task.due ?? null };
}

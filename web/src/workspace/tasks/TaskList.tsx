import { Fragment } from "react";
import type { Day } from "@/shared/days";
import type { Task } from "./queries";
import { TaskEditor } from "./TaskEditor";
import { type RowActions, TaskRow } from "./TaskRow";
import classes from "./tasks.module.css";

interface Props {
  tasks: readonly Task[];
  label: string;
  today: Day;
  editing: number | null;
  onClose: () => void;
  actions: RowActions;
}

/** Some tasks under one heading; the one that is edited is open in its place. */
export function TaskList({ tasks, label, today, editing, onClose, actions }: Props) {
  return (
    <ul className={classes.list} aria-label={label}>
      {tasks.map((task) => (
        <Fragment key={task.id}>
          {task.id === editing ? (
            <TaskEditor task={task} today={today} onClose={onClose} />
          ) : (
            <TaskRow task={task} today={today} actions={actions} />
          )}
        </Fragment>
      ))}
    </ul>
  );
}

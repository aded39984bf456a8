import { ActionIcon, Badge, Checkbox, Group, Text, Tooltip, UnstyledButton } from "@mantine/core";
import { IconFlagFilled, IconTrash } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import type { Day } from "@/shared/days";
import { isPending } from "./actions";
import type { Task } from "./queries";
import classes from "./tasks.module.css";
import { dueInWords } from "./wording";

export interface RowActions {
  complete: (task: Task) => void;
  edit: (task: Task) => void;
  remove: (task: Task) => void;
  tag: (tag: string) => void;
}

interface Props {
  task: Task;
  today: Day;
  actions: RowActions;
}

/** One task: its box, its title, when it is due and what it is about. */
export function TaskRow({ task, today, actions }: Props) {
  const waits = isPending(task);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.key !== "Enter") return;
    event.preventDefault();
    actions.edit(task);
  };
  return (
    <li className={classes.row} data-row={task.id} data-done={task.completed || undefined} tabIndex={-1} onKeyDown={onKeyDown}>
      <Checkbox
        radius="xl"
        checked={task.completed}
        disabled={waits}
        onChange={() => actions.complete(task)}
        aria-label={task.completed ? `Reopen: ${task.title}` : `Complete: ${task.title}`}
      />
      <div className={classes.middle}>
        <UnstyledButton className={classes.title} disabled={waits} onClick={() => actions.edit(task)} title="Edit">
          {task.title}
        </UnstyledButton>
        {task.description && (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {task.description}
          </Text>
        )}
      </div>
      <Group gap={6} className={classes.meta}>
        <Priority task={task} />
        {task.tags.map((tag) => (
          <Badge
            key={tag}
            component="button"
            type="button"
            size="sm"
            variant="default"
            tt="none"
            className={classes.tag}
            onClick={() => actions.tag(tag)}
            aria-label={`Only tasks with the tag ${tag}`}
          >
            #{tag}
          </Badge>
        ))}
        {task.due && (
          <Text component="time" dateTime={task.due} size="xs" className={classes.due} data-late={(!task.completed && task.due < today) || undefined}>
            {dueInWords(task.due, today)}
          </Text>
        )}
      </Group>
      <Tooltip label="Delete">
        <ActionIcon
          variant="subtle"
          color="gray"
          className={classes.action}
          disabled={waits}
          onClick={() => actions.remove(task)}
          aria-label={`Delete: ${task.title}`}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

function Priority({ task }: { task: Task }) {
  if (task.priority === "normal") return null;
  const isHigh = task.priority === "high";
  return (
    <span className={classes.priority} data-high={isHigh || undefined} role="img" aria-label={isHigh ? "High priority" : "Low priority"} title={isHigh ? "High priority" : "Low priority"}>
      <IconFlagFilled size={14} />
    </span>
  );
}

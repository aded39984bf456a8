import { Button, Group, Input, SegmentedControl, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useRef } from "react";
import { addDays, type Day, formatDay, weekday } from "@/shared/days";
import { useQueryClient } from "@tanstack/react-query";
import { toast } from "../data";
import { ClashNotice } from "../editing/ClashNotice";
import { leavesForm } from "../editing/escape";
import { changes } from "../editing/merge";
import { useEditing } from "../editing/useEditing";
import { loadTask, sendTask, useChangeTask } from "./actions";
import { type Task, TASKS, useTags } from "./queries";
import type { Priority } from "./shorthand";
import classes from "./tasks.module.css";

interface Draft {
  title: string;
  description: string;
  due: Day | null;
  priority: Priority;
  tags: string[];
}

const LABELS: Record<keyof Draft, string> = {
  title: "Title",
  description: "Details",
  due: "Due",
  priority: "Priority",
  tags: "Tags",
};
const PRIORITIES: { value: Priority; label: string }[] = [
  { value: "low", label: "Low" },
  { value: "normal", label: "Normal" },
  { value: "high", label: "High" },
];

const draftOf = ({ title, description, due, priority, tags }: Task): Draft => ({ title, description, due, priority, tags });

interface Props {
  task: Task;
  today: Day;
  onClose: () => void;
}

/** A task opened in its place in the list. */
export function TaskEditor({ task, today, onClose }: Props) {
  const queries = useQueryClient();
  const { back } = useChangeTask();
  const cancel = useRef<HTMLButtonElement>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: TASKS });
  const editing = useEditing<Task, Draft>({
    row: task,
    draftOf,
    load: () => loadTask(task.id),
    send: (changed, etag) => sendTask(task.id, changed, etag),
    saved: (row, before) => {
      refresh();
      onClose();
      if (Object.keys(before).length > 0)
        toast.done(`Saved “${row.title}”.`, () => back.mutateAsync({ task: row, body: before }));
    },
    gone: () => {
      refresh();
      onClose();
      toast.failed("This task was deleted somewhere else. It may be in the trash.");
    },
  });
  const { draft, errors } = editing;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void editing.save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit(event);
    if (!leavesForm(event)) return;
    // What was typed is not thrown away by one key: the second press is on the button.
    if (Object.keys(changes(draftOf(task), draft)).length > 0) cancel.current?.focus();
    else onClose();
  };
  return (
    <li className={classes.editor}>
      <form onSubmit={submit} onKeyDown={onKeyDown} aria-label={`Edit: ${task.title}`}>
        <Stack gap="sm">
          <ClashNotice editing={editing} labels={LABELS} shown={shown} />
          <TextInput
            label={LABELS.title}
            value={draft.title}
            onChange={(event) => editing.change({ title: event.currentTarget.value })}
            error={errors.title}
            maxLength={255}
            required
            withAsterisk={false}
            data-autofocus
            autoFocus
          />
          <Textarea
            label={LABELS.description}
            value={draft.description}
            onChange={(event) => editing.change({ description: event.currentTarget.value })}
            error={errors.description}
            autosize
            minRows={2}
            maxRows={12}
          />
          <Group align="flex-start" gap="md" wrap="wrap">
            <Due due={draft.due} today={today} error={errors.due} onChange={(due) => editing.change({ due })} />
            <Input.Wrapper label={LABELS.priority} labelElement="div" error={errors.priority}>
              <SegmentedControl
                display="flex"
                aria-label={LABELS.priority}
                data={PRIORITIES}
                value={draft.priority}
                onChange={(priority) => editing.change({ priority: priority as Priority })}
              />
            </Input.Wrapper>
          </Group>
          <Tags draft={draft} errors={errors} onChange={(tags) => editing.change({ tags })} />
          <Group gap="xs">
            <Button type="submit" loading={editing.isSaving}>
              Save
            </Button>
            <Button ref={cancel} variant="default" onClick={onClose}>
              Cancel
            </Button>
          </Group>
        </Stack>
      </form>
    </li>
  );
}

interface DueProps {
  due: Day | null;
  today: Day;
  error: string | undefined;
  onChange: (due: Day | null) => void;
}

function Due({ due, today, error, onChange }: DueProps) {
  const choices: [string, Day | null][] = [
    ["Today", today],
    ["Tomorrow", addDays(today, 1)],
    ["Next week", addDays(today, 8 - weekday(today))],
    ["No date", null],
  ];
  return (
    <Stack gap={6}>
      <TextInput
        type="date"
        label={LABELS.due}
        value={due ?? ""}
        max="9999-12-31"
        onChange={(event) => onChange(event.currentTarget.value || null)}
        error={error}
      />
      <Group gap={4}>
        {choices.map(([label, day]) => (
          <Button key={label} size="compact-xs" variant={day === due ? "light" : "subtle"} onClick={() => onChange(day)}>
            {label}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

function Tags({ draft, errors, onChange }: { draft: Draft; errors: Record<string, string>; onChange: (tags: string[]) => void }) {
  const known = useTags().data ?? [];
  // The server tells a single tag's error by its place: `tags.1`.
  const error = Object.entries(errors).find(([name]) => name === "tags" || name.startsWith("tags."))?.[1];
  return (
    <TagsInput
      label={LABELS.tags}
      placeholder={draft.tags.length === 0 ? "Type and press Enter" : ""}
      data={known}
      value={draft.tags}
      onChange={onChange}
      maxTags={50}
      acceptValueOnBlur
      error={error}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

function shown(name: keyof Draft, draft: Draft): string {
  if (name === "due") return draft.due ? formatDay(draft.due) : "No date";
  if (name === "tags") return draft.tags.map((tag) => `#${tag}`).join(" ");
  return draft[name];
}

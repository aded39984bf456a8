import { Button, Group, Stack } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef } from "react";
import { leavesForm } from "../editing/escape";
import { type Draft, EntryFields } from "./EntryFields";

interface Props {
  label: string;
  draft: Draft;
  errors: Record<string, string>;
  isBusy: boolean;
  /** Something was typed that Escape must not throw away. */
  isDirty: boolean;
  saveLabel: string;
  notice?: ReactNode;
  onChange: (part: Partial<Draft>) => void;
  onSave: () => void;
  onClose: () => void;
}

/** The form in a row's place, for a new transaction and for one that is changed. */
export function EntryForm({ label, isBusy, isDirty, saveLabel, notice, onSave, onClose, ...fields }: Props) {
  const cancel = useRef<HTMLButtonElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit(event);
    if (!leavesForm(event)) return;
    if (isDirty) cancel.current?.focus();
    else onClose();
  };
  return (
    <form onSubmit={submit} onKeyDown={onKeyDown} aria-label={label} noValidate>
      <Stack gap="sm">
        {notice}
        <EntryFields {...fields} />
        <Group gap="xs">
          <Button type="submit" loading={isBusy}>
            {saveLabel}
          </Button>
          <Button ref={cancel} variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

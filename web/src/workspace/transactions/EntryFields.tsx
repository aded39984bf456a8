import { Group, Input, SegmentedControl, TextInput } from "@mantine/core";
import { type Choice, CategorySelect } from "./CategorySelect";
import classes from "./transactions.module.css";

/** What is typed of a transaction. The amount is a text in the person's locale, its sign a choice beside it. */
export interface Draft {
  date: string;
  description: string;
  category: Choice;
  amount: string;
  direction: "spent" | "received";
}

export const LABELS: Record<keyof Draft, string> = {
  date: "Date",
  description: "Description",
  category: "Category",
  amount: "Amount",
  direction: "Spent or received",
};

interface Props {
  draft: Draft;
  errors: Record<string, string>;
  onChange: (part: Partial<Draft>) => void;
}

/** The inputs of a transaction, to be added or changed. */
export function EntryFields({ draft, errors, onChange }: Props) {
  const type = (amount: string) => {
    // A sign that is typed is the choice beside the field.
    const sign = /^\s*([+\-−–])/.exec(amount)?.[1];
    const rest = sign ? { direction: sign === "+" ? ("received" as const) : ("spent" as const) } : {};
    onChange({ amount: sign ? amount.replace(/^\s*[+\-−–]/, "") : amount, ...rest });
  };
  return (
    <div className={classes.fields}>
      <TextInput
        label={LABELS.description}
        value={draft.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
        error={errors.description}
        maxLength={500}
        autoComplete="off"
        autoFocus
        data-autofocus
      />
      <Input.Wrapper label={LABELS.amount} labelProps={{ htmlFor: undefined }} error={errors.amount} labelElement="div">
        <Group gap={6} wrap="nowrap">
          <SegmentedControl
            aria-label={LABELS.direction}
            data={[
              { value: "spent", label: "Spent" },
              { value: "received", label: "Received" },
            ]}
            value={draft.direction}
            onChange={(direction) => onChange({ direction: direction as Draft["direction"] })}
          />
          <TextInput
            aria-label={LABELS.amount}
            value={draft.amount}
            onChange={(event) => type(event.currentTarget.value)}
            error={Boolean(errors.amount)}
            inputMode="decimal"
            autoComplete="off"
            className={classes.amountInput}
          />
        </Group>
      </Input.Wrapper>
      <CategorySelect value={draft.category} error={errors.category} onChange={(category) => onChange({ category })} />
      <TextInput
        type="date"
        label={LABELS.date}
        value={draft.date}
        max="9999-12-31"
        onChange={(event) => onChange({ date: event.currentTarget.value })}
        error={errors.date}
      />
    </div>
  );
}

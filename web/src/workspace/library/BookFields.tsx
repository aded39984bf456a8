import { TextInput } from "@mantine/core";
import { AuthorPicker } from "./AuthorPicker";
import { type Draft, LABELS } from "./drafts";
import classes from "./library.module.css";

interface Props {
  draft: Draft;
  errors: Record<string, string>;
  onChange: (part: Partial<Draft>) => void;
}

/** The inputs of a book, to be added or changed. */
export function BookFields({ draft, errors, onChange }: Props) {
  return (
    <div className={classes.fields}>
      <TextInput
        label={LABELS.title}
        value={draft.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
        error={errors.title}
        maxLength={100}
        autoComplete="off"
        autoFocus
        className={classes.half}
      />
      <div className={classes.half}>
        <AuthorPicker picks={draft.authors} error={errors.authors} onChange={(authors) => onChange({ authors })} />
      </div>
      <TextInput
        label={LABELS.isbn}
        value={draft.isbn}
        onChange={(event) => onChange({ isbn: event.currentTarget.value })}
        error={errors.isbn}
        maxLength={17}
        autoComplete="off"
      />
      <TextInput
        label={LABELS.pages}
        inputMode="numeric"
        value={draft.pages}
        onChange={(event) => onChange({ pages: event.currentTarget.value })}
        error={errors.pages}
        autoComplete="off"
      />
      <TextInput
        type="date"
        label={LABELS.published}
        value={draft.published}
        max="9999-12-31"
        onChange={(event) => onChange({ published: event.currentTarget.value })}
        error={errors.published}
      />
    </div>
  );
}

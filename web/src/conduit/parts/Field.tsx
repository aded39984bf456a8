import { type InputHTMLAttributes, type TextareaHTMLAttributes, useId } from "react";

interface Labelled {
  label: string;
  name: string;
  hint?: string;
}

/** A line to fill in, its label above it. */
export function Field({ label, hint, ...rest }: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className="form-group">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="form-control" aria-describedby={hint && `${id}-hint`} {...rest} />
      {hint && (
        <small id={`${id}-hint`} className="hint">
          {hint}
        </small>
      )}
    </div>
  );
}

/** A text to fill in, its label above it. */
export function TextField({ label, hint, ...rest }: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <div className="form-group">
      <label htmlFor={id}>{label}</label>
      <textarea id={id} className="form-control" aria-describedby={hint && `${id}-hint`} {...rest} />
      {hint && (
        <small id={`${id}-hint`} className="hint">
          {hint}
        </small>
      )}
    </div>
  );
}

import { PasswordInput } from "@mantine/core";

interface Props {
  value: string;
  onChange: (password: string) => void;
  error?: string;
}

/** What makes sure that it is the person, and not somebody at an unlocked screen. */
export function CurrentPassword({ value, onChange, error }: Props) {
  return (
    <PasswordInput
      label="Current password"
      name="current-password"
      autoComplete="current-password"
      required
      aria-invalid={Boolean(error)}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

import { Alert } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";

/** What went wrong with a form as a whole; read out when it appears. */
export function FormError({ sentence }: { sentence: string | undefined }) {
  if (!sentence) return null;
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle size={18} />}>
      {sentence}
    </Alert>
  );
}

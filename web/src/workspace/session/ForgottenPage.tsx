import { Anchor, Button, Radio, Stack, Text, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useSubmit } from "../data/useSubmit";
import { FormError } from "../shell/FormError";
import { askForMail, type Mail } from "./auth";
import { AuthFrame } from "./AuthFrame";

const MAILS: { value: Mail; label: string }[] = [
  { value: "reset_password", label: "A link to choose a new password" },
  { value: "reset_username", label: "My username" },
  { value: "resend_activation", label: "The link that opens my new account" },
];

/** `/forgotten`: asks for a mail. */
export function ForgottenPage() {
  const [mail, setMail] = useState<Mail>("reset_password");
  const [email, setEmail] = useState("");
  const [isSent, setSent] = useState(false);
  const form = useSubmit(
    useCallback(async () => {
      await askForMail(mail, email);
      setSent(true);
    }, [mail, email]),
    ["email"],
  );
  return (
    <AuthFrame title="Get back in" below={<Anchor component={Link} to="/login">Back to the log-in</Anchor>}>
      {isSent ? (
        <Stack>
          <Text role="status">
            If an account has the address <b>{email}</b>, a mail is on its way. Look into the spam folder too.
          </Text>
          <Button variant="default" onClick={() => setSent(false)}>
            Try another address
          </Button>
        </Stack>
      ) : (
        <form onSubmit={form.submit}>
          <Stack>
            <FormError sentence={form.sentence} />
            <Radio.Group label="What shall we mail you?" value={mail} onChange={(value) => setMail(value as Mail)}>
              <Stack gap="xs" mt="xs">
                {MAILS.map(({ value, label }) => (
                  <Radio key={value} value={value} label={label} />
                ))}
              </Stack>
            </Radio.Group>
            <TextInput
              label="E-mail"
              name="email"
              type="email"
              autoComplete="email"
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={form.fields.email}
            />
            <Button type="submit" loading={form.isBusy} fullWidth>
              Send it
            </Button>
          </Stack>
        </form>
      )}
    </AuthFrame>
  );
}

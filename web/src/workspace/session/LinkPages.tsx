/** The pages behind the links in mails. A button has to be pressed, since mail scanners open links too. */

import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { Link as RouterLink } from "@tanstack/react-router";
import { type ReactNode, useCallback, useState } from "react";
import { useSubmit } from "../data/useSubmit";
import { FormError } from "../shell/FormError";
import { activate, type Link, setPasswordByLink, setUsernameByLink } from "./auth";
import { AuthFrame } from "./AuthFrame";

export function ResetPasswordPage({ link }: { link: Link }) {
  const [password, setPassword] = useState("");
  return (
    <LinkForm
      title="Choose a new password"
      lead="It logs out every device and ends every personal token. A second factor stays."
      send={() => setPasswordByLink(link, password)}
      button="Set the password"
      done="Your password is changed."
      field="new_password"
    >
      {(error) => (
        <PasswordInput
          label="New password"
          name="new-password"
          description="At least 8 characters."
          autoComplete="new-password"
          required
          autoFocus
          minLength={8}
          maxLength={128}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={error}
        />
      )}
    </LinkForm>
  );
}

export function ResetUsernamePage({ link }: { link: Link }) {
  const [username, setUsername] = useState("");
  return (
    <LinkForm
      title="Choose a new username"
      send={() => setUsernameByLink(link, username)}
      button="Set the username"
      done="Your username is changed."
      field="new_username"
    >
      {(error) => (
        <TextInput
          label="New username"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
          maxLength={150}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          error={error}
        />
      )}
    </LinkForm>
  );
}

export function ActivationPage({ link }: { link: Link }) {
  return (
    <LinkForm
      title="Confirm your address"
      lead="This shows that the mail reached you."
      send={() => activate(link)}
      button="Confirm"
      done="It is confirmed. You can use your account."
    >
      {() => null}
    </LinkForm>
  );
}

interface Props {
  title: string;
  lead?: string;
  send: () => Promise<void>;
  button: string;
  /** Said when it has worked. */
  done: string;
  /** The body's member that the input is for. */
  field?: string;
  children: (error: string | undefined) => ReactNode;
}

function LinkForm({ title, lead, send, button, done, field, children }: Props) {
  const [isDone, setDone] = useState(false);
  const form = useSubmit(
    useCallback(async () => {
      await send();
      setDone(true);
    }, [send]),
    field ? [field] : [],
  );
  const isDead = Boolean(form.fields.token ?? form.fields.uid);
  if (isDone) {
    return (
      <AuthFrame title="Done">
        <Text role="status">{done}</Text>
        <Button component={RouterLink} to="/">
          Go on
        </Button>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={title} lead={lead} below={<Anchor component={RouterLink} to="/login">Back to the log-in</Anchor>}>
      <form onSubmit={form.submit}>
        <Stack>
          <FormError
            sentence={isDead ? "This link was used already, is too old, or is not complete." : form.sentence}
          />
          {children(field && form.fields[field])}
          <Button type="submit" loading={form.isBusy} fullWidth>
            {button}
          </Button>
          {isDead && (
            <Anchor component={RouterLink} to="/forgotten" ta="center">
              Ask for a new link
            </Anchor>
          )}
        </Stack>
      </form>
    </AuthFrame>
  );
}

import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useCallback, useState } from "react";
import { useSubmit } from "../data/useSubmit";
import { FormError } from "../shell/FormError";
import { type Challenge, logIn } from "./auth";

interface Props {
  /** Who logs in, when that is settled already. */
  username?: string;
  done: () => void;
}

/** Name and password, then a code if the account has a second factor. */
export function LogInForm({ username, done }: Props) {
  const [challenge, setChallenge] = useState<Challenge>();
  return challenge ? (
    <CodeForm challenge={challenge} done={done} back={() => setChallenge(undefined)} />
  ) : (
    <PasswordForm username={username} done={done} challenged={setChallenge} />
  );
}

function PasswordForm({ username, done, challenged }: Props & { challenged: (challenge: Challenge) => void }) {
  const [name, setName] = useState(username ?? "");
  const [password, setPassword] = useState("");
  const form = useSubmit(
    useCallback(async () => {
      const challenge = await logIn({ username: name, password });
      if (challenge) challenged(challenge);
      else done();
    }, [name, password, challenged, done]),
    ["username", "password"],
  );
  return (
    <form onSubmit={form.submit}>
      <Stack>
        <FormError sentence={form.sentence} />
        <TextInput
          label="Username or e-mail"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus={!username}
          readOnly={Boolean(username)}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={form.fields.username}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          autoFocus={Boolean(username)}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={form.fields.password}
        />
        <Button type="submit" loading={form.isBusy} fullWidth>
          Log in
        </Button>
      </Stack>
    </form>
  );
}

interface CodeProps {
  challenge: Challenge;
  done: () => void;
  back: () => void;
}

function CodeForm({ challenge, done, back }: CodeProps) {
  const [code, setCode] = useState("");
  const form = useSubmit(
    useCallback(async () => {
      await logIn({ challenge: challenge.challenge, otp: code.trim() });
      done();
    }, [challenge, code, done]),
    ["otp"],
  );
  return (
    <form onSubmit={form.submit}>
      <Stack>
        <FormError sentence={form.sentence} />
        <TextInput
          label="Code"
          description="Six digits from your authenticator app, or one of your recovery codes."
          name="otp"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={form.fields.otp}
        />
        <Button type="submit" loading={form.isBusy} fullWidth>
          Go on
        </Button>
        <Button variant="subtle" onClick={back}>
          Back
        </Button>
        <Text size="xs" c="dimmed">
          A recovery code works once. You can make new ones in Settings.
        </Text>
      </Stack>
    </form>
  );
}

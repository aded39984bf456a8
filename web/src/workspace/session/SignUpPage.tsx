import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { Link, useRouter } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useSubmit } from "../data/useSubmit";
import { FormError } from "../shell/FormError";
import { signUp } from "./auth";
import { AuthFrame } from "./AuthFrame";

/** `/signup` */
export function SignUpPage() {
  const [waiting, setWaiting] = useState<string>();
  return waiting === undefined ? <Form activationSent={setWaiting} /> : <LookIntoMail address={waiting} />;
}

function Form({ activationSent }: { activationSent: (address: string) => void }) {
  const [username, setUsername] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const router = useRouter();
  const form = useSubmit(
    useCallback(async () => {
      const given = { username, password, ...(email && { email }) };
      if (await signUp(given)) router.history.replace("/app/");
      else activationSent(email);
    }, [username, email, password, router, activationSent]),
    ["username", "email", "password"],
  );
  return (
    <AuthFrame
      title="Make an account"
      lead="What you keep here is yours alone. Nobody else can reach it."
      below={
        <span>
          You have one? <Anchor component={Link} to="/login">Log in</Anchor>
        </span>
      }
    >
      <form onSubmit={form.submit}>
        <Stack>
          <FormError sentence={form.sentence} />
          <TextInput
            label="Username"
            name="username"
            description="Letters, digits and . + - _"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
            maxLength={150}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
            error={form.fields.username}
          />
          <TextInput
            label="E-mail"
            name="email"
            type="email"
            description="Optional, but without it a forgotten password cannot be reset."
            autoComplete="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={form.fields.email}
          />
          <PasswordInput
            label="Password"
            name="password"
            description="At least 8 characters."
            autoComplete="new-password"
            required
            minLength={8}
            maxLength={128}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={form.fields.password}
          />
          <Button type="submit" loading={form.isBusy} fullWidth>
            Make the account
          </Button>
        </Stack>
      </form>
    </AuthFrame>
  );
}

function LookIntoMail({ address }: { address: string }) {
  return (
    <AuthFrame title="Look into your mail" below={<Anchor component={Link} to="/forgotten">Nothing came?</Anchor>}>
      <Text role="status">
        A link was sent to <b>{address}</b>. It opens the account.
      </Text>
    </AuthFrame>
  );
}

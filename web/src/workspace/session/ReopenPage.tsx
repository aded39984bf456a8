import { Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { Link, useRouter } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { Problem } from "../data/problems";
import { useSubmit } from "../data/useSubmit";
import { FormError } from "../shell/FormError";
import { reopen } from "./auth";
import { AuthFrame } from "./AuthFrame";

export type After = "closed" | "deleted";

interface Props {
  username: string | undefined;
  /** What the person has done to it just now, if anything. */
  after: After | undefined;
}

const LEADS: Record<After, string> = {
  closed: "Every device is logged out. Nothing is deleted: open it again whenever you want.",
  deleted:
    "Every device is logged out. Everything in it is kept for 14 days, unless this server is set otherwise, and then " +
    "deleted for good. Until then you can undo it here, with your password.",
};

/** `/reopen`: the undo of closing an account, for as long as the server keeps it. */
export function ReopenPage({ username: known, after }: Props) {
  const [username, setUsername] = useState(known ?? "");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [wantsCode, setWantsCode] = useState(false);
  const router = useRouter();
  const form = useSubmit(
    useCallback(async () => {
      try {
        const isIn = await reopen({ username, password, ...(code && { otp: code.trim() }) });
        router.history.replace(isIn ? "/app/" : "/app/login");
      } catch (error) {
        if (error instanceof Problem && error.code === "second_factor_required") setWantsCode(true);
        else throw error;
      }
    }, [username, password, code, router]),
  );
  return (
    <AuthFrame
      title={after ? (after === "deleted" ? "Your account is being deleted" : "Your account is closed") : "Open a closed account again"}
      lead={after ? LEADS[after] : "A deleted account is kept for 14 days, unless this server is set otherwise."}
      below={<Anchor component={Link} to="/login">To the log-in</Anchor>}
    >
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
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            name="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {wantsCode && (
            <TextInput
              label="Code"
              description="Six digits from your authenticator app, or a recovery code. The log-in after it takes another one."
              name="otp"
              autoComplete="one-time-code"
              autoFocus
              required
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          )}
          <Button type="submit" loading={form.isBusy} fullWidth>
            {after ? "Undo: open it again" : "Open it again"}
          </Button>
        </Stack>
      </form>
    </AuthFrame>
  );
}

import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { useCallback, useState } from "react";
import { answer, api, toast, useSubmit } from "../data";
import { FormError } from "../shell/FormError";
import { Page } from "../shell/Page";
import { CurrentPassword } from "./CurrentPassword";
import { SecondFactor } from "./factor/SecondFactor";
import { Section } from "./Section";

/** Password and second factor. */
export function SecurityPage() {
  return (
    <Page title="Password and second factor" width="text">
      <PasswordForm />
      <SecondFactor />
    </Page>
  );
}

function PasswordForm() {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const form = useSubmit(
    useCallback(async () => {
      const body = { current_password: current, new_password: next };
      await answer(api.POST("/auth/users/set_password/", { body }));
      setCurrent("");
      setNext("");
      toast.done("Your password is changed, and every other device is logged out.");
    }, [current, next]),
    ["current_password", "new_password"],
  );
  return (
    <Section title="Password" lead="Changing it logs out every other device.">
      <form onSubmit={form.submit}>
        <Stack>
          <FormError sentence={form.sentence} />
          <CurrentPassword value={current} onChange={setCurrent} error={form.fields.current_password} />
          <PasswordInput
            label="New password"
            name="new-password"
            description="At least 8 characters."
            autoComplete="new-password"
            required
            minLength={8}
            maxLength={128}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
            aria-invalid={Boolean(form.fields.new_password)}
            error={form.fields.new_password}
          />
          <Group>
            <Button type="submit" loading={form.isBusy}>
              Change the password
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
